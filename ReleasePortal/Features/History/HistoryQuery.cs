using Microsoft.EntityFrameworkCore;
using ReleasePortal.Data;
using ReleasePortal.Domain.Access;
using ReleasePortal.Domain.History;

namespace ReleasePortal.Features.History;

/// <summary>
/// The entries that a reader may see, newest first, in stretches found by their place in the chain: reading on from any place
/// costs the same, however long the history is.
/// </summary>
public sealed partial class HistoryQuery(IDbContextFactory<PortalDbContext> contexts, TimeProvider clock)
{
    /// <summary>How many entries one step down the page reads.</summary>
    public const int StretchLength = 60;

    /// <summary>After this a stretch is handed over as it is, so that the page can show how far the search has come.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(300);

    /// <summary>The newest entries.</summary>
    public Task<HistoryStretch> NewestAsync(HistoryFilter filter, Actor actor, TimeZoneInfo zone, CancellationToken cancellationToken = default) =>
        OlderAsync(filter, actor, zone, than: long.MaxValue, cancellationToken);

    /// <summary>The entries before that one.</summary>
    public Task<HistoryStretch> OlderAsync(HistoryFilter filter, Actor actor, TimeZoneInfo zone, long than, CancellationToken cancellationToken = default) =>
        ReadAsync(filter, actor, zone, reach => reach.Before(than), upwards: false, SearchQuery.FirstSize, cancellationToken);

    /// <summary>The entries before those that a search has looked at already.</summary>
    public Task<HistoryStretch> OlderAsync(HistoryFilter filter, Actor actor, TimeZoneInfo zone, HistoryPause than, CancellationToken cancellationToken = default) =>
        ReadAsync(filter, actor, zone, reach => reach.Before(than.Sequence), upwards: false, than.Size, cancellationToken);

    /// <summary>The entries right after that one.</summary>
    public Task<HistoryStretch> NewerAsync(HistoryFilter filter, Actor actor, TimeZoneInfo zone, long than, CancellationToken cancellationToken = default) =>
        ReadAsync(filter, actor, zone, reach => reach.After(than), upwards: true, SearchQuery.FirstSize, cancellationToken);

    /// <summary>The entries right after those that a search has looked at already.</summary>
    public Task<HistoryStretch> NewerAsync(HistoryFilter filter, Actor actor, TimeZoneInfo zone, HistoryPause than, CancellationToken cancellationToken = default) =>
        ReadAsync(filter, actor, zone, reach => reach.After(than.Sequence), upwards: true, than.Size, cancellationToken);

    /// <summary>The first entry after a place, whether it matches anything or not: what is older leads back from there.</summary>
    public async Task<long> FindAsync(HistoryPlace place, TimeZoneInfo zone, CancellationToken cancellationToken = default)
    {
        await using var database = await contexts.CreateDbContextAsync(cancellationToken);
        return await database.PlaceOfAsync(place.EndIn(zone), cancellationToken);
    }

    /// <summary>What is on the page, as the reader may see it now, and what has come since.</summary>
    /// <param name="shown">The entries on the page.</param>
    /// <param name="since">What came after that one belongs on the page too; null when it does not.</param>
    /// <param name="atMost">As many as the page takes.</param>
    public async Task<HistoryStretch> AgainAsync(
        HistoryFilter filter, Actor actor, TimeZoneInfo zone, IReadOnlyList<long> shown, long? since, int atMost, CancellationToken cancellationToken = default)
    {
        await using var database = await contexts.CreateDbContextAsync(cancellationToken);
        var period = HistoryPeriod.Of(filter, clock.GetUtcNow(), zone);

        // Two questions: put together as one, SQLite would walk through the whole history for the answer.
        List<Entry> entries = since is { } newest
            ? await database.EntriesMatching(filter, actor, period, HistoryReach.Whole.After(newest))
                .OrderByDescending(entry => entry.Sequence).Take(atMost + 1).ToListAsync(cancellationToken)
            : [];
        if (shown.Count > 0)
        {
            var still = new HistoryReach(shown.Min(), shown.Max() + 1);
            entries.AddRange(await database.EntriesMatching(filter, actor, period, still)
                .Where(entry => shown.Contains(entry.Sequence))
                .OrderByDescending(entry => entry.Sequence).ToListAsync(cancellationToken));
        }

        var again = entries.DistinctBy(entry => entry.Sequence).ToList();
        return new HistoryStretch(await RowsAsync(database, [.. again.Take(atMost)], actor, cancellationToken), again.Count > atMost);
    }

    /// <summary>How far the history reaches: whoever read it up to here need not look at it again.</summary>
    public async Task<long> HeadAsync(CancellationToken cancellationToken = default)
    {
        await using var database = await contexts.CreateDbContextAsync(cancellationToken);
        return await database.HistoryHeads.Select(head => head.Sequence).SingleAsync(cancellationToken);
    }

    private async Task<HistoryStretch> ReadAsync(
        HistoryFilter filter,
        Actor actor,
        TimeZoneInfo zone,
        Func<HistoryReach, HistoryReach> where,
        bool upwards,
        int size,
        CancellationToken cancellationToken)
    {
        await using var database = await contexts.CreateDbContextAsync(cancellationToken);
        var search = new SearchQuery(database, filter, actor, HistoryPeriod.Of(filter, clock.GetUtcNow(), zone), clock) { Size = size };
        var (entries, enough) = (new List<Entry>(), StretchLength + 1); // one more tells whether there is more
        foreach (var matching in search.Windows(where(await search.ReachAsync(cancellationToken)), upwards, Patience))
        {
            var ordered = upwards ? matching.OrderBy(entry => entry.Sequence) : matching.OrderByDescending(entry => entry.Sequence);
            entries.AddRange(await ordered.Take(enough - entries.Count).ToListAsync(cancellationToken));
            if (entries.Count == enough)
                break;
        }

        var isFull = entries.Count == enough;
        var pause = isFull || search.Left.IsEmpty ? null : await PauseAsync(database, search, upwards, cancellationToken);
        if (isFull)
            entries.RemoveAt(StretchLength);
        if (upwards)
            entries.Reverse();
        return new HistoryStretch(await RowsAsync(database, entries, actor, cancellationToken), isFull || pause is not null) { Pause = pause };
    }

    private static async Task<HistoryPause> PauseAsync(PortalDbContext database, SearchQuery search, bool upwards, CancellationToken cancellationToken)
    {
        var sequence = upwards ? search.Left.From - 1 : search.Left.Until;
        var at = await database.Entries.Where(entry => entry.Sequence >= sequence)
            .OrderBy(entry => entry.Sequence).Select(entry => entry.At).FirstAsync(cancellationToken);
        return new HistoryPause(sequence, at, search.Size);
    }
}
