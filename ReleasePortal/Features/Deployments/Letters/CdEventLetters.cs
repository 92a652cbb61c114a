using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using ReleasePortal.Domain;
using ReleasePortal.Domain.Deployments;

namespace ReleasePortal.Features.Deployments.Letters;

/// <summary>
/// Reads CDEvents (cdevents.dev, continuous deployment events) as CloudEvents 1.0 carry them over HTTP, in structured and in binary
/// mode. Minor versions of a type differ in what is of no use here.
/// </summary>
internal static class CdEventLetters
{
    private const string Service = "dev.cdevents.service.", Environment = "dev.cdevents.environment.";

    public static Result<Reading> Read(Letter letter, DateTimeOffset now)
    {
        if (JsonParts.ReadObject(letter.Body) is not { } sent)
            return new UnreadableReport();

        // Structured: the event is what lies in data. Binary: the body is the event, its attributes are headers.
        var isStructured = sent.Text("specversion") is not null;
        var cdEvent = isStructured ? sent.Object("data") : sent;
        var type = (isStructured ? sent.Text("type") : letter.Attribute("ce-type")) ?? cdEvent.Text("context", "type");
        if (type is null)
            return new UnreadableReport();
        if (type.StartsWith(Environment, StringComparison.Ordinal))
            return OfEnvironment(cdEvent, type);
        if (KindOf(type) is not { } kind)
            return new OtherEvent(type.Length > DeploymentReport.LongestName ? type[..DeploymentReport.LongestName] : type);
        if (cdEvent.At("subject").ValueKind is not JsonValueKind.Object)
            return new UnreadableReport();

        var at = cdEvent.Instant("context", "timestamp") ?? (isStructured ? sent.Instant("time") : JsonParts.ReadInstant(letter.Attribute("ce-time")));
        var id = cdEvent.Text("context", "id") ?? (isStructured ? sent.Text("id") : letter.Attribute("ce-id"));
        var source = cdEvent.Text("context", "source") ?? (isStructured ? sent.Text("source") : letter.Attribute("ce-source"));
        return (Reading)Report(cdEvent, kind, IdOf(source, id), at ?? now);
    }

    private static DeploymentReport Report(JsonElement cdEvent, DeploymentKind kind, string id, DateTimeOffset at)
    {
        var custom = cdEvent.Object("customData");
        var artifact = cdEvent.Text("subject", "content", "artifactId");
        return new DeploymentReport
        {
            Source = DeploymentSource.CdEvents,
            Id = id,
            Kind = kind,
            Software = custom.Text("software") ?? LastPart(cdEvent.Text("subject", "id")),
            Version = custom.Text("version") ?? VersionIn(artifact),
            Environment = cdEvent.Text("subject", "content", "environment", "id") ?? cdEvent.Text("subject", "content", "environment", "name") ?? "",
            At = at,
            Commit = custom.Text("commit"),
            By = custom.Text("by"),
            Link = custom.Text("link"),
            Controls = custom.Controls(),
        };
    }

    private static Reading OfEnvironment(JsonElement cdEvent, string type) =>
        type.StartsWith(Environment + "deleted", StringComparison.Ordinal) || cdEvent.Text("subject", "id") is not { } id
            ? Reading.Nothing("Environments are defined by administrators: nothing was done.")
            : new Reading(Report: null, "The environment is known: nothing was done.", LastPart(id));

    private static DeploymentKind? KindOf(string type)
    {
        if (!type.StartsWith(Service, StringComparison.Ordinal))
            return null;

        return type[Service.Length..].Split('.')[0] switch
        {
            "deployed" => DeploymentKind.Deployed,
            "upgraded" => DeploymentKind.Upgraded,
            "rolledback" => DeploymentKind.RolledBack,
            "removed" => DeploymentKind.Removed,
            _ => null,
        };
    }

    // CloudEvents, "id": unique within its source.
    private static string IdOf(string? source, string? id)
    {
        if (id is null)
            return "";

        var whole = source is null ? id : source + "#" + id;
        return whole.Length <= DeploymentReport.LongestId ? whole : "sha256:" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(whole)));
    }

    private static string LastPart(string? id) => id?.Split('/', StringSplitOptions.RemoveEmptyEntries).LastOrDefault() ?? "";

    /// <summary>The version in a package URL (purl: <c>pkg:type/name@version?qualifiers</c>), or in the name of an image.</summary>
    internal static string VersionIn(string? artifact)
    {
        if (artifact is null)
            return "";

        var name = artifact.Split('?', '#')[0];
        var at = name.LastIndexOf('@');
        if (at < 0 && !name.StartsWith("pkg:", StringComparison.Ordinal))
            at = name.LastIndexOf(':') is var colon && colon > name.LastIndexOf('/') ? colon : -1;
        return at < 0 ? "" : Uri.UnescapeDataString(name[(at + 1)..]);
    }
}
