using ReleasePortal.Components.LeadTimes;
using ReleasePortal.Features.Deployments.List;

namespace ReleasePortal.Features.Deployments.Timeline;

/// <summary>What happened in a period: one by one where that fits, otherwise counted by steps.</summary>
/// <param name="Steps">The instants at which the steps begin, and the one at which the last ends.</param>
/// <param name="Deployments">In their order; null where there are too many.</param>
/// <param name="DeploymentCounts">How many of each step, where they are too many to be shown one by one.</param>
/// <param name="Turns">Releases and withdrawals in their order; null where there are too many.</param>
/// <param name="TurnCounts">How many of each step, likewise.</param>
public sealed record TimelineView(
    IReadOnlyList<DateTimeOffset> Steps,
    IReadOnlyList<DeploymentRow>? Deployments,
    IReadOnlyList<int> DeploymentCounts,
    IReadOnlyList<Turn>? Turns,
    IReadOnlyList<(int Released, int Withdrawn)> TurnCounts)
{
    /// <summary>As many of a kind as are shown one by one.</summary>
    public const int MostMarks = 150;

    public DateTimeOffset From => Steps[0];

    public DateTimeOffset Until => Steps[^1];

    public bool IsEmpty => Deployments is { Count: 0 } && Turns is { Count: 0 };
}
