using ReleasePortal.Components.Entries;
using ReleasePortal.Domain.History;

namespace ReleasePortal.Features.History;

/// <summary>One entry opened.</summary>
/// <param name="Line">The entry with its states.</param>
/// <param name="Names">The names of what its states mention by key.</param>
/// <param name="Neighbours">What was done together with it, as far as the reader may see it; in order.</param>
/// <param name="Place">Its number and hash; null for readers whom the gaps between numbers would tell something.</param>
public sealed record HistoryDetails(EntryLine Line, EntryNames Names, IReadOnlyList<HistoryRow> Neighbours, PlaceInChain? Place);

/// <summary>Where an entry stands in the chain.</summary>
/// <param name="Sequence">Its number.</param>
/// <param name="Hash">SHA-256 of its canonical bytes; lower-case hexadecimal.</param>
/// <param name="Canonical">The text whose bytes are hashed.</param>
public sealed record PlaceInChain(long Sequence, string Hash, string Canonical);
