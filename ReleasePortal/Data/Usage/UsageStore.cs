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

    /// <summary>Whoever else wants to write has as long as this.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(10);

    /// <summary>
    /// Adds a batch to what is there, from this portal or another. When it fails, what was written stays written, and the same batch
    /// can be handed over again for the rest.
    /// </summary>
    public async Task WriteAsync(UsageBatch batch, CancellationToken cancellationToken)
    {
        while (!batch.IsWritten)
        {
            var rows = batch.Next(RowsAtOnce);
            await WriteAsync(batch, rows, cancellationToken);
            batch.Written(rows.Length);
            if (!batch.IsWritten)
                await Task.Delay(Pause, cancellationToken);
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

            foreach (var (span, kept) in UsageTime.Kept)
            {
                var end = UsageTime.MinuteOf(now - kept);
                await database.UseCounts
                    .Where(count => uses.Contains(count.UseId) && count.Span == span && count.At < end)
                    .ExecuteDeleteAsync(cancellationToken);
            }

            after = uses[^1];
            await Task.Delay(Pause, cancellationToken);
        }
    }

    private async Task WriteAsync(UsageBatch batch, ReadOnlyMemory<UsageRow> rows, CancellationToken cancellationToken)
    {
        var uses = new List<object>();
        var counts = new List<object>();
        foreach (var (id, key, count) in rows.ToArray())
        {
            uses.AddRange([id, key.Control, key.Environment, key.KeyId, key.Way.ToString(), key.Variant, batch.FirstMinute, batch.LastMinute]);
            foreach (var (span, at) in count > 0 ? batch.Periods : [])
                counts.AddRange([id, span, at, count]);
        }

        await using var database = await contexts.CreateDbContextAsync(cancellationToken);
        await using var transaction = await database.Database.BeginTransactionAsync(cancellationToken);
        await database.Database.ExecuteSqlRawAsync(AddUses(uses.Count), uses, cancellationToken);
        if (counts.Count > 0)
            await database.Database.ExecuteSqlRawAsync(AddCounts(counts.Count), counts, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    // Both stores speak this dialect; EF Core has no upsert of its own.
    private static string AddUses(int values) =>
        """INSERT INTO "Uses" ("Id", "Control", "Environment", "KeyId", "Way", "Variant", "FirstMinute", "LastMinute") VALUES """
        + Places(values, inARow: 8)
        + """
           ON CONFLICT ("Id") DO UPDATE SET
           "FirstMinute" = CASE WHEN excluded."FirstMinute" < "Uses"."FirstMinute" THEN excluded."FirstMinute" ELSE "Uses"."FirstMinute" END,
           "LastMinute" = CASE WHEN excluded."LastMinute" > "Uses"."LastMinute" THEN excluded."LastMinute" ELSE "Uses"."LastMinute" END
          """;

    private static string AddCounts(int values) =>
        """INSERT INTO "UseCounts" ("UseId", "Span", "At", "Count") VALUES """
        + Places(values, inARow: 4)
        + """ ON CONFLICT ("UseId", "Span", "At") DO UPDATE SET "Count" = "UseCounts"."Count" + excluded."Count" """;

    /// <summary>"({0}, {1}), ({2}, {3})".</summary>
    private static string Places(int values, int inARow)
    {
        var places = new StringBuilder();
        for (var value = 0; value < values; value++)
        {
            places.Append(value % inARow is not 0 ? ", " : value is 0 ? "(" : ", (");
            places.Append(CultureInfo.InvariantCulture, $"{{{value}}}");
            if (value % inARow == inARow - 1)
                places.Append(')');
        }

        return places.ToString();
    }
}
