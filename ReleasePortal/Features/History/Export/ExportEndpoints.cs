using System.Globalization;
using System.Net.Mime;
using System.Text;
using Microsoft.AspNetCore.Http.HttpResults;
using ReleasePortal.Changes.Checkpoints;
using ReleasePortal.Domain.People;
using ReleasePortal.Features.History.Archives;
using ReleasePortal.Features.History.Export.Evidence;
using ReleasePortal.Features.History.Export.Filtered;
using ReleasePortal.Features.History.Export.Print;
using ReleasePortal.Features.History.Export.Running;
using ReleasePortal.Identity;

namespace ReleasePortal.Features.History.Export;

/// <summary>Downloads for signed-in people; to those who may not have them they are not there.</summary>
internal static class ExportEndpoints
{
    private const string Proofs = "/history/proofs";

    private const string Archived = "/history/archives";

    /// <summary>Where the proof of an entry is.</summary>
    public static string ProofOf(Guid entry) => $"{Proofs}/{entry}";

    /// <summary>Where the archive that ends with that entry is.</summary>
    public static string ArchiveOf(long last) => string.Create(CultureInfo.InvariantCulture, $"{Archived}/{last}");

    public static void MapExport(this IEndpointRouteBuilder endpoints)
    {
        var downloads = endpoints.MapGroup("").RequireAuthorization().ExcludeFromDescription();
        downloads.MapGet(ExportAddress.Csv, SendCsvAsync);
        downloads.MapGet(ExportAddress.JsonLines, SendJsonLinesAsync);
        downloads.MapGet(ExportAddress.Chain, SendChainAsync);
        downloads.MapGet(ExportAddress.Evidence, SendEvidenceAsync);
        downloads.MapGet(ExportAddress.Print, PrintAsync);
        downloads.MapGet(Archived + "/{last:long}", ArchiveAsync);
        downloads.MapGet(Proofs + "/{id:guid}", ProveAsync);
    }

    /// <summary>The entries of a filter as rows for a spreadsheet.</summary>
    private static Task<Results<PushStreamHttpResult, NotFound>> SendCsvAsync(
        HttpContext http, FilteredQuery query, FilterWords words, HistoryDownloads downloads, TimeProvider clock, CancellationToken cancellationToken) =>
        SendFilteredAsync(ExportForm.Csv, http, query, words, downloads, clock, cancellationToken);

    /// <summary>The same as lines of JSON for a program.</summary>
    private static Task<Results<PushStreamHttpResult, NotFound>> SendJsonLinesAsync(
        HttpContext http, FilteredQuery query, FilterWords words, HistoryDownloads downloads, TimeProvider clock, CancellationToken cancellationToken) =>
        SendFilteredAsync(ExportForm.JsonLines, http, query, words, downloads, clock, cancellationToken);

    private static async Task<Results<PushStreamHttpResult, NotFound>> SendFilteredAsync(
        ExportForm form, HttpContext http, FilteredQuery query, FilterWords words, HistoryDownloads downloads, TimeProvider clock, CancellationToken cancellationToken)
    {
        if (await query.ReaderAsync(http.User.ToActor(), cancellationToken) is not { } reader)
            return TypedResults.NotFound();

        var (filter, zone) = (ExportAddress.ReadFilter(http.Request.Query), ExportAddress.ReadZone(http.Request.Query));
        var (type, extension) = form is ExportForm.Csv ? (CsvFormat.ContentType, "csv") : (JsonLinesFormat.ContentType, "jsonl");
        var file = new HistoryFile(form, await words.SayAsync(filter, reader, cancellationToken), type, NameOf("release-entries", extension, clock));
        return downloads.Send(http, reader, file, (stream, run, stop) => query.WriteAsync(stream, filter, zone, reader, form, run, stop));
    }

