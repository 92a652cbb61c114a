using System.Text.Json;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;
using ReleasePortal.Data.Search;
using ReleasePortal.Domain.History;

namespace ReleasePortal.Data;

/// <summary>The embedded store: one file, nothing to install.</summary>
public sealed class SqlitePortalDbContext(DbContextOptions<SqlitePortalDbContext> options) : PortalDbContext(options)
{
    /// <summary>When a beginning has more endings than these, each of them is in few entries.</summary>
    private const int MostEndings = 200;

    // A write transaction in SQLite is exclusive from its BEGIN IMMEDIATE on, so reading is enough.
    public override Task<HistoryHead> LockHeadAsync(CancellationToken cancellationToken) =>
        HistoryHeads.SingleAsync(cancellationToken);

    public override Task AnnounceAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    // Deferred: EF Core's own transactions begin with the write lock.
    public override async Task<IDbContextTransaction> BeginReadingAsync(CancellationToken cancellationToken)
    {
        await Database.OpenConnectionAsync(cancellationToken);
        var transaction = ((SqliteConnection)Database.GetDbConnection()).BeginTransaction(deferred: true);
        return (await Database.UseTransactionAsync(transaction, cancellationToken))!;
    }

    public override Task BeginWipingAsync(CancellationToken cancellationToken) =>
        Database.ExecuteSqlAsync($"PRAGMA secure_delete = ON", cancellationToken);

    // Documents that are dropped leave their words in the index until it is put together again; pages that were divided or moved before
    // have copies in their free space, and the log that is written ahead has the old ones.
    public override async Task EndWipingAsync()
    {
        await Database.ExecuteSqlAsync($"""INSERT INTO "EntrySearch" ("EntrySearch") VALUES ('optimize')""");
        await Database.ExecuteSqlAsync($"VACUUM");
        await Database.ExecuteSqlAsync($"PRAGMA wal_checkpoint(TRUNCATE)");
    }

    public override async Task PutDocumentsAsync(IReadOnlyCollection<EntryDocument> documents, CancellationToken cancellationToken)
    {
        foreach (var document in documents)
        {
            await Database.ExecuteSqlAsync(
                $"""INSERT OR REPLACE INTO "EntrySearch" (rowid, "Words") VALUES ({document.Sequence}, {document.Words})""", cancellationToken);
        }

        var words = JsonSerializer.Serialize(documents.SelectMany(document => document.Words.Split(' ')).Where(SearchWords.IsLong).Distinct(StringComparer.Ordinal));
        await Database.ExecuteSqlAsync($"""INSERT OR IGNORE INTO "EntrySearchWords" SELECT value FROM json_each({words})""", cancellationToken);
    }

    public override async Task DropDocumentsAsync(IReadOnlyCollection<long> sequences, CancellationToken cancellationToken)
    {
        foreach (var sequence in sequences)
            await Database.ExecuteSqlAsync($"""DELETE FROM "EntrySearch" WHERE rowid = {sequence}""", cancellationToken);
    }

    public override Task DropDocumentsUpToAsync(long last, CancellationToken cancellationToken) =>
        Database.ExecuteSqlAsync($"""DELETE FROM "EntrySearch" WHERE rowid <= {last}""", cancellationToken);

    public override Task DropUnusedWordsAsync(CancellationToken cancellationToken) => Database.ExecuteSqlAsync(
        $"""
        DELETE FROM "EntrySearchWords"
        WHERE NOT EXISTS (SELECT 1 FROM "EntrySearch" WHERE "EntrySearch" MATCH '"' || "EntrySearchWords"."Word" || '"')
        """,
        cancellationToken);

    public override async Task<long?> FirstDocumentAsync(CancellationToken cancellationToken) =>
        (await Database.SqlQuery<long>($"""SELECT rowid AS "Value" FROM "EntrySearch" ORDER BY rowid LIMIT 1""").ToListAsync(cancellationToken))
            .Cast<long?>().SingleOrDefault();

    // In quotes nothing is syntax to FTS5, and words hold no quotes.
    public override IQueryable<long> EntriesWith(IReadOnlyList<string> words, long from, long until)
    {
        var (last, others) = (words[^1], string.Concat(words.SkipLast(1).Select(word => $"\"{word}\" AND ")));
        var (beginning, after) = ($"\"{last}\"*", last + char.MaxValue);
        if (!SearchWords.IsLong(last))
            return Database.SqlQuery<long>($"""SELECT rowid AS "Value" FROM "EntrySearch" WHERE "EntrySearch" MATCH {others + beginning} AND rowid >= {from} AND rowid < {until}""");

        return Database.SqlQuery<long>(
            $"""
            SELECT rowid AS "Value" FROM "EntrySearch"
            WHERE "EntrySearch" MATCH (
                SELECT {others} || CASE WHEN COUNT(*) BETWEEN 1 AND {MostEndings}
                    THEN '("' || group_concat("Word", '" OR "') || '")'
                    ELSE {beginning} END
                FROM (SELECT "Word" FROM "EntrySearchWords" WHERE "Word" >= {last} AND "Word" < {after} LIMIT {MostEndings + 1}))
            AND rowid >= {from} AND rowid < {until}
            """);
    }

    protected override void OnModelCreating(ModelBuilder builder)
    {
        base.OnModelCreating(builder);
        builder.Entity<Entry>().Property(entry => entry.Hash).HasConversion<HashBytes>();
        builder.Entity<BaseEntry>().Property(entry => entry.Hash).HasConversion<HashBytes>();
    }

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        base.ConfigureConventions(configurationBuilder);
        configurationBuilder.Properties<DateTimeOffset>().HaveConversion<UtcTicks>();
    }

    // Half of what the digits take, in a table of which everything is kept.
    private sealed class HashBytes() : ValueConverter<string, byte[]>(
        digits => Convert.FromHexString(digits),
        bytes => Convert.ToHexStringLower(bytes));

    // SQLite can neither order nor compare DateTimeOffset.
    private sealed class UtcTicks() : ValueConverter<DateTimeOffset, long>(
        instant => instant.UtcTicks,
        ticks => new DateTimeOffset(ticks, TimeSpan.Zero));
}
