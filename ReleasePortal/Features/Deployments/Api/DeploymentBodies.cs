using System.ComponentModel;
using ReleasePortal.Data.Deployments;
using ReleasePortal.Domain.Deployments;

namespace ReleasePortal.Features.Deployments.Api;

/// <summary>A deployment as a pipeline reports it.</summary>
internal sealed record DeploymentReportBody
{
    [Description("The sender's own id of this deployment, such as a pipeline's run: the same one twice is one deployment.")]
    public string Id { get; init; } = "";

    [Description("What was deployed: the name of a service or application.")]
    public string Software { get; init; } = "";

    [Description("The software version that was installed.")]
    public string Version { get; init; } = "";

    [Description("The environment's key or name; the key's environment when it is left out.")]
    public string? Environment { get; init; }

    [Description("When it was done; now when it is left out.")]
    public DateTimeOffset? At { get; init; }

    [Description("deployed unless told: upgraded, rolledBack, removed.")]
    public DeploymentKind Kind { get; init; }

    [Description("The commit from which the version was built.")]
    public string? Commit { get; init; }

    [Description("Who or what deployed it.")]
    public string? By { get; init; }

    [Description("Where more of it is to be seen: http or https.")]
    public string? Link { get; init; }

    [Description("The keys of the release controls that this version carries.")]
    public IReadOnlyList<string>? Controls { get; init; }

    /// <summary>As the portal records it.</summary>
    /// <param name="environment">The environment where none is named.</param>
    /// <param name="now">The instant where none is named.</param>
    public DeploymentReport ToReport(string environment, DateTimeOffset now) => new()
    {
        Source = DeploymentSource.Api,
        Id = Id.Trim(),
        Kind = Kind,
        Software = Software.Trim(),
        Version = Version.Trim(),
        Environment = string.IsNullOrWhiteSpace(Environment) ? environment : Environment.Trim(),
        At = (At ?? now).ToUniversalTime(),
        Commit = Commit,
        By = By,
        Link = Link,
        Controls = Controls,
    };
}

/// <summary>What became of a report.</summary>
/// <param name="Id">The sender's id.</param>
/// <param name="Environment">The environment's key.</param>
/// <param name="Kind">As it is recorded: a version that went backwards is rolledBack, whatever was said.</param>
/// <param name="IsRunning">Whether this is what the environment runs now; false for a report that came after a newer one.</param>
internal sealed record DeploymentBody(
    string Id, string Software, string Version, string Environment, DateTimeOffset At, DeploymentKind Kind, bool IsRunning)
{
    public static DeploymentBody Of(RecordedDeployment recorded) => new(
        recorded.Deployment.ReportId,
        recorded.Deployment.Software,
        recorded.Deployment.Version!.Version,
        recorded.Deployment.Environment,
        recorded.Deployment.At,
        recorded.Deployment.Kind,
        recorded.IsRunning);
}
