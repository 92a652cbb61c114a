using Microsoft.EntityFrameworkCore;
using ReleasePortal.Data;

namespace ReleasePortal.Components;

/// <summary>The environments, from the store.</summary>
public sealed class EnvironmentQuery(IDbContextFactory<PortalDbContext> contexts) : IEnvironmentDirectory
{
    public async Task<IReadOnlyList<EnvironmentView>> ListAsync(CancellationToken cancellationToken = default)
    {
        await using var database = await contexts.CreateDbContextAsync(cancellationToken);
        return await database.Environments.AsNoTracking()
            .OrderBy(environment => environment.Rank).ThenBy(environment => environment.Key)
            .Select(environment => new EnvironmentView(
                environment.Key, environment.Name, environment.Rank, environment.IsProduction, environment.ReasonRequired, environment.Approval))
            .ToListAsync(cancellationToken);
    }
}
