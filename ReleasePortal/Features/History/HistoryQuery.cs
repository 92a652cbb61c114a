using System.Linq.Expressions;
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

    /// <summary>The newest entries.</summary>
    public Task<HistoryStretch> NewestAsync(HistoryFilter filter, Actor actor, TimeZoneInfo zone, CancellationToken cancellationToken = default) =>
        ReadAsync(filter, actor, zone, _ => true, StretchLength, upwards: false, cancellationToken);

    /// <summary>The entries before that one.</summary>
    public Task<HistoryStretch> OlderAsync(HistoryFilter filter, Actor actor, TimeZoneInfo zone, long than, CancellationToken cancellationToken = default) =>
        ReadAsync(filter, actor, zone, entry => entry.Sequence < than, StretchLength, upwards: false, cancellationToken);

    /// <summary>The entries right after that one.</summary>
    public Task<HistoryStretch> NewerAsync(HistoryFilter filter, Actor actor, TimeZoneInfo zone, long than, CancellationToken cancellationToken = default) =>
        ReadAsync(filter, actor, zone, entry => entry.Sequence > than, StretchLength, upwards: true, cancellationToken);

    /// <summary>What is on the page, as the reader may see it now, and what has come since.</summary>
    /// <param name="shown">The entries on the page.</param>
    /// <param name="since">What came after that one belongs on the page too; null when it does not.</param>
    /// <param name="atMost">As many as the page takes.</param>
    public async Task<HistoryStretch> AgainAsync(
        HistoryFilter filter, Actor actor, TimeZoneInfo zone, IReadOnlyList<long> shown, long? since, int atMost, CancellationToken cancellationToken = default)
    {
        // Two questions: put together as one, SQLite would walk through the whole history for the answer.
        var (added, hasMore) = since is { } newest
            ? await ReadAsync(filter, actor, zone, entry => entry.Sequence > newest, atMost, upwards: false, cancellationToken)
            : new HistoryStretch([], HasMore: false);
        var kept = await ReadAsync(filter, actor, zone, entry => shown.Contains(entry.Sequence), atMost, upwards: false, cancellationToken);
        return new HistoryStretch([.. added.Concat(kept.Rows).DistinctBy(row => row.Id).Take(atMost)], hasMore || added.Count + kept.Rows.Count > atMost);
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
        Expression<Func<Entry, bool>> where,
        int atMost,
        bool upwards,
        CancellationToken cancellationToken)
    {
        await using var database = await contexts.CreateDbContextAsync(cancellationToken);
        var matching = database.EntriesMatching(filter, actor, HistoryPeriod.Of(filter, clock.GetUtcNow(), zone)).Where(where);
        var ordered = upwards ? matching.OrderBy(entry => entry.Sequence) : matching.OrderByDescending(entry => entry.Sequence);
        var entries = await ordered.Take(atMost + 1).ToListAsync(cancellationToken);
        var hasMore = entries.Count > atMost;
        if (hasMore)
            entries.RemoveAt(atMost);
        if (upwards)
            entries.Reverse();
        return new HistoryStretch(await RowsAsync(database, entries, actor, cancellationToken), hasMore);
    }
}
