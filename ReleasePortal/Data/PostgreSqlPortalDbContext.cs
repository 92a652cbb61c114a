using System.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using ReleasePortal.Domain.History;

namespace ReleasePortal.Data;

/// <summary>The store for several portals at once.</summary>
public sealed class PostgreSqlPortalDbContext(DbContextOptions<PostgreSqlPortalDbContext> options) : PortalDbContext(options)
{
    public override Task<HistoryHead> LockHeadAsync(CancellationToken cancellationToken) =>
        HistoryHeads.FromSql($"""SELECT * FROM "HistoryHeads" FOR UPDATE""").SingleAsync(cancellationToken);

    public override Task<IDbContextTransaction> BeginReadingAsync(CancellationToken cancellationToken) =>
        Database.BeginTransactionAsync(IsolationLevel.RepeatableRead, cancellationToken);
}
