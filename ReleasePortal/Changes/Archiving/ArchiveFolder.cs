using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using ReleasePortal.Data;
using ReleasePortal.Domain.History;

namespace ReleasePortal.Changes.Archiving;

/// <summary>Where archive files are.</summary>
public sealed class ArchiveFolder(IDbContextFactory<PortalDbContext> contexts, IHostEnvironment host, IOptions<RetentionOptions> options)
{
    /// <summary>The folder; it need not be there yet.</summary>
    public string Path => _path ??= Find();

    private string? _path;

    /// <summary>The full name of an archive's file.</summary>
    public string FileOf(string name) => System.IO.Path.Combine(Path, System.IO.Path.GetFileName(name));

    /// <summary>Gives a file that was written its name.</summary>
    /// <returns>Whether it is there under that name, byte by byte.</returns>
    internal async Task<bool> TakeAsync(string draft, ArchiveSnapshot archive, CancellationToken cancellationToken)
    {
        var file = FileOf(archive.File);
        if (!File.Exists(draft) || await HashOfAsync(draft, cancellationToken) != archive.Sha256)
            return false;
        File.Move(draft, file, overwrite: true); // a crash may have left one, of which the history knows nothing
        return new FileInfo(file).Length == archive.Size && await HashOfAsync(file, cancellationToken) == archive.Sha256;
    }

    /// <summary>SHA-256 of a file's bytes; lower-case hexadecimal.</summary>
    internal static async Task<string> HashOfAsync(string file, CancellationToken cancellationToken)
    {
        await using var stream = File.OpenRead(file);
        return Convert.ToHexStringLower(await SHA256.HashDataAsync(stream, cancellationToken));
    }

    private string Find()
    {
        if (!string.IsNullOrWhiteSpace(options.Value.Folder))
            return System.IO.Path.GetFullPath(options.Value.Folder, host.ContentRootPath);

        using var database = contexts.CreateDbContext();
        return database.Database.IsSqlite() && database.Database.GetDbConnection().DataSource is { Length: > 0 } file and not ":memory:"
            ? System.IO.Path.Combine(System.IO.Path.GetDirectoryName(System.IO.Path.GetFullPath(file))!, "archive")
            : System.IO.Path.Combine(host.ContentRootPath, "App_Data", "archive");
    }
}
