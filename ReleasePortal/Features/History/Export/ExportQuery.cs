using System.Text;
using Microsoft.EntityFrameworkCore;
using ReleasePortal.Data;
using ReleasePortal.Domain.Access;
using ReleasePortal.Domain.History;
using ReleasePortal.Features.History.Export.Running;

namespace ReleasePortal.Features.History.Export;

/// <summary>The whole history as it is stored, from where the archives end, with its checkpoints: what <c>verify</c> reads.</summary>
public sealed class ExportQuery(IDbContextFactory<PortalDbContext> contexts)
{
    /// <summary>The person with the roles held now, for those in their cookie may be old; null when they may not have it.</summary>
    public async Task<Actor?> ReaderAsync(Actor actor, CancellationToken cancellationToken)
    {
        await using var database = await contexts.CreateDbContextAsync(cancellationToken);
        return await database.ReadAgainAsync(actor, cancellationToken) is { } now && Visibility.ExportsWholeHistory(now) ? now : null;
    }

    /// <summary>Writes it line by line, as one state of the store, in memory that does not grow with it.</summary>
    /// <param name="stream">Where to.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <param name="run">Is told how far it is; null when nobody follows.</param>
    public async Task WriteAsync(Stream stream, CancellationToken cancellationToken, ExportRun? run = null)
    {
        await using var writer = Writer(stream);
        await using var database = await contexts.CreateDbContextAsync(cancellationToken);
        await using var reading = await database.BeginReadingAsync(cancellationToken);
        var head = await database.HistoryHeads.AsNoTracking().SingleAsync(cancellationToken);
        var mark = await database.ArchivedMarkAsync(cancellationToken);
        var start = await database.FindCheckpointAsync(mark, cancellationToken);

        // By the sequence, not up to the head: what somebody has put into the store has to show.
        await database.WriteLinesAsync(
            writer, start, upTo: long.MaxValue, cancellationToken, last => run?.Tell(last - mark, (double)(last - mark) / Math.Max(1, head.Sequence - mark)));
        await writer.WriteLineAsync(ExportLine.End(head.Sequence, head.Hash));
        await writer.FlushAsync(cancellationToken);
    }

    /// <summary>Lines that end as everywhere, in UTF-8 without a mark.</summary>
    internal static StreamWriter Writer(Stream stream) =>
        new(stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), bufferSize: 64 * 1024, leaveOpen: true) { NewLine = "\n" };
}
