using ReleasePortal.Components.Entries;
using ReleasePortal.Domain.History;

namespace ReleasePortal.Features.History;

/// <summary>One entry opened.</summary>
/// <param name="Line">The entry with its states.</param>
/// <param name="Names">The names of what its states mention by key.</param>
/// <param name="Neighbours">What was done together with it, as far as the reader may see it; in order.</param>
/// <param name="Place">Its number and hash; null for readers whom the gaps between numbers would tell something.</param>
public sealed record HistoryDetails(EntryLine Line, EntryNames Names, IReadOnlyList<HistoryRow> Neighbours, PlaceInChain? Place)
{
    /// <summary>How many more were done together with it than <see cref="Neighbours"/> lists.</summary>
    public int MoreNeighbours { get; init; }

    /// <summary>What let the actor in; null where it is not known, or not the reader's to see.</summary>
    public SessionBegun? Session { get; init; }

    /// <summary>Who wanted it, where another person had to agree.</summary>
    public Said? Asked { get; init; }

    /// <summary>Who agreed.</summary>
    public Said? Approved { get; init; }
}

/// <summary>Where an entry stands in the chain.</summary>
/// <param name="Sequence">Its number.</param>
/// <param name="Hash">SHA-256 of its canonical bytes; lower-case hexadecimal.</param>
/// <param name="Canonical">The text whose bytes are hashed.</param>
public sealed record PlaceInChain(long Sequence, string Hash, string Canonical);

/// <summary>A person's sign-in, or the first use of a key from an address.</summary>
/// <param name="Entry">The entry about it.</param>
/// <param name="At">When.</param>
/// <param name="From">Where it came from.</param>
/// <param name="IsKey">Whether it was a key.</param>
public sealed record SessionBegun(Guid Entry, DateTimeOffset At, RequestOrigin? From, bool IsKey);

/// <summary>What somebody asked for or agreed to, by the entry about it.</summary>
/// <param name="Entry">The entry.</param>
/// <param name="Who">By the name of that time.</param>
/// <param name="At">When.</param>
/// <param name="Note">What they wrote with it; null when nothing.</param>
public sealed record Said(Guid Entry, string Who, DateTimeOffset At, string? Note);
