using ReleasePortal.Domain.Audiences;

namespace ReleasePortal.Domain.Deployments;

/// <summary>
/// A software version installed on an environment, as it was reported. It is no release state and has no entry: what others did is
/// recorded beside the one door, and never altered.
/// </summary>
public sealed class Deployment
{
    // For EF Core.
    private Deployment() => (ReportId, Environment, Software) = ("", "", "");

    internal Deployment(DeploymentReport report, string environment, SoftwareVersion version, bool isRollback, DateTimeOffset receivedAt)
    {
        (Source, ReportId, Kind) = (report.Source, report.Id, isRollback ? DeploymentKind.RolledBack : report.Kind);
        (Environment, Software, Version) = (environment, report.Software, version);
        (At, ReceivedAt) = (report.At, receivedAt);
        (Commit, By, Link) = (report.Commit, report.By, report.Link);
    }

    public long Id { get; private set; }

    public DeploymentSource Source { get; private set; }

    public string ReportId { get; private set; }

    public DeploymentKind Kind { get; private set; }

    /// <summary>The environment's key.</summary>
    public string Environment { get; private set; }

    /// <summary>The software's name, as that of <see cref="Version"/>: deployments are found by it.</summary>
    public string Software { get; private set; }

    public long VersionId { get; private set; }

    public SoftwareVersion? Version { get; private set; }

    public DateTimeOffset At { get; private set; }

    public DateTimeOffset ReceivedAt { get; private set; }

    public string? Commit { get; private set; }

    public string? By { get; private set; }

    public string? Link { get; private set; }

    /// <summary>Whether going from one version to another goes back; false where they cannot be compared as semver.org's versions.</summary>
    public static bool GoesBack(string from, string to) =>
        SemanticVersion.TryParse(Plain(from), out var before) && SemanticVersion.TryParse(Plain(to), out var after) && after.CompareWith(before) < 0;

    /// <summary>Whether a report says what this deployment says. A sender that tries again may have looked at its clock again.</summary>
    internal bool Says(DeploymentReport report, string environment) =>
        (Environment, Software, Commit) == (environment, report.Software, report.Commit)
        && (Kind == report.Kind || Kind is DeploymentKind.RolledBack)
        && (Version?.Version == report.Version || report.Version.Length is 0);

    // Tags of versions often begin with a v, which semver.org leaves out.
    private static string Plain(string version) => version.StartsWith('v') ? version[1..] : version;
}

/// <summary>Which deployment of a software an environment runs now; there is none where it was removed.</summary>
public sealed class RunningSoftware
{
    public string Software { get; init; } = "";

    /// <summary>The environment's key.</summary>
    public string Environment { get; init; } = "";

    public long DeploymentId { get; set; }

    public long VersionId { get; set; }

    public DateTimeOffset At { get; set; }

    /// <summary>It was removed: nothing runs, and older reports that come late change nothing.</summary>
    public bool IsRemoved { get; set; }
}
