using System.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;
using ReleasePortal.Data.Search;
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
        await Database.ExecuteSqlAsync($"""VACUUM "EntrySearch" """);
    }

    public override Task PutDocumentsAsync(IReadOnlyCollection<EntryDocument> documents, CancellationToken cancellationToken)
    {
        var (sequences, words) = (documents.Select(document => document.Sequence).ToArray(), documents.Select(document => document.Words).ToArray());
        return Database.ExecuteSqlAsync(
            $"""
            INSERT INTO "EntrySearch" ("Sequence", "Words")
            SELECT sequence, array_to_tsvector(string_to_array(words, ' ')) FROM unnest({sequences}, {words}) AS document (sequence, words)
            ON CONFLICT ("Sequence") DO UPDATE SET "Words" = excluded."Words"
            """,
            cancellationToken);
    }

    public override Task DropDocumentsAsync(IReadOnlyCollection<long> sequences, CancellationToken cancellationToken) =>
        Database.ExecuteSqlAsync($"""DELETE FROM "EntrySearch" WHERE "Sequence" = ANY ({sequences.ToArray()})""", cancellationToken);

    public override Task DropDocumentsUpToAsync(long last, CancellationToken cancellationToken) =>
        Database.ExecuteSqlAsync($"""DELETE FROM "EntrySearch" WHERE "Sequence" <= {last}""", cancellationToken);

    // There are none beside the documents.
    public override Task DropUnusedWordsAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public override async Task<long?> FirstDocumentAsync(CancellationToken cancellationToken) =>
        (await Database.SqlQuery<long>($"""SELECT "Sequence" AS "Value" FROM "EntrySearch" ORDER BY "Sequence" LIMIT 1""").ToListAsync(cancellationToken))
            .Cast<long?>().SingleOrDefault();

    // Taken as it is: no dictionary leaves words out or cuts their ends off. In quotes nothing is syntax, and words hold no quotes.
    public override IQueryable<long> EntriesWith(IReadOnlyList<string> words, long from, long until)
    {
        var wanted = string.Join(" & ", words.Select(word => $"'{word}'")) + ":*";
        return Database.SqlQuery<long>(
            $"""
            SELECT "Sequence" AS "Value" FROM "EntrySearch"
            WHERE "Words" @@ CAST({wanted} AS tsquery) AND "Sequence" >= {from} AND "Sequence" < {until}
            """);
    }

    public override Task<IDbContextTransaction> BeginReadingAsync(CancellationToken cancellationToken) =>
        Database.BeginTransactionAsync(IsolationLevel.RepeatableRead, cancellationToken);
}
