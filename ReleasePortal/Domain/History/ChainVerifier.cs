using System.Text;

namespace ReleasePortal.Domain.History;

/// <summary>What a walk over the chain found.</summary>
/// <param name="Entries">How many entries held before the walk ended.</param>
/// <param name="Head">The hash of the last entry that held.</param>
/// <param name="FirstBad">The sequence at which the chain breaks; null when it is whole.</param>
public sealed record ChainVerdict(long Entries, string Head, long? FirstBad);

/// <summary>Walks the chain from its entries alone: sequence without gaps, hash of the canonical bytes, link to the one before.</summary>
public static class ChainVerifier
{
    /// <param name="entries">In the order of their sequence, from 1.</param>
    public static ChainVerdict Verify(IEnumerable<(long Sequence, string Canonical, string Hash)> entries)
    {
        var walk = new ChainWalk();
        foreach (var (sequence, canonical, hash) in entries)
        {
            var next = walk.Entries + 1;
            if (sequence != next || walk.Add(Encoding.UTF8.GetBytes(canonical), Encoding.UTF8.GetBytes(hash)) is not null)
                return new ChainVerdict(walk.Entries, walk.Head, FirstBad: next);
        }

        return new ChainVerdict(walk.Entries, walk.Head, FirstBad: null);
    }
}
