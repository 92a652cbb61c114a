using System.Text;
using System.Text.Json;

namespace ReleasePortal.Domain.History;

/// <summary>A single entry with the proof that it is part of the signed history, for somebody who has nothing of the rest.</summary>
/// <param name="Canonical">The entry's canonical text.</param>
/// <param name="Index">Its leaf in the tree, from 0: its sequence less one.</param>
/// <param name="Path">From the leaf up (RFC 9162, section 2.1.3.1).</param>
/// <param name="Checkpoint">The first that covers it.</param>
public sealed record EntryProof(string Canonical, long Index, IReadOnlyList<byte[]> Path, SignedCheckpoint Checkpoint)
{
    /// <summary>As a file: one line of JSON.</summary>
    public static string Write(string canonical, long index, IReadOnlyList<byte[]> path, Checkpoint checkpoint) =>
        $$"""{"proof":{"entry":{{canonical}},"index":{{index}},"treeSize":{{checkpoint.Sequence}},"path":[{{string.Join(',', path.Select(hash => $"\"{Convert.ToHexStringLower(hash)}\""))}}]},{{checkpoint.ToLine()[1..]}}""";

    /// <summary>What <see cref="Write"/> wrote; null when it is something else.</summary>
    public static EntryProof? Read(JsonElement file)
    {
        try
        {
            var proof = file.GetProperty("proof");
            return SignedCheckpoint.Read(file) is { } checkpoint && proof.GetProperty("treeSize").GetInt64() == checkpoint.Said.Sequence
                ? new EntryProof(
                    proof.GetProperty("entry").GetRawText(),
                    proof.GetProperty("index").GetInt64(),
                    [.. proof.GetProperty("path").EnumerateArray().Select(hash => Convert.FromHexString(hash.GetString() ?? ""))],
                    checkpoint)
                : null;
        }
        catch (Exception exception) when (exception is InvalidOperationException or KeyNotFoundException or FormatException)
        {
            return null;
        }
    }

    /// <summary>Whether the entry says that it stands where its leaf does, and its path leads to the signed root.</summary>
    public bool Holds()
    {
        using var entry = JsonDocument.Parse(Canonical);
        return entry.RootElement.ValueKind is JsonValueKind.Object
            && entry.RootElement.TryGetProperty("sequence", out var sequence) && sequence.ValueKind is JsonValueKind.Number
            && sequence.TryGetInt64(out var place) && place == Index + 1
            && IsHash(Checkpoint.Said.Root)
            && MerkleTree.VerifyInclusion(
                MerkleTree.LeafHash(Encoding.UTF8.GetBytes(Canonical)), Index, Checkpoint.Said.Sequence, Path, Convert.FromHexString(Checkpoint.Said.Root));
    }

    private static bool IsHash(string text) => text.Length is 64 && text.All(char.IsAsciiHexDigit);
}