    /// <summary>Signs the head first, so that the export is covered to its end.</summary>
    private static async Task<Results<PushStreamHttpResult, NotFound>> SendChainAsync(
        HttpContext http, ExportQuery query, CheckpointWriter checkpoints, HistoryDownloads downloads, TimeProvider clock, CancellationToken cancellationToken)
    {
        if (await query.ReaderAsync(http.User.ToActor(), cancellationToken) is not { } reader)
            return TypedResults.NotFound();

        await checkpoints.WriteNowAsync(cancellationToken);
        var file = new HistoryFile(ExportForm.Chain, "", JsonLinesFormat.ContentType, NameOf("release-history", "jsonl", clock));
        return downloads.Send(http, reader, file, async (stream, run, stop) =>
        {
            await query.WriteAsync(stream, stop, run);
            return true;
        });
    }

    /// <summary>Everything about a period that an auditor takes along, in one file that is signed.</summary>
    private static async Task<Results<PushStreamHttpResult, NotFound>> SendEvidenceAsync(
        HttpContext http,
        ExportQuery whole,
        EvidenceQuery query,
        CheckpointWriter checkpoints,
        HistoryDownloads downloads,
        TimeProvider clock,
        CancellationToken cancellationToken)
    {
        if (await whole.ReaderAsync(http.User.ToActor(), cancellationToken) is not { } reader)
            return TypedResults.NotFound();

        await checkpoints.WriteNowAsync(cancellationToken);
        var period = query.Of(ExportAddress.ReadFilter(http.Request.Query), ExportAddress.ReadZone(http.Request.Query));
        var file = new HistoryFile(ExportForm.Evidence, period.Words, MediaTypeNames.Application.Zip, NameOf("release-evidence", "zip", clock));
        return downloads.Send(http, reader, file, async (stream, run, stop) =>
        {
            await query.WriteAsync(stream, period, run, stop);
            return true;
        });
    }

    /// <summary>The entries of a filter on paper.</summary>
    private static async Task<Results<RazorComponentResult<PrintDocument>, NotFound>> PrintAsync(
        HttpContext http, PrintQuery query, CancellationToken cancellationToken)
    {
        var (filter, zone) = (ExportAddress.ReadFilter(http.Request.Query), ExportAddress.ReadZone(http.Request.Query));
        if (await query.ReadAsync(filter, zone, http.User.ToActor(), cancellationToken) is not { } sheet)
            return TypedResults.NotFound();

        http.Response.Headers.CacheControl = "no-store";
        return new RazorComponentResult<PrintDocument>(new { Sheet = sheet });
    }

    /// <summary>An archive, as it was written.</summary>
    private static async Task<Results<PushStreamHttpResult, NotFound>> ArchiveAsync(
        long last, HttpContext http, ExportQuery query, ArchivesQuery archives, HistoryDownloads downloads, CancellationToken cancellationToken)
    {
        if (await query.ReaderAsync(http.User.ToActor(), cancellationToken) is not { } reader || await archives.FindAsync(last, cancellationToken) is not var (archive, path))
            return TypedResults.NotFound();

        var file = new HistoryFile(
            ExportForm.Archive, string.Create(CultureInfo.InvariantCulture, $"{archive.First:N0} – {archive.Last:N0}"), MediaTypeNames.Application.GZip, archive.File);
        return downloads.Send(http, reader, file, async (stream, run, stop) =>
        {
            await using var archived = File.OpenRead(path);
            await archived.CopyToAsync(stream, stop);
            run.Tell(archive.Last - archive.First + 1, part: 1);
            return true;
        });
    }

    private static async Task<Results<FileContentHttpResult, NotFound>> ProveAsync(
        Guid id, HttpContext http, ProofQuery query, CancellationToken cancellationToken)
    {
        if (await query.FindAsync(id, http.User.ToActor(), cancellationToken) is not var (file, sequence))
            return TypedResults.NotFound();

        http.Response.Headers.CacheControl = "no-store";
        return TypedResults.File(
            Encoding.UTF8.GetBytes(file), MediaTypeNames.Application.Json, string.Create(CultureInfo.InvariantCulture, $"entry-{sequence}-proof.json"));
    }

    private static string NameOf(string what, string extension, TimeProvider clock) =>
        string.Create(CultureInfo.InvariantCulture, $"{what}-{clock.GetUtcNow():yyyyMMdd-HHmmss}.{extension}");
}
