using Microsoft.EntityFrameworkCore;
using ReleasePortal.Data;

namespace ReleasePortal.Features.Controls.Form;

/// <summary>What the form of a control offers.</summary>
public sealed class ControlFormQuery(IDbContextFactory<PortalDbContext> contexts)
{
    /// <summary>The areas with their names, by name.</summary>
    public async Task<IReadOnlyList<AreaChoice>> AreasAsync(CancellationToken cancellationToken = default)
    {
        await using var database = await contexts.CreateDbContextAsync(cancellationToken);
        return await database.Areas.AsNoTracking()
            .OrderBy(area => area.Name)
            .Select(area => new AreaChoice(area.Key, area.Name))
            .ToListAsync(cancellationToken);
    }
}

/// <summary>A part of the product that a control can be put into.</summary>
public sealed record AreaChoice(string Key, string Name);
