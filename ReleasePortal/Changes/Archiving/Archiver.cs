using System.IO.Compression;
using System.Text;
using Microsoft.EntityFrameworkCore;
using ReleasePortal.Data;
using ReleasePortal.Domain;
using ReleasePortal.Domain.Access;
using ReleasePortal.Domain.History;

namespace ReleasePortal.Changes.Archiving;

/// <summary>
/// Moves what is older than the policy's cut-off out of the database. The file is whole, on the disk and read again before the desk
/// is asked; the desk deletes in the transaction that writes the entry. Whatever happens between leaves all entries where they
/// were, and at most a file that the next try replaces.
/// </summary>
public sealed class Archiver(
    IDbContextFactory<PortalDbContext> contexts, ArchiveFolder folder, ChangeDesk desk, TimeProvider clock, ILogger<Archiver> logger)
{
    /// <summary>No archive is much larger: everybody else waits while its entries are deleted.</summary>
    internal const int MostEntries = 200_000;

    /// <summary>Archives all that is due.</summary>
    /// <returns>How many files were written.</returns>
    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        for (var archives = 0; ; archives++)
        {
            var draft = folder.FileOf($".{Guid.NewGuid():N}.draft");
            try
            {
                if (await WriteNextAsync(draft, cancellationToken) is not { } archive || !await ApplyAsync(new ArchiveHistory(archive, draft), cancellationToken))
                    return archives;
            }
            finally
            {
                if (File.Exists(draft))
                    File.Delete(draft);
            }
        }
    }

    // The desk gives the file its name: of several portals that do the same at the same time, one.
    private async Task<bool> ApplyAsync(ArchiveHistory change, CancellationToken cancellationToken)
    {
        var (first, last) = (change.Archive.First, change.Archive.Last);
        if ((await desk.ApplyAsync(ChangeSet.Of(change, source: ChangeSource.Portal), Actor.Portal, cancellationToken)).Refusal is { } refusal)
        {
            Log.NotArchived(logger, first, last, refusal.Code);
            return false;
        }

        Log.Archived(logger, first, last, change.Archive.File);
        return true;
    }

    private async Task<ArchiveSnapshot?> WriteNextAsync(string draft, CancellationToken cancellationToken)
    {
        await using var database = await contexts.CreateDbContextAsync(cancellationToken);
        await using var oneMoment = await database.BeginReadingAsync(cancellationToken);
        var mark = await database.ArchivedMarkAsync(cancellationToken);
        if (await NextAsync(database, mark, cancellationToken) is not { } end)
            return null;

        Directory.CreateDirectory(folder.Path);
        await using (var file = new FileStream(draft, Draft))
        {
            await using (var packed = new GZipStream(file, CompressionLevel.Optimal, leaveOpen: true))
                await WriteAsync(database, packed, await database.FindCheckpointAsync(mark, cancellationToken), end, cancellationToken);
            file.Flush(flushToDisk: true);
        }

        return await ReadAgainAsync(database, draft, first: mark + 1, end, cancellationToken);
    }

    // From one signed checkpoint to another, so that both the archive and what stays can be checked without the other. What a
    // checkpoint covers is older than its signature.
    private async Task<Checkpoint?> NextAsync(PortalDbContext database, long mark, CancellationToken cancellationToken)
    {
        var policy = await database.RetentionPolicies.AsNoTracking().SingleAsync(cancellationToken);
        if (policy.CutOff(clock.GetUtcNow()) is not { } cutOff)
            return null;

        var due = database.Checkpoints.AsNoTracking().Where(checkpoint => checkpoint.Sequence > mark && checkpoint.At < cutOff);
        return await due.Where(checkpoint => checkpoint.Sequence <= mark + MostEntries).OrderByDescending(checkpoint => checkpoint.Sequence).FirstOrDefaultAsync(cancellationToken)
            ?? await due.OrderBy(checkpoint => checkpoint.Sequence).FirstOrDefaultAsync(cancellationToken);
    }

    // Only the portal's own account reads it.
    private static FileStreamOptions Draft
    {
        get
        {
            var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
            if (!OperatingSystem.IsWindows())
                options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
            return options;
        }
    }

    private static async Task WriteAsync(PortalDbContext database, Stream stream, Checkpoint? start, Checkpoint end, CancellationToken cancellationToken)
    {
        await using var writer = new StreamWriter(stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), bufferSize: 64 * 1024, leaveOpen: true);
        writer.NewLine = "\n";
        await database.WriteLinesAsync(writer, start, upTo: end.Sequence, cancellationToken);
        var last = await database.Entries.Where(entry => entry.Sequence == end.Sequence).Select(entry => entry.Hash).SingleOrDefaultAsync(cancellationToken);
        await writer.WriteLineAsync(ExportLine.End(end.Sequence, last ?? ""));
    }

    // What is on the disk counts, not what was meant to be written.
    private static async Task<ArchiveSnapshot> ReadAgainAsync(
        PortalDbContext database, string draft, long first, Checkpoint end, CancellationToken cancellationToken)
    {
        var verdict = await Task.Run(() => Verify(draft), cancellationToken);
        if (verdict.Fault is { } fault)
            throw new InvalidDataException($"The archive of entries {first} to {end.Sequence} does not hold ({fault.Flaw} at entry {fault.Sequence}): the history was altered in the database, or the disk fails. Nothing was deleted.");

        var instants = await database.Entries
            .Where(entry => entry.Sequence == first || entry.Sequence == end.Sequence)
            .OrderBy(entry => entry.Sequence)
            .Select(entry => entry.At)
            .ToListAsync(cancellationToken);
        return new ArchiveSnapshot(
            first,
            end.Sequence,
            verdict.Head,
            instants[0],
            instants[^1],
            HistoryArchive.FileOf(first, end.Sequence),
            new FileInfo(draft).Length,
            await ArchiveFolder.HashOfAsync(draft, cancellationToken));
    }

    private static ExportVerdict Verify(string file)
    {
        using var packed = new GZipStream(File.OpenRead(file), CompressionMode.Decompress);
        return ExportVerifier.Verify(packed, []);
    }
}
