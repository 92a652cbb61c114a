using ReleasePortal.Domain.Controls;
using ReleasePortal.Domain.Launches;
using ReleasePortal.Domain.Wording;

namespace ReleasePortal.Features.Launchpad;

/// <summary>A launch as the Launchpad shows it.</summary>
public sealed record LaunchpadLaunch
{
    public required Guid Id { get; init; }

    public required string Name { get; init; }

    /// <summary>The environment's key.</summary>
    public required string Environment { get; init; }

    public required LaunchStatus Status { get; init; }

    /// <summary>One operational step makes it operational as a whole.</summary>
    public required Purpose Purpose { get; init; }

    public required bool HasBegun { get; init; }

    /// <summary>When it is or was to begin; null for one by button.</summary>
    public DateTimeOffset? StartAt { get; init; }

    /// <summary>When something happens by itself next; null when nothing does.</summary>
    public DateTimeOffset? NextAt { get; init; }

    public DateTimeOffset? EndAt { get; init; }

    public required string Owner { get; init; }

    public required int Version { get; init; }

    /// <summary>Its steps in words.</summary>
    public required IReadOnlyList<Sentence> Steps { get; init; }

    /// <summary>The names of its controls.</summary>
    public required IReadOnlyList<string> Controls { get; init; }

    /// <summary>Why it failed.</summary>
    public IReadOnlyList<Sentence> Failures { get; init; } = [];
}

/// <summary>The launches of the Launchpad.</summary>
/// <param name="Coming">Those that are to happen or are happening on the environment, next first; as many as are shown.</param>
/// <param name="ComingCount">How many there are.</param>
/// <param name="Attention">On any environment: the actor's own that were missed or failed, and those that wait for the actor's approval.</param>
/// <param name="PlannedFor">When a control is to change next by a launch on the environment, by the control's id.</param>
public sealed record LaunchpadLaunches(
    IReadOnlyList<LaunchpadLaunch> Coming,
    int ComingCount,
    IReadOnlyList<LaunchpadLaunch> Attention,
    IReadOnlyDictionary<Guid, PlannedChange> PlannedFor)
{
    public static LaunchpadLaunches None { get; } = new([], 0, [], new Dictionary<Guid, PlannedChange>());
}

/// <summary>A launch that will change a control.</summary>
public sealed record PlannedChange(Guid Launch, DateTimeOffset At);
