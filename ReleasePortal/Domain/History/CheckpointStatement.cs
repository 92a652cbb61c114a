using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace ReleasePortal.Domain.History;

/// <summary>What a checkpoint says and the portal signs: the history up to here reads so, and not otherwise.</summary>
/// <param name="Sequence">The last entry that it covers; the tree has that many leaves.</param>
/// <param name="Hash">That entry's hash; lower-case hexadecimal.</param>
/// <param name="Root">The root of the Merkle tree over all entries up to it; lower-case hexadecimal.</param>
/// <param name="At">When it was signed: UTC, as in entries.</param>
/// <param name="KeyId">SHA-256 of the public key (SubjectPublicKeyInfo, DER); lower-case hexadecimal.</param>
public sealed record CheckpointStatement(long Sequence, string Hash, string Root, string At, string KeyId)
{
    /// <summary>So that a signature over something else that the portal may sign one day can never pass for one over this.</summary>
    private const string Kind = "history-checkpoint";

    /// <summary>The canonical text (RFC 8785) whose UTF-8 bytes are signed.</summary>
    public string Write() => CanonicalJson.Write(new JsonObject
    {
        ["kind"] = Kind,
        ["sequence"] = Sequence,
        ["treeSize"] = Sequence,
        ["hash"] = Hash,
        ["root"] = Root,
        ["at"] = At,
        ["keyId"] = KeyId,
    });

    /// <summary>What <see cref="Write"/> wrote; null when it is something else.</summary>
    public static CheckpointStatement? Read(JsonElement text)
    {
        if (text.ValueKind is not JsonValueKind.Object || Text(text, "kind") is not Kind
            || Number(text, "sequence") is not (> 0 and var sequence) || Number(text, "treeSize") != sequence
            || Text(text, "hash") is not { } hash || Text(text, "root") is not { } root
            || Text(text, "at") is not { } at || Text(text, "keyId") is not { } keyId)
            return null;

        var statement = new CheckpointStatement(sequence, hash, root, at, keyId);
        return statement.Write() == text.GetRawText() ? statement : null;
    }

    /// <summary>The id of a public key.</summary>
    /// <param name="publicKey">SubjectPublicKeyInfo, DER.</param>
    public static string IdOf(ReadOnlySpan<byte> publicKey) => Convert.ToHexStringLower(SHA256.HashData(publicKey));

    /// <summary>An instant as entries and checkpoints write it.</summary>
    public static string Instant(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.ffffffZ", CultureInfo.InvariantCulture);

    private static string? Text(JsonElement from, string name) =>
        from.TryGetProperty(name, out var value) && value.ValueKind is JsonValueKind.String ? value.GetString() : null;

    private static long? Number(JsonElement from, string name) =>
        from.TryGetProperty(name, out var value) && value.ValueKind is JsonValueKind.Number && value.TryGetInt64(out var number) ? number : null;
}
