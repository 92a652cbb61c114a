using System.Text.Json;
using System.Text.Json.Nodes;

namespace ReleasePortal.Domain.History.Evidence;

/// <summary>What an evidence pack holds and the portal signs: nothing else belongs to it, and each of it reads so.</summary>
/// <param name="At">When it was made: UTC, as in entries.</param>
/// <param name="From">The beginning of the period; null when it reaches back to the first entry.</param>
/// <param name="Until">Its end, which is not part of it.</param>
/// <param name="After">The entry before the first in the pack; 0 when it begins with the first of all.</param>
/// <param name="Last">The last entry in the pack.</param>
/// <param name="KeyId">SHA-256 of the public key (SubjectPublicKeyInfo, DER) that the signature fits; lower-case hexadecimal.</param>
/// <param name="Files">SHA-256 of each file by its name; lower-case hexadecimal.</param>
public sealed record EvidenceManifest(
    string At, string? From, string Until, long After, long Last, string KeyId, IReadOnlyDictionary<string, string> Files)
{
    /// <summary>The files of every pack.</summary>
    public const string
        ManifestFile = "manifest.json", SignatureFile = "manifest.sig", KeyFile = "public-key.pem", HistoryFile = "history.jsonl",
        CheckpointsFile = "checkpoints.jsonl", PeopleFile = "people.csv", ApprovalsFile = "approvals.csv", ReadmeFile = "README.txt";

    /// <summary>A signature over it can never pass for one over a checkpoint (<see cref="CheckpointStatement"/>).</summary>
    private const string Kind = "history-evidence";

    /// <summary>The canonical text (RFC 8785) whose UTF-8 bytes are signed.</summary>
    public string Write() => CanonicalJson.Write(new JsonObject
    {
        ["kind"] = Kind,
        ["version"] = 1,
        ["at"] = At,
        ["period"] = new JsonObject { ["from"] = From, ["until"] = Until },
        ["entries"] = new JsonObject { ["after"] = After, ["last"] = Last },
        ["keyId"] = KeyId,
        ["files"] = new JsonObject(Files.Select(file => KeyValuePair.Create(file.Key, (JsonNode?)file.Value))),
    });

    /// <summary>What <see cref="Write"/> wrote; null when it is something else.</summary>
    public static EvidenceManifest? Read(ReadOnlySpan<byte> bytes)
    {
        try
        {
            var text = JsonNode.Parse(bytes);
            if (text?["kind"]?.GetValue<string>() is not Kind || text["version"]?.GetValue<int>() is not 1)
                return null;
            return new EvidenceManifest(
                text["at"]!.GetValue<string>(),
                text["period"]!["from"]?.GetValue<string>(),
                text["period"]!["until"]!.GetValue<string>(),
                text["entries"]!["after"]!.GetValue<long>(),
                text["entries"]!["last"]!.GetValue<long>(),
                text["keyId"]!.GetValue<string>(),
                text["files"]!.AsObject().ToDictionary(file => file.Key, file => file.Value!.GetValue<string>(), StringComparer.Ordinal));
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or FormatException or NullReferenceException or ArgumentException)
        {
            return null;
        }
    }
}
