using ReleasePortal.Domain.Deployments;

namespace ReleasePortal.Features.Deployments.Letters;

/// <summary>What a letter says.</summary>
/// <param name="Report">A report to record; null where there is nothing to do.</param>
/// <param name="Ignored">Why there is nothing to do, for the program that sent it.</param>
/// <param name="Environment">An environment of which it tells, where it tells of no deployment.</param>
internal sealed record Reading(DeploymentReport? Report, string? Ignored = null, string? Environment = null)
{
    public static implicit operator Reading(DeploymentReport report) => new(report);

    public static Reading Nothing(string why) => new(Report: null, why);
}
