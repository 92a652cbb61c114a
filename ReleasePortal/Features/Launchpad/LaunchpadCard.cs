using ReleasePortal.Components.Deployed;
using ReleasePortal.Domain.Controls;

namespace ReleasePortal.Features.Launchpad;

/// <summary>A business control as the Launchpad shows it on one environment.</summary>
public sealed record LaunchpadCard
{
    public required Guid Id { get; init; }

    public required string Key { get; init; }

    public required string Name { get; init; }

    /// <summary>One sentence on what users will see.</summary>
    public required string Description { get; init; }

    public required string Owner { get; init; }

    public required ControlKind Kind { get; init; }

    public required IReadOnlyList<Variant> Variants { get; init; }

    public required ReleaseState State { get; init; }

    /// <summary>When its state was last changed here; null when it never was.</summary>
    public DateTimeOffset? ChangedAt { get; init; }

    /// <summary>By whom; empty when it never was, or when the reader may not know.</summary>
    public string ChangedBy { get; init; } = "";

    /// <summary>Why, in that person's words; null when they gave no reason.</summary>
    public string? Reason { get; init; }

    /// <summary>Whether what runs here carries it, as far as was reported.</summary>
    public required Whereabouts Where { get; init; }

    public bool IsLive => State.Availability is not Availability.Closed;
}

/// <summary>The Launchpad of one environment.</summary>
/// <param name="Ready">Closed controls that what runs here carries, or of which nothing was reported; those most lately created first.</param>
/// <param name="Waiting">Closed controls that no version running here carries.</param>
/// <param name="Live">Open ones, those most lately changed first.</param>
/// <param name="GroupNames">Display names of groups by key.</param>
public sealed record LaunchpadView(
    IReadOnlyList<LaunchpadCard> Ready, IReadOnlyList<LaunchpadCard> Waiting, IReadOnlyList<LaunchpadCard> Live, IReadOnlyDictionary<string, string> GroupNames)
{
    /// <summary>Open ones whose software was rolled back to a version that does not carry them: users have lost them.</summary>
    public IReadOnlyList<LaunchpadCard> Lost { get; } = [.. Live.Where(card => card.Where.Presence is Presence.RolledBack)];
}
