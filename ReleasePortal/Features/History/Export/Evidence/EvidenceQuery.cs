using System.Globalization;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using ReleasePortal.Changes.Checkpoints;
using ReleasePortal.Data;
using ReleasePortal.Domain.History;
using ReleasePortal.Domain.History.Evidence;
using ReleasePortal.Features.History.Export.Running;

namespace ReleasePortal.Features.History.Export.Evidence;

/// <summary>
/// What an auditor takes along of a period, as one zip that is written while it is read: the entries with what proves them, who
/// was who, what was approved, and how to check all of it, with or without the portal.
/// </summary>
public sealed class EvidenceQuery(
    IDbContextFactory<PortalDbContext> contexts, CheckpointKey key, EvidenceTablesQuery tables, TimeProvider clock, IStringLocalizer<ExportTexts> texts)
{
    /// <summary>The period that two days mean; open ends reach as far as there is something.</summary>
    public EvidencePeriod Of(HistoryFilter days, TimeZoneInfo zone)
    {
        var now = EntryWriter.WholeMicroseconds(clock.GetUtcNow()).AddMicroseconds(1); // what was written at this instant is part of it
        var (from, until) = HistoryPeriod.Of(days with { Period = HistoryPeriod.Custom }, now, zone);
        var words = texts["Evidence.Period", Day(days.From) ?? texts["Evidence.Period.Beginning"], Day(days.Until) ?? texts["Evidence.Period.Now"]];
        return new EvidencePeriod(from, until < now ? until.Value : now, zone, words);
    }

    /// <summary>Writes the pack of a period, as one state of the store.</summary>
    public async Task WriteAsync(Stream stream, EvidencePeriod period, ExportRun run, CancellationToken cancellationToken)
    {
        await using var database = await contexts.CreateDbContextAsync(cancellationToken);
        await using var reading = await database.BeginReadingAsync(cancellationToken);
        var signer = await key.GetAsync(cancellationToken);
        var part = await PartAsync(database, period, cancellationToken);
        await using var body = new ZipBody(stream);
        await using (var zip = await ZipArchive.CreateAsync(body, ZipArchiveMode.Create, leaveOpen: true, Encoding.UTF8, cancellationToken))
            await WriteAsync(database, zip, period, part, signer, run, cancellationToken);
        await body.FlushAsync(cancellationToken);
    }

    private async Task WriteAsync(
        PortalDbContext database, ZipArchive zip, EvidencePeriod period, EvidencePart part, ECDsa signer, ExportRun run, CancellationToken cancellationToken)
    {
        var files = new Dictionary<string, string>(StringComparer.Ordinal);
        async Task AddAsync(string name, Func<StreamWriter, Task> write) => files[name] = await WriteFileAsync(zip, name, write, cancellationToken);

        await AddAsync(EvidenceManifest.ReadmeFile, writer => writer.WriteAsync(texts["Evidence.Readme"].Value));
        await AddAsync(EvidenceManifest.KeyFile, writer => writer.WriteLineAsync(signer.ExportSubjectPublicKeyInfoPem()));
        await AddAsync(EvidenceManifest.HistoryFile, writer => WriteHistoryAsync(database, writer, part, run, cancellationToken));
        await AddAsync(EvidenceManifest.CheckpointsFile, writer => WriteCheckpointsAsync(database, writer, part, cancellationToken));
        await AddAsync(EvidenceManifest.PeopleFile, writer => tables.WritePeopleAsync(database, writer, part.LastOfPeriod, cancellationToken));
        await AddAsync(EvidenceManifest.ApprovalsFile, writer => tables.WriteApprovalsAsync(database, writer, part, period, cancellationToken));

        var manifest = new EvidenceManifest(
            CheckpointStatement.Instant(clock.GetUtcNow()),
            period.From is { } from ? CheckpointStatement.Instant(from) : null,
            CheckpointStatement.Instant(period.Until),
            part.After,
            part.Last,
            CheckpointStatement.IdOf(signer.ExportSubjectPublicKeyInfo()),
            files).Write();
        var bytes = Encoding.UTF8.GetBytes(manifest);
        await WriteFileAsync(zip, EvidenceManifest.ManifestFile, bytes, cancellationToken);
        await WriteFileAsync(
            zip, EvidenceManifest.SignatureFile, signer.SignData(bytes, HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence), cancellationToken);
    }

    // Signatures stand where they stand: the pack begins behind the last one before the period and ends with the first one after it.
    private static async Task<EvidencePart> PartAsync(PortalDbContext database, EvidencePeriod period, CancellationToken cancellationToken)
    {
        var last = await database.Entries.Where(entry => entry.At < period.Until).MaxAsync(entry => (long?)entry.Sequence, cancellationToken) ?? 0;
        var first = period.From is { } from
            ? await database.Entries.Where(entry => entry.At >= from && entry.Sequence <= last).MinAsync(entry => (long?)entry.Sequence, cancellationToken) ?? (last + 1)
            : 1;
        first = Math.Max(first, await database.ArchivedMarkAsync(cancellationToken) + 1);
        var before = await database.Checkpoints.AsNoTracking()
            .Where(checkpoint => checkpoint.Sequence < first)
            .OrderByDescending(checkpoint => checkpoint.Sequence)
            .FirstOrDefaultAsync(cancellationToken);
        var covering = await database.Checkpoints
            .Where(checkpoint => checkpoint.Sequence >= last)
            .MinAsync(checkpoint => (long?)checkpoint.Sequence, cancellationToken);
        return new EvidencePart(before, first, last, covering ?? last);
    }

    private static async Task WriteHistoryAsync(
        PortalDbContext database, StreamWriter writer, EvidencePart part, ExportRun run, CancellationToken cancellationToken)
    {
        await database.WriteLinesAsync(
            writer, part.Before, part.Last, cancellationToken, last => run.Tell(last - part.After, (double)(last - part.After) / Math.Max(1, part.Last - part.After)));
        var head = await database.Entries.Where(entry => entry.Sequence == part.Last).Select(entry => entry.Hash).SingleOrDefaultAsync(cancellationToken);
        await writer.WriteLineAsync(ExportLine.End(part.Last, head ?? HistoryHead.Zeros));
    }

    private static async Task WriteCheckpointsAsync(PortalDbContext database, StreamWriter writer, EvidencePart part, CancellationToken cancellationToken)
    {
        await foreach (var checkpoint in database.Checkpoints.AsNoTracking()
            .Where(checkpoint => checkpoint.Sequence >= part.After && checkpoint.Sequence <= part.Last)
            .OrderBy(checkpoint => checkpoint.Sequence)
            .AsAsyncEnumerable()
            .WithCancellation(cancellationToken))
            await writer.WriteLineAsync(checkpoint.ToLine());
    }

    /// <returns>The file's SHA-256.</returns>
    private static async Task<string> WriteFileAsync(ZipArchive zip, string name, Func<StreamWriter, Task> write, CancellationToken cancellationToken)
    {
        using var hash = SHA256.Create();
        await using (var file = await zip.CreateEntry(name, CompressionLevel.Fastest).OpenAsync(cancellationToken))
        await using (var hashed = new CryptoStream(file, hash, CryptoStreamMode.Write))
        await using (var writer = ExportQuery.Writer(hashed))
            await write(writer);
        return Convert.ToHexStringLower(hash.Hash!);
    }

    private static async Task WriteFileAsync(ZipArchive zip, string name, byte[] bytes, CancellationToken cancellationToken)
    {
        await using var file = await zip.CreateEntry(name, CompressionLevel.NoCompression).OpenAsync(cancellationToken);
        await file.WriteAsync(bytes, cancellationToken);
    }

    private static string? Day(DateOnly? day) => day?.ToString("d MMM yyyy", CultureInfo.CurrentCulture);
}

/// <summary>The part of the chain that a pack holds.</summary>
/// <param name="Before">The signature that it begins behind; null when it begins with the first entry.</param>
/// <param name="FirstOfPeriod">The first entry of the period.</param>
/// <param name="LastOfPeriod">The last one of the period.</param>
/// <param name="Last">The last one in the pack: a signed one.</param>
public sealed record EvidencePart(Checkpoint? Before, long FirstOfPeriod, long LastOfPeriod, long Last)
{
    /// <summary>The entry before the first in the pack; 0 when that is the first of all.</summary>
    public long After => Before?.Sequence ?? 0;
}
