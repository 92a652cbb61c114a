using Microsoft.EntityFrameworkCore;
using ReleasePortal.Domain.History;

namespace ReleasePortal.Data;

/// <summary>The history as it is stored, for what writes it to files.</summary>
public static class HistoryReading
{
    private const int AtOnce = 1_000;

    /// <summary>The last entry that was archived; 0 when none was.</summary>
    public static async Task<long> ArchivedMarkAsync(this PortalDbContext database, CancellationToken cancellationToken) =>
        await database.Archives.MaxAsync(archive => (long?)archive.Last, cancellationToken) ?? 0;

    /// <summary>The checkpoint at that entry; null when there is none.</summary>
    public static Task<Checkpoint?> FindCheckpointAsync(this PortalDbContext database, long sequence, CancellationToken cancellationToken) =>
        database.Checkpoints.AsNoTracking().SingleOrDefaultAsync(checkpoint => checkpoint.Sequence == sequence, cancellationToken);

    /// <summary>
    /// Writes the header, where the file starts, and the entries with their checkpoints, in memory that does not grow with them. The
    /// last line is the caller's.
    /// </summary>
    /// <param name="database">In a transaction that reads one state of the store.</param>
    /// <param name="writer">Where to.</param>
    /// <param name="start">The checkpoint after which it starts; null for the beginning.</param>
    /// <param name="upTo">The last entry; <see cref="long.MaxValue"/> for all that somebody has put into the store.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <param name="tell">Is told the last entry that was written, again and again.</param>
    public static async Task WriteLinesAsync(
        this PortalDbContext database, StreamWriter writer, Checkpoint? start, long upTo, CancellationToken cancellationToken, Action<long>? tell = null)
    {
        await writer.WriteLineAsync(ExportLine.Header);
        if (start is not null)
            await writer.WriteLineAsync(ExportLine.After(start).AsMemory(), cancellationToken);
        for (long? last = start?.Sequence ?? 0; last is { } after;)
            last = await database.WriteStretchAsync(writer, after, upTo, tell, cancellationToken);
    }

    private static async Task<long?> WriteStretchAsync(
        this PortalDbContext database, StreamWriter writer, long after, long upTo, Action<long>? tell, CancellationToken cancellationToken)
    {
        var entries = await database.Entries.AsNoTracking()
            .Where(entry => entry.Sequence > after && entry.Sequence <= upTo)
            .OrderBy(entry => entry.Sequence)
            .Take(AtOnce)
            .Select(entry => new { entry.Sequence, entry.Canonical, entry.Hash })
            .ToListAsync(cancellationToken);
        var isLast = entries.Count < AtOnce;
        var until = isLast ? upTo : entries[^1].Sequence;
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
        if (entries.Count > 0)
            tell?.Invoke(entries[^1].Sequence);
        return isLast ? null : until;
    }
}
