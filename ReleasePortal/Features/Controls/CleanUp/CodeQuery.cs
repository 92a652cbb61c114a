using Microsoft.EntityFrameworkCore;
using ReleasePortal.Data;
using ReleasePortal.Data.Code;
using ReleasePortal.Domain.Access;

namespace ReleasePortal.Features.Controls.CleanUp;

/// <summary>Where a repository names a control.</summary>
/// <param name="Places">The first of them.</param>
/// <param name="Count">How many there are.</param>
public sealed record CodeOfRepository(string Repository, string Commit, DateTimeOffset At, IReadOnlyList<CodePlace> Places, int Count);

/// <summary>Where scanned code names one control.</summary>
public sealed class CodeQuery(IDbContextFactory<PortalDbContext> contexts)
{
    private const int MostPlaces = 100;

    /// <summary>By repository; nothing for a control that the actor may not see, or who may not see the page.</summary>
    public async Task<IReadOnlyList<CodeOfRepository>> FindAsync(string control, Actor actor, CancellationToken cancellationToken = default)
    {
        if (!AccessRules.Allows(actor, Operation.SeeCleanUp))
            return [];

        await using var database = await contexts.CreateDbContextAsync(cancellationToken);
        if (!await database.Controls.Where(Visibility.ControlsVisibleTo(actor)).AnyAsync(known => known.Key == control, cancellationToken))
            return [];

        var found = await (
            from reference in database.CodeReferences.AsNoTracking()
            join scan in database.CodeScans on reference.ScanId equals scan.Id
            where reference.Control == control
            orderby scan.Repository
            select new { scan.Repository, scan.Commit, scan.At, reference.Places, reference.Count }).ToListAsync(cancellationToken);
        return found.ConvertAll(one => new CodeOfRepository(one.Repository, one.Commit, one.At, [.. one.Places.Take(MostPlaces)], one.Count));
    }
}
