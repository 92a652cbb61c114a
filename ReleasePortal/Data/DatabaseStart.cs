using Microsoft.EntityFrameworkCore;

namespace ReleasePortal.Data;

/// <summary>Brings the store to this version of the portal before anything else runs.</summary>
public sealed class DatabaseStart(IDbContextFactory<PortalDbContext> contexts, ILogger<DatabaseStart> logger)
{
    /// <summary>How long a start waits for a migration that another portal is running.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    /// <summary>Creates the store or migrates it; does nothing when it is up to date.</summary>
    /// <exception cref="InvalidOperationException">A killed migration left its lock behind; the message says what to do.</exception>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        await using var database = await contexts.CreateDbContextAsync(cancellationToken);
        if (database.Database.IsSqlite())
        {
            // Of a file that is still to be made: entries of one and a half kilobytes leave much of a smaller page empty.
            await database.Database.ExecuteSqlAsync($"PRAGMA page_size=16384; PRAGMA journal_mode=WAL", cancellationToken);
        }

        var pending = (await database.Database.GetPendingMigrationsAsync(cancellationToken)).ToList();
        if (pending.Count is 0)
            return;

        Log.Migrating(logger, pending.Count);
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(Patience);
        try
        {
            await database.MigrateAsync(patience.Token);
        }
        catch (OperationCanceledException exception) when (!cancellationToken.IsCancellationRequested)
        {
            throw new InvalidOperationException(
                "The database is locked by a migration that does not end. If no other portal is starting right now, a start was "
                + "killed in the middle of one: delete the table \"__EFMigrationsLock\" and start again.",
                exception);
        }
    }
}
