using Microsoft.EntityFrameworkCore;
using ReleasePortal.Changes.Archiving;
using ReleasePortal.Data;
using ReleasePortal.Domain.Access;
using ReleasePortal.Domain.History;

namespace ReleasePortal.Features.History.Archives;

/// <summary>An archive, and whether its file is still there.</summary>
public sealed record ArchiveRow(HistoryArchive Archive, bool IsThere);

/// <summary>The archives, for those who export the history.</summary>
public sealed class ArchivesQuery(IDbContextFactory<PortalDbContext> contexts, ArchiveFolder folder)
{
    /// <summary>All of them, oldest first; none for an actor who may not know how many entries there are.</summary>
    public async Task<IReadOnlyList<ArchiveRow>> ListAsync(Actor actor, CancellationToken cancellationToken = default)
    {
        if (!AccessRules.Allows(actor, Operation.ExportHistory) || !Visibility.SeesSequenceNumbers(actor))
            return [];

        await using var database = await contexts.CreateDbContextAsync(cancellationToken);
        var archives = await database.Archives.AsNoTracking().OrderBy(archive => archive.Last).ToListAsync(cancellationToken);
        return archives.ConvertAll(archive => new ArchiveRow(archive, File.Exists(folder.FileOf(archive.File))));
    }

    /// <summary>Up to when entries were archived, and when that was; null when none were.</summary>
    public async Task<(DateTimeOffset Until, DateTimeOffset At)?> LastAsync(CancellationToken cancellationToken = default)
    {
        await using var database = await contexts.CreateDbContextAsync(cancellationToken);
        var last = await database.Archives.AsNoTracking().OrderByDescending(archive => archive.Last).FirstOrDefaultAsync(cancellationToken);
        return last is null ? null : (last.Until, last.At);
    }

    /// <summary>The archive that ends with that entry, and where its file is; null when there is none.</summary>
    public async Task<(HistoryArchive Archive, string Path)?> FindAsync(long last, CancellationToken cancellationToken)
    {
        await using var database = await contexts.CreateDbContextAsync(cancellationToken);
        var archive = await database.Archives.AsNoTracking().SingleOrDefaultAsync(archive => archive.Last == last, cancellationToken);
        return archive is not null && folder.FileOf(archive.File) is var path && File.Exists(path) ? (archive, path) : null;
    }
}
