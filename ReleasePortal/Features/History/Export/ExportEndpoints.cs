using System.Globalization;
using System.Net.Mime;
using System.Text;
using Microsoft.AspNetCore.Http.HttpResults;
using ReleasePortal.Changes.Checkpoints;
using ReleasePortal.Features.History.Archives;
using ReleasePortal.Identity;

namespace ReleasePortal.Features.History.Export;

/// <summary>Downloads for signed-in people; to those who may not have them they are not there.</summary>
internal static class ExportEndpoints
{
    /// <summary>The whole history.</summary>
    public const string Export = "/history/export.jsonl";

    private const string Proofs = "/history/proofs";

    private const string Archived = "/history/archives";

    /// <summary>Where the proof of an entry is.</summary>
    public static string ProofOf(Guid entry) => $"{Proofs}/{entry}";

    /// <summary>Where the archive that ends with that entry is.</summary>
    public static string ArchiveOf(long last) => string.Create(CultureInfo.InvariantCulture, $"{Archived}/{last}");

    public static void MapExport(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapGet(Export, ExportAsync).RequireAuthorization().ExcludeFromDescription();
        endpoints.MapGet(Archived + "/{last:long}", ArchiveAsync).RequireAuthorization().ExcludeFromDescription();
        endpoints.MapGet(Proofs + "/{id:guid}", ProveAsync).RequireAuthorization().ExcludeFromDescription();
    }

    /// <summary>Signs the head first, so that the export is covered to its end.</summary>
    private static async Task<Results<PushStreamHttpResult, NotFound>> ExportAsync(
        HttpContext http, ExportQuery query, CheckpointWriter checkpoints, TimeProvider clock, CancellationToken cancellationToken)
    {
        if (!await query.IsForAsync(http.User.ToActor(), cancellationToken))
            return TypedResults.NotFound();

        await checkpoints.WriteNowAsync(cancellationToken);
        http.Response.Headers.CacheControl = "no-store";
        return TypedResults.Stream(
            stream => query.WriteAsync(stream, http.RequestAborted),
            "application/jsonl",
            string.Create(CultureInfo.InvariantCulture, $"release-history-{clock.GetUtcNow():yyyyMMdd-HHmmss}.jsonl"));
    }

    /// <summary>An archive, as it was written.</summary>
    private static async Task<Results<PhysicalFileHttpResult, NotFound>> ArchiveAsync(
        long last, HttpContext http, ExportQuery query, ArchivesQuery archives, CancellationToken cancellationToken)
    {
        if (!await query.IsForAsync(http.User.ToActor(), cancellationToken) || await archives.FindFileAsync(last, cancellationToken) is not var (path, name))
            return TypedResults.NotFound();

        http.Response.Headers.CacheControl = "no-store";
        return TypedResults.PhysicalFile(path, MediaTypeNames.Application.GZip, name);
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
}
