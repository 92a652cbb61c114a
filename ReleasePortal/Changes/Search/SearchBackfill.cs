using Microsoft.EntityFrameworkCore;
using ReleasePortal.Data;
using ReleasePortal.Data.Search;

namespace ReleasePortal.Changes.Search;

/// <summary>
/// Makes entries searchable that were written before there was a search: from the newest of them back to the first, in short
/// transactions. Every entry after the first that has a document has one too, so a portal that was stopped goes on where it was.
/// </summary>
internal sealed class SearchBackfill(IDbContextFactory<PortalDbContext> contexts, TimeProvider clock, ILogger<SearchBackfill> logger) : BackgroundService
{
    /// <summary>Few enough that a writer hardly notices the wait.</summary>
    private const int AtOnce = 200;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20), PauseAfterFailure = TimeSpan.FromSeconds(10);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield(); // the portal starts meanwhile
        for (long total = 0, made = -1; made is not 0;)
        {
            try
            {
                made = await WriteNextAsync(stoppingToken);
                total += made;
                if (made is 0 && total > 0)
                    Log.MadeSearchable(logger, total);
                else if (made > 0)
                    await Task.Delay(Pause, clock, stoppingToken);
            }
            catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
            {
                Log.MakingSearchableFailed(logger, exception);
                await Task.Delay(PauseAfterFailure, clock, stoppingToken);
            }
        }
    }

    /// <summary>Makes the next entries searchable.</summary>
    /// <returns>How many; 0 when all are.</returns>
    internal async Task<int> WriteNextAsync(CancellationToken cancellationToken)
    {
        await using var database = await contexts.CreateDbContextAsync(cancellationToken);

        // Held against writers: a text that somebody forgets at this moment must not come back.
        await using var transaction = await database.Database.BeginTransactionAsync(cancellationToken);
        var head = await database.LockHeadAsync(cancellationToken);
        var first = await database.FirstDocumentAsync(cancellationToken) ?? (head.Sequence + 1);
        var lines = await database.ReadLinesAsync(
            database.Entries.Where(entry => entry.Sequence < first).OrderByDescending(entry => entry.Sequence).Take(AtOnce), cancellationToken);
        await database.WriteDocumentsAsync(lines, cancellationToken);
        await transaction.CommitAsync(CancellationToken.None);
        return lines.Count;
    }
}
