using ReleasePortal.Components.LeadTimes;
using ReleasePortal.Features.Deployments.List;

namespace ReleasePortal.Features.Deployments.Timeline;

/// <summary>What a mark or bar stands for; it has a shape and a word of its own, colour only repeats them.</summary>
public enum ItemKind
{
    Deployed,
    RolledBack,
    Removed,
    Released,
    Withdrawn,
}

/// <summary>One mark of the timeline, or one bar of a step.</summary>
public sealed record TimelineItem
{
    /// <summary>The same one has the same after reading again.</summary>
    public required string Id { get; init; }

    public required ItemKind Kind { get; init; }

    public required DateTimeOffset At { get; init; }

    /// <summary>What it says, as a sentence.</summary>
    public required string Name { get; init; }

    /// <summary>In whose row it stands.</summary>
    public string Lane { get; init; } = "";

    /// <summary>How many it stands for: a bar; null for a mark.</summary>
    public int? Count { get; init; }

    /// <summary>For a bar: the instant at which its step ends.</summary>
    public DateTimeOffset Until { get; init; }

    public DeploymentRow? Deployment { get; init; }

    public Turn? Turn { get; init; }

    /// <summary>Whether it stands above the axis.</summary>
    public bool IsDeployment => Kind is ItemKind.Deployed or ItemKind.RolledBack or ItemKind.Removed;
}
