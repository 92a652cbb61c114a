using System.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;
using ReleasePortal.Domain.History;

namespace ReleasePortal.Data;

/// <summary>The store for several portals at once.</summary>
public sealed class PostgreSqlPortalDbContext(DbContextOptions<PostgreSqlPortalDbContext> options) : PortalDbContext(options)
{
    /// <summary>The name under which portals notify each other; PostgreSQL keeps those of other databases apart.</summary>
    private const string Channel = "releaseportal_history";

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

    public override Task<IDbContextTransaction> BeginReadingAsync(CancellationToken cancellationToken) =>
        Database.BeginTransactionAsync(IsolationLevel.RepeatableRead, cancellationToken);
}
