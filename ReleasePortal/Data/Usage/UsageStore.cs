using System.Diagnostics;
using System.Globalization;
using System.Text;
using Microsoft.EntityFrameworkCore;

namespace ReleasePortal.Data.Usage;

/// <summary>
/// Writes what was counted. SQLite has one writer, and a person's click goes first: transactions of some milliseconds, with
/// time for others in between.
/// </summary>
public sealed class UsageStore(IDbContextFactory<PortalDbContext> contexts)
{
    /// <summary>How many lines of a batch are one transaction.</summary>
    private const int RowsAtOnce = 200;

    /// <summary>Of how many uses old counts are deleted in one statement.</summary>
    private const int UsesAtOnce = 200;

    /// <summary>Whoever else wants to write has at least as long as this.</summary>
    private static readonly TimeSpan ShortestPause = TimeSpan.FromMilliseconds(10);

    /// <summary>
    /// Adds a batch to what is there, from this portal or another. When it fails, what was written stays written, and the same batch
    /// can be handed over again for the rest.
    /// </summary>
    public async Task WriteAsync(UsageBatch batch, CancellationToken cancellationToken)
    {
        while (!batch.IsWritten)
        {
            var begun = Stopwatch.GetTimestamp();
            var rows = batch.Next(RowsAtOnce);
            await WriteAsync(batch, rows, cancellationToken);
            batch.Written(rows.Length);
            if (!batch.IsWritten)
                await LetOthersWriteAsync(begun, cancellationToken);
        }
    }

    /// <summary>Deletes counts that no chart reaches any more. First and last times stay.</summary>
    public async Task PruneAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using var database = await contexts.CreateDbContextAsync(cancellationToken);
        var after = long.MinValue;
        while (true)
        {
            var uses = await database.Uses
                .Where(use => use.Id > after).OrderBy(use => use.Id).Select(use => use.Id).Take(UsesAtOnce)
                .ToListAsync(cancellationToken);
            if (uses.Count is 0)
                return;

            var begun = Stopwatch.GetTimestamp();
            foreach (var (span, kept) in UsageTime.Kept)
            {
                var end = UsageTime.MinuteOf(now - kept);
                await database.UseCounts
                    .Where(count => uses.Contains(count.UseId) && count.Span == span && count.At < end)
                    .ExecuteDeleteAsync(cancellationToken);
            }

            after = uses[^1];
            await LetOthersWriteAsync(begun, cancellationToken);
        }
    }

    // Who waits for SQLite's lock looks now and then whether it is free: most of the time, it has to be.
    private static Task LetOthersWriteAsync(long begun, CancellationToken cancellationToken)
    {
        var pause = 3 * Stopwatch.GetElapsedTime(begun);
        return Task.Delay(pause > ShortestPause ? pause : ShortestPause, cancellationToken);
    }

    private async Task WriteAsync(UsageBatch batch, ReadOnlyMemory<UsageRow> rows, CancellationToken cancellationToken)
    {
        var texts = new List<object>();
        var uses = new StringBuilder();
        var counts = new StringBuilder();
        foreach (var (id, key, count) in rows.ToArray())
        {
            Append(uses, $"{id}, {Place(texts, key.Control)}, {Place(texts, key.Environment)}, {Place(texts, key.KeyId)}, {Place(texts, key.Way.ToString())}, {Place(texts, key.Variant)}, {batch.FirstMinute}, {batch.LastMinute}");
            foreach (var (span, at) in count > 0 ? batch.Periods : [])
                Append(counts, $"{id}, {span}, {at}, {count}");
        }

        await using var database = await contexts.CreateDbContextAsync(cancellationToken);
        await using var transaction = await database.Database.BeginTransactionAsync(cancellationToken);
        await database.Database.ExecuteSqlRawAsync(AddUses(uses), texts, cancellationToken);
        if (counts.Length > 0)
            await database.Database.ExecuteSqlRawAsync(AddCounts(counts), cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    // Both stores speak this dialect; EF Core has no upsert of its own. Numbers stand in the text: thousands of parameters cost more.
    private static string AddUses(StringBuilder rows) =>
        $"""
         INSERT INTO "Uses" ("Id", "Control", "Environment", "KeyId", "Way", "Variant", "FirstMinute", "LastMinute") VALUES {rows}
         ON CONFLICT ("Id") DO UPDATE SET
         "FirstMinute" = CASE WHEN excluded."FirstMinute" < "Uses"."FirstMinute" THEN excluded."FirstMinute" ELSE "Uses"."FirstMinute" END,
         "LastMinute" = CASE WHEN excluded."LastMinute" > "Uses"."LastMinute" THEN excluded."LastMinute" ELSE "Uses"."LastMinute" END
         """;

    private static string AddCounts(StringBuilder rows) =>
        $"""
         INSERT INTO "UseCounts" ("UseId", "Span", "At", "Count") VALUES {rows}
         ON CONFLICT ("UseId", "Span", "At") DO UPDATE SET "Count" = "UseCounts"."Count" + excluded."Count"
         """;

    private static void Append(StringBuilder rows, FormattableString row) =>
        rows.Append(rows.Length > 0 ? ", (" : "(").Append(FormattableString.Invariant(row)).Append(')');

    /// <summary>The place of a parameter: texts repeat themselves.</summary>
    private static string Place(List<object> parameters, object value)
    {
        var index = parameters.LastIndexOf(value);
        if (index < 0)
        {
            index = parameters.Count;
            parameters.Add(value);
        }

        return string.Create(CultureInfo.InvariantCulture, $"{{{index}}}");
    }
}
