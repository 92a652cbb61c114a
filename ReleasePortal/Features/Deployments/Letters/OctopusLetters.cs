using System.Text.Json;
using ReleasePortal.Domain;
using ReleasePortal.Domain.Deployments;

namespace ReleasePortal.Features.Deployments.Letters;

/// <summary>
/// Reads what a subscription of Octopus Deploy sends. Names stand in its message only: the references say where in it each document
/// is named, by the kind in its id.
/// </summary>
internal static class OctopusLetters
{
    public static Result<Reading> Read(Letter letter, DateTimeOffset now)
    {
        if (JsonParts.ReadObject(letter.Body) is not { } sent || sent.At("Payload", "Event") is not { ValueKind: JsonValueKind.Object } happened)
            return new UnreadableReport();
        if (happened.Text("Category") is not "DeploymentSucceeded")
            return Reading.Nothing("Only deployments that succeeded are recorded.");

        var (server, deployment) = (sent.Text("Payload", "ServerUri"), Related(happened, "Deployments-"));
        return (Reading)new DeploymentReport
        {
            Source = DeploymentSource.Octopus,
            Id = deployment is null ? happened.Text("Id") ?? "" : $"{server} {deployment}".Trim(),
            Kind = DeploymentKind.Deployed,
            Software = Named(happened, "Projects-") ?? "",
            Version = Named(happened, "Releases-") ?? "",
            Environment = Named(happened, "Environments-") ?? "",
            At = happened.Instant("Occurred") ?? now,
            By = happened.Text("Username"),
            Link = server is not null && deployment is not null ? $"{server.TrimEnd('/')}/app#/deployments/{deployment}" : null,
        };
    }

    private static string? Related(JsonElement happened, string kind) =>
        happened.At("RelatedDocumentIds") is { ValueKind: JsonValueKind.Array } ids
            ? ids.EnumerateArray()
                .Where(id => id.ValueKind is JsonValueKind.String)
                .Select(id => id.Said())
                .FirstOrDefault(id => id.StartsWith(kind, StringComparison.Ordinal))
            : null;

    private static string? Named(JsonElement happened, string kind)
    {
        if (happened.At("Message") is not { ValueKind: JsonValueKind.String } said || happened.At("MessageReferences") is not { ValueKind: JsonValueKind.Array } references)
            return null;

        var message = said.Said(); // not trimmed: the references count in it
        foreach (var reference in references.EnumerateArray())
        {
            if (reference.Text("ReferencedDocumentId")?.StartsWith(kind, StringComparison.Ordinal) is true
                && int.TryParse(reference.Text("StartIndex"), out var start)
                && int.TryParse(reference.Text("Length"), out var length)
                && start >= 0 && length > 0 && start <= message.Length - length)
                return message.Substring(start, length);
        }

        return null;
    }
}
