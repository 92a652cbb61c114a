using Microsoft.EntityFrameworkCore;
using ReleasePortal.Data;

namespace ReleasePortal.Components.Freezes;

/// <summary>The freezes, from the store.</summary>
public sealed class FreezeQuery(IDbContextFactory<PortalDbContext> contexts) : IFreezeDirectory
{
    public async Task<IReadOnlyList<FreezeView>> ListAsync(string environment, DateTimeOffset at, CancellationToken cancellationToken)
    {
        await using var database = await contexts.CreateDbContextAsync(cancellationToken);
        return await database.Freezes.AsNoTracking()
            .Where(freeze => freeze.Environment == environment && freeze.LiftedAt == null && freeze.Until > at)
            .OrderBy(freeze => freeze.From)
            .Select(freeze => new FreezeView(freeze.From, freeze.Until, freeze.Reason))
            .ToListAsync(cancellationToken);
    }
}
