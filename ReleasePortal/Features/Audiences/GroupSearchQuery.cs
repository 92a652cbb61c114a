using Microsoft.EntityFrameworkCore;
using ReleasePortal.Data;
using ReleasePortal.Domain.Access;
using ReleasePortal.Domain.Audiences;

namespace ReleasePortal.Features.Audiences;

/// <summary>The groups that a few letters are likely to mean.</summary>
public sealed class GroupSearchQuery(IDbContextFactory<PortalDbContext> contexts)
{
    private const int Most = 5;

#pragma warning disable CA1304, CA1311, CA1862, MA0011 // EF Core translates ToLower() and Contains(), not their overloads.
    public async Task<IReadOnlyList<AudienceGroup>> FindAsync(string text, Actor actor, CancellationToken cancellationToken = default)
    {
        var wanted = text.Trim().ToLowerInvariant();
        if (wanted.Length is 0 || !AccessRules.Allows(actor, Operation.SeeGroups))
            return [];

        await using var database = await contexts.CreateDbContextAsync(cancellationToken);
        return await database.Groups.AsNoTracking()
            .Where(group => group.Name.ToLower().Contains(wanted) || group.Key.Contains(wanted))
            .OrderByDescending(group => group.Name.ToLower().StartsWith(wanted))
            .ThenBy(group => group.Name)
            .Take(Most)
            .ToListAsync(cancellationToken);
    }
#pragma warning restore CA1304, CA1311, CA1862, MA0011
}
