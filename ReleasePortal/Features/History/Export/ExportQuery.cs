using System.Text;
using Microsoft.EntityFrameworkCore;
using ReleasePortal.Data;
using ReleasePortal.Domain.Access;
using ReleasePortal.Domain.History;

namespace ReleasePortal.Features.History.Export;

/// <summary>The whole history as it is stored, with its checkpoints: what <c>verify</c> reads.</summary>
public sealed class ExportQuery(IDbContextFactory<PortalDbContext> contexts)
{
    private const int AtOnce = 1_000;

    /// <summary>Whether the person may have it now; the roles in their cookie may be old.</summary>
    public async Task<bool> IsForAsync(Actor actor, CancellationToken cancellationToken)
    {
        await using var database = await contexts.CreateDbContextAsync(cancellationToken);
        return await database.ReadAgainAsync(actor, cancellationToken) is { } now && Visibility.ExportsWholeHistory(now);
    }

    /// <summary>Writes it line by line, as one state of the store, in memory that does not grow with it.</summary>
    public async Task WriteAsync(Stream stream, CancellationToken cancellationToken)
    {
        await using var writer = new StreamWriter(stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), bufferSize: 64 * 1024, leaveOpen: true);
        writer.NewLine = "\n";
        await using var database = await contexts.CreateDbContextAsync(cancellationToken);
        await using var reading = await database.BeginReadingAsync(cancellationToken);
        var head = await database.HistoryHeads.AsNoTracking().SingleAsync(cancellationToken);

        await writer.WriteLineAsync(ExportLine.Header);
        for (long? last = 0; last is { } after;)
            last = await WriteStretchAsync(database, writer, after, cancellationToken);
        await writer.WriteLineAsync(ExportLine.End(head.Sequence, head.Hash));
        await writer.FlushAsync(cancellationToken);
    }

    // By the sequence, not up to the head: what somebody has put into the store has to show.
    private static async Task<long?> WriteStretchAsync(PortalDbContext database, StreamWriter writer, long after, CancellationToken cancellationToken)
    {
        var entries = await database.Entries.AsNoTracking()
            .Where(entry => entry.Sequence > after)
            .OrderBy(entry => entry.Sequence)
            .Take(AtOnce)
            .Select(entry => new { entry.Sequence, entry.Canonical, entry.Hash })
            .ToListAsync(cancellationToken);
        var isLast = entries.Count < AtOnce;
        var until = isLast ? long.MaxValue : entries[^1].Sequence;
        var checkpoints = new Queue<Checkpoint>(await database.Checkpoints.AsNoTracking()
            .Where(checkpoint => checkpoint.Sequence > after && checkpoint.Sequence <= until)
            .OrderBy(checkpoint => checkpoint.Sequence)
            .ToListAsync(cancellationToken));
        foreach (var entry in entries)
        {
            await writer.WriteLineAsync(ExportLine.Of(entry.Canonical, entry.Hash).AsMemory(), cancellationToken);
            while (checkpoints.TryPeek(out var checkpoint) && checkpoint.Sequence <= entry.Sequence)
                await writer.WriteLineAsync(checkpoints.Dequeue().ToLine().AsMemory(), cancellationToken);
        }

        foreach (var checkpoint in checkpoints)
            await writer.WriteLineAsync(checkpoint.ToLine().AsMemory(), cancellationToken);
        return isLast ? null : until;
    }
}
