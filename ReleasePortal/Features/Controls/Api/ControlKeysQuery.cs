using Microsoft.EntityFrameworkCore;
using ReleasePortal.Data;
using ReleasePortal.Domain.Access;

namespace ReleasePortal.Features.Controls.Api;

/// <summary>Which controls there are, by their keys.</summary>
public sealed class ControlKeysQuery(IDbContextFactory<PortalDbContext> contexts)
{
    /// <summary>The keys of the controls that the actor may see and that are not retired, in their order.</summary>
    public async Task<IReadOnlyList<string>> ListAsync(Actor actor, CancellationToken cancellationToken = default)
    {
        await using var database = await contexts.CreateDbContextAsync(cancellationToken);
        return await database.Controls.AsNoTracking()
            .Where(Visibility.ControlsVisibleTo(actor))
            .Where(control => control.RetiredAt == null)
            .OrderBy(control => control.Key)
            .Select(control => control.Key)
            .ToListAsync(cancellationToken);
    }
}
