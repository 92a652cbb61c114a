using System.IO.Compression;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using ReleasePortal.Changes.Archiving;
using ReleasePortal.Changes.Checkpoints;
using ReleasePortal.Data;
using ReleasePortal.Domain.History;
using ReleasePortal.Features.History.Export;

namespace ReleasePortal.Tests.Support;

/// <summary>The archives of a test's portal, and the export that goes on where they end.</summary>
internal static class ArchivedHistory
{
    public static ArchiveFolder ArchiveFolder(this TestPortal portal) => portal.Services.GetRequiredService<ArchiveFolder>();

    public static RetentionOptions RetentionOptions(this TestPortal portal) => portal.Services.GetRequiredService<IOptions<RetentionOptions>>().Value;

    /// <summary>Archives go to a folder of their own, before the first one is written.</summary>
    public static void ArchiveToAFolder(this TestPortal portal) =>
        portal.RetentionOptions().Folder ??= Directory.CreateTempSubdirectory("releaseportal-archive-").FullName;

    /// <summary>Signs the head.</summary>
    public static Task SignAsync(this TestPortal portal) => portal.Services.GetRequiredService<CheckpointWriter>().WriteNowAsync(CancellationToken.None);

    /// <summary>Archives what is due.</summary>
    public static Task<int> ArchiveAsync(this TestPortal portal) => portal.Services.GetRequiredService<Archiver>().RunAsync(CancellationToken.None);

    public static Task<List<HistoryArchive>> ArchivesAsync(this TestPortal portal) =>
        portal.ReadAsync(database => database.Archives.AsNoTracking().OrderBy(archive => archive.Last).ToListAsync());

    /// <summary>What a file holds, unpacked.</summary>
    public static async Task<byte[]> ReadAsync(this TestPortal portal, HistoryArchive archive)
    {
        await using var packed = new GZipStream(File.OpenRead(portal.ArchiveFolder().FileOf(archive.File)), CompressionMode.Decompress);
        var whole = new MemoryStream();
        await packed.CopyToAsync(whole);
        return whole.ToArray();
    }

    public static async Task<byte[]> ExportAsync(this TestPortal portal)
    {
        var stream = new MemoryStream();
        await new ExportQuery(portal.Services.GetRequiredService<IDbContextFactory<PortalDbContext>>()).WriteAsync(stream, CancellationToken.None);
        return stream.ToArray();
    }

    /// <summary>Checks all archives and the export, as one.</summary>
    public static async Task<ExportVerdict> VerifyTogetherAsync(this TestPortal portal)
    {
        var files = new List<byte[]>();
        foreach (var archive in await portal.ArchivesAsync())
            files.Add(await portal.ReadAsync(archive));
        return Verify([.. files, await portal.ExportAsync()]);
    }

    public static ExportVerdict Verify(IEnumerable<byte[]> files) =>
        ExportVerifier.Verify([.. files.Select(file => new MemoryStream(file))], []);
}
