using ReleasePortal.Data.Deployments;
using ReleasePortal.Domain.Deployments;
using ReleasePortal.Tests.Support;

namespace ReleasePortal.Tests.Features.Deployments;

/// <summary>Reports as a pipeline of the shop sends them.</summary>
internal static class Reports
{
    private static int Sent;

    /// <summary>Records that a version was deployed; it must not be refused.</summary>
    /// <param name="store">Where to.</param>
    /// <param name="software">What.</param>
    /// <param name="version">Which version of it.</param>
    /// <param name="at">When.</param>
    /// <param name="controls">What it carries; null where nobody says.</param>
    /// <param name="environment">Where.</param>
    /// <param name="kind">What was done.</param>
    public static async Task<Deployment> DeployAsync(
        this DeploymentStore store,
        string software,
        string version,
        DateTimeOffset at,
        string[]? controls,
        string environment = "production",
        DeploymentKind kind = DeploymentKind.Deployed) => (await store.RecordAsync(new DeploymentReport
        {
            Source = DeploymentSource.Api,
            Id = $"run-{Interlocked.Increment(ref Sent)}",
            Kind = kind,
            Software = software,
            Version = version,
            Environment = environment,
            At = at,
            Controls = controls,
            By = software + " pipeline",
            Commit = "4f2a9c1",
            Link = "https://ci.example.com/run/812",
        })).OrThrow().Deployment;
}
