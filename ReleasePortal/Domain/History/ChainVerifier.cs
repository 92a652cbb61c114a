using System.Text.Json;
using System.Text.Json.Nodes;

namespace ReleasePortal.Domain.History;

/// <summary>What a walk over the chain found.</summary>
/// <param name="Entries">How many entries held before the walk ended.</param>
/// <param name="Head">The hash of the last entry that held.</param>
/// <param name="FirstBad">The sequence at which the chain breaks; null when it is whole.</param>
public sealed record ChainVerdict(long Entries, string Head, long? FirstBad);

/// <summary>Walks the chain from its entries alone: sequence without gaps, hash of the canonical bytes, link to the one before.</summary>
public static class ChainVerifier
{
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false };

    /// <param name="entries">In the order of their sequence, from 1.</param>
    public static ChainVerdict Verify(IEnumerable<(long Sequence, string Canonical, string Hash)> entries)
    {
        var (count, head) = (0L, HistoryHead.Zeros);
        foreach (var (sequence, canonical, hash) in entries)
        {
            if (sequence != count + 1 || EntryWriter.HashOf(canonical) != hash || !Links(canonical, sequence, head))
                return new ChainVerdict(count, head, count + 1);
            (count, head) = (sequence, hash);
        }

        return new ChainVerdict(count, head, FirstBad: null);
    }

    private static bool Links(string canonical, long sequence, string previous) => Content(canonical) is { } content
        && content["previousHash"] is JsonValue link && link.TryGetValue<string>(out var hash) && hash == previous
        && content["sequence"] is JsonValue number && number.TryGetValue<long>(out var place) && place == sequence;

    // Whoever forges an entry may write anything, with a hash that fits.
    private static JsonObject? Content(string canonical)
    {
        try
        {
            return JsonNode.Parse(canonical, documentOptions: Strict) as JsonObject;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
