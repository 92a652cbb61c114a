using System.Text;
using Microsoft.EntityFrameworkCore;
using ReleasePortal.Data;
using ReleasePortal.Domain.Access;
using ReleasePortal.Domain.History;

namespace ReleasePortal.Features.History.Export;

/// <summary>The whole history as it is stored, from where the archives end, with its checkpoints: what <c>verify</c> reads.</summary>
public sealed class ExportQuery(IDbContextFactory<PortalDbContext> contexts)
{
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
        var start = await database.FindCheckpointAsync(await database.ArchivedMarkAsync(cancellationToken), cancellationToken);

        // By the sequence, not up to the head: what somebody has put into the store has to show.
        await database.WriteLinesAsync(writer, start, upTo: long.MaxValue, cancellationToken);
        await writer.WriteLineAsync(ExportLine.End(head.Sequence, head.Hash));
        await writer.FlushAsync(cancellationToken);
    }
}
