using ReleasePortal.Domain.Deployments;

namespace ReleasePortal.Components.LeadTimes;

/// <summary>A control that nobody got on an environment was opened there, to whomever.</summary>
/// <param name="Entry">The entry by which it was.</param>
/// <param name="Control">The control's key.</param>
/// <param name="Environment">The environment's key.</param>
/// <param name="At">When.</param>
/// <param name="DeployedAt">When a version that carries the control was first installed there, before that; null where none is known.</param>
/// <param name="IsOutside">Whether no software that carries it was deployed there within <see cref="ReleaseTiming.Near"/> before.</param>
public sealed record TimedRelease(Guid Entry, string Control, string Environment, DateTimeOffset At, DateTimeOffset? DeployedAt, bool IsOutside)
{
    /// <summary>From deployed to released; null where it is not known.</summary>
    public TimeSpan? LeadTime => At - DeployedAt;
}

/// <summary>How far deployments and releases of a period are apart.</summary>
/// <param name="Releases">In their order.</param>
/// <param name="Deployments">How many deployments carried a control whose state at that moment the reader may know.</param>
/// <param name="CarryingClosed">How many of these carried at least one that was closed there at that moment.</param>
/// <param name="KnownFrom">What was before was archived and is not counted; null where nothing of the period was.</param>
public sealed record ReleaseTiming(IReadOnlyList<TimedRelease> Releases, int Deployments, int CarryingClosed, DateTimeOffset? KnownFrom)
{
    /// <summary>A release that follows a deployment within that time is taken for a part of it.</summary>
    public static readonly TimeSpan Near = TimeSpan.FromHours(1);

    /// <summary>Whether the deployments are only the newest of the period, for there are more (<see cref="ReleaseTimingQuery.MostDeployments"/>).</summary>
    public bool AreNewest { get; init; }

    public static ReleaseTiming None { get; } = new([], 0, 0, KnownFrom: null);

    /// <summary>The releases whose deployment is not known.</summary>
    public int Unknown => Releases.Count(release => release.DeployedAt is null);

    /// <summary>The releases outside a deployment.</summary>
    public int Outside => Releases.Count(release => release.IsOutside);

    /// <summary>From deployed to released, where both are known; null where they never are.</summary>
    public Spread? LeadTimes() => Spread.Of(Releases.Select(release => release.LeadTime).OfType<TimeSpan>());
}
