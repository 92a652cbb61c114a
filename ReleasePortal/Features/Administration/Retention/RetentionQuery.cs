using Microsoft.EntityFrameworkCore;
using ReleasePortal.Changes.Archiving;
using ReleasePortal.Data;
using ReleasePortal.Domain.Access;

namespace ReleasePortal.Features.Administration.Retention;

/// <summary>The policy, and what became of it.</summary>
/// <param name="Months">How many months stay; null when all do.</param>
/// <param name="Version">The version that a change from this page is based on.</param>
/// <param name="CutOff">What was written before is to be archived.</param>
/// <param name="Folder">Where the files are.</param>
/// <param name="Files">How many there are.</param>
/// <param name="Missing">How many of them are not where they were put.</param>
/// <param name="Size">In bytes, altogether.</param>
/// <param name="Mark">The last entry that was archived; 0 when none was.</param>
/// <param name="ArchivedAt">When that was.</param>
public sealed record RetentionView(
    int? Months, int Version, DateTimeOffset? CutOff, string Folder, int Files, int Missing, long Size, long Mark, DateTimeOffset? ArchivedAt);

/// <summary>How the history is kept, for those who decide it.</summary>
public sealed class RetentionQuery(IDbContextFactory<PortalDbContext> contexts, ArchiveFolder folder, TimeProvider clock)
{
    /// <summary>Null for an actor who does not manage it.</summary>
    public async Task<RetentionView?> ReadAsync(Actor actor, CancellationToken cancellationToken = default)
    {
        if (!AccessRules.Allows(actor, Operation.ManageEnvironments))
            return null;

        await using var database = await contexts.CreateDbContextAsync(cancellationToken);
        var policy = await database.RetentionPolicies.AsNoTracking().SingleAsync(cancellationToken);
        var archives = await database.Archives.AsNoTracking().OrderBy(archive => archive.Last).ToListAsync(cancellationToken);
        return new RetentionView(
            policy.Months,
            policy.Version,
            policy.CutOff(clock.GetUtcNow()),
            folder.Path,
            archives.Count,
            archives.Count(archive => !File.Exists(folder.FileOf(archive.File))),
            archives.Sum(archive => archive.Size),
            archives.LastOrDefault()?.Last ?? 0,
            archives.LastOrDefault()?.At);
    }
}
