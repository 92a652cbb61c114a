using System.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;
using ReleasePortal.Domain.History;

namespace ReleasePortal.Data;

/// <summary>The store for several portals at once.</summary>
public sealed class PostgreSqlPortalDbContext(DbContextOptions<PostgreSqlPortalDbContext> options) : PortalDbContext(options)
{
    /// <summary>The name under which portals notify each other; PostgreSQL keeps those of other databases apart.</summary>
    private const string Channel = "releaseportal_history";

    /// <summary>Any number that nothing else in the database locks.</summary>
    private const int MigrationLock = 715_830;

    // The lock that EF Core takes is let go between one migration and the next.
    public override async Task MigrateAsync(CancellationToken cancellationToken)
    {
        if (!await this.GetService<IRelationalDatabaseCreator>().ExistsAsync(cancellationToken))
        {
            await base.MigrateAsync(cancellationToken);
            return;
        }

        await Database.OpenConnectionAsync(cancellationToken);
        try
        {
            await Database.ExecuteSqlAsync($"SELECT pg_advisory_lock({MigrationLock})", cancellationToken);
            await base.MigrateAsync(cancellationToken);
        }
        finally
        {
            await Database.ExecuteSqlAsync($"SELECT pg_advisory_unlock({MigrationLock})", CancellationToken.None);
            await Database.CloseConnectionAsync();
        }
    }

    public override Task<HistoryHead> LockHeadAsync(CancellationToken cancellationToken) =>
        HistoryHeads.FromSql($"""SELECT * FROM "HistoryHeads" FOR UPDATE""").SingleAsync(cancellationToken);

    // PostgreSQL delivers it when the transaction commits, and never when it does not.
    public override Task AnnounceAsync(CancellationToken cancellationToken) =>
        Database.ExecuteSqlAsync($"SELECT pg_notify({Channel}, '')", cancellationToken);

    /// <summary>From now on this context's connection hears what other portals, and this one, announce.</summary>
    public async Task ListenAsync(CancellationToken cancellationToken)
    {
        await Database.OpenConnectionAsync(cancellationToken);
        await Database.ExecuteSqlRawAsync($"LISTEN {Channel}", cancellationToken);
    }

    /// <summary>Returns when something was announced, or after <paramref name="atMost"/>.</summary>
    public Task WaitForNewsAsync(TimeSpan atMost, CancellationToken cancellationToken) =>
        ((NpgsqlConnection)Database.GetDbConnection()).WaitAsync(atMost, cancellationToken);

    public override Task BeginWipingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    // What was deleted or overwritten stays in the tables until they are vacuumed.
    public override async Task EndWipingAsync()
    {
        await Database.ExecuteSqlAsync($"""VACUUM "EntryTexts" """);
        await Database.ExecuteSqlAsync($"""VACUUM "AspNetUsers" """);
    }

    public override Task<IDbContextTransaction> BeginReadingAsync(CancellationToken cancellationToken) =>
        Database.BeginTransactionAsync(IsolationLevel.RepeatableRead, cancellationToken);
}
