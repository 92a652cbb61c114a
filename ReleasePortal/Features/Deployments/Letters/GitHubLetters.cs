using System.Text.Json;
using System.Text.RegularExpressions;
using ReleasePortal.Domain;
using ReleasePortal.Domain.Deployments;

namespace ReleasePortal.Features.Deployments.Letters;

/// <summary>Reads GitHub's webhook event <c>deployment_status</c>; what a team wants to add stands in the deployment's payload.</summary>
internal static partial class GitHubLetters
{
    public const string Event = "x-github-event";

    /// <summary>As many characters of a commit as stand for a version where nothing else does.</summary>
    private const int ShortCommit = 12;

    public static Result<Reading> Read(Letter letter, DateTimeOffset now)
    {
        if (letter.Attribute(Event) is "ping")
            return Reading.Nothing("Pong.");
        if (letter.Attribute(Event) is not "deployment_status")
            return Reading.Nothing("Only deployment_status is of use here.");
        if (JsonParts.ReadObject(letter.Body) is not { } sent || sent.At("deployment").ValueKind is not JsonValueKind.Object)
            return new UnreadableReport();
        if (sent.Text("deployment_status", "state") is not "success")
            return Reading.Nothing("Only deployments that succeeded are recorded.");

        var (status, deployment) = (sent.At("deployment_status"), sent.At("deployment"));
        var added = deployment.Object("payload");
        return (Reading)new DeploymentReport
        {
            Source = DeploymentSource.GitHub,
            Id = deployment.Text("id") is { } id ? $"{sent.Text("repository", "full_name")}#{id}" : "",
            Kind = deployment.Text("task") is "rollback" ? DeploymentKind.RolledBack : DeploymentKind.Deployed,
            Software = added.Text("software") ?? sent.Text("repository", "name") ?? "",
            Version = added.Text("version") ?? VersionOf(deployment),
            Environment = status.Text("environment") ?? deployment.Text("environment") ?? "",
            At = status.Instant("created_at") ?? now,
            Commit = deployment.Text("sha"),
            By = status.Text("creator", "login") ?? sent.Text("sender", "login"),
            Link = status.Text("log_url") ?? status.Text("target_url"),
            Controls = added.Controls(),
        };
    }

    // A branch is no version: there, the commit is.
    private static string VersionOf(JsonElement deployment)
    {
        var reference = deployment.Text("ref") ?? "";
        if (reference.StartsWith("refs/tags/", StringComparison.Ordinal))
            return reference["refs/tags/".Length..];
        if (LooksLikeAVersion().IsMatch(reference))
            return reference;

        var commit = deployment.Text("sha") ?? reference;
        return commit.Length > ShortCommit ? commit[..ShortCommit] : commit;
    }

    [GeneratedRegex(@"^v?\d+\.\d", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex LooksLikeAVersion();
}
