using Microsoft.EntityFrameworkCore;
using ReleasePortal.Data;
using ReleasePortal.Domain.Access;

namespace ReleasePortal.Features.History.Export.Print;

/// <summary>What stands on the paper: the rows that the page of the same filter shows.</summary>
public sealed class PrintQuery(IDbContextFactory<PortalDbContext> contexts, HistoryQuery history, FilterWords words, TimeProvider clock)
{
    /// <summary>As many entries as are printed: some eighty pages.</summary>
    public const int MostRows = 2_000;

    /// <summary>The newest entries of a filter; null for who may not browse the history.</summary>
    public async Task<PrintSheet?> ReadAsync(HistoryFilter filter, TimeZoneInfo zone, Actor actor, CancellationToken cancellationToken)
    {
        if (await ReaderAsync(actor, cancellationToken) is not { } reader)
            return null;

        var stretch = await history.NewestAsync(filter, reader, zone, cancellationToken);
        var rows = new List<HistoryRow>(stretch.Rows);
        while (stretch.HasMore && rows.Count < MostRows)
        {
            stretch = await history.OlderAsync(filter, reader, zone, rows[^1].Sequence, cancellationToken);
            rows.AddRange(stretch.Rows);
        }

        var hasMore = stretch.HasMore || rows.Count > MostRows;
        return new PrintSheet(
            await words.SayAsync(filter, reader, cancellationToken), reader.Name, clock.GetUtcNow(), zone, [.. rows.Take(MostRows)], hasMore);
    }

    private async Task<Actor?> ReaderAsync(Actor actor, CancellationToken cancellationToken)
    {
        await using var database = await contexts.CreateDbContextAsync(cancellationToken);
        return await database.ReadAgainAsync(actor, cancellationToken) is { } now && AccessRules.Allows(now, Operation.BrowseHistory) ? now : null;
    }
}

/// <summary>A printed filter.</summary>
/// <param name="Filter">In words.</param>
/// <param name="By">Who prints it.</param>
/// <param name="At">When.</param>
/// <param name="Zone">In which all times stand.</param>
/// <param name="Rows">Newest first.</param>
/// <param name="HasMore">There are older ones that are not printed.</param>
public sealed record PrintSheet(string Filter, string By, DateTimeOffset At, TimeZoneInfo Zone, IReadOnlyList<HistoryRow> Rows, bool HasMore);
