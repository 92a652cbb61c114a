using Microsoft.EntityFrameworkCore;
using ReleasePortal.Data;

namespace ReleasePortal.Features.Demo;

/// <summary>Whether there is room for the demo.</summary>
public sealed class DemoQuery(IDbContextFactory<PortalDbContext> contexts)
{
    public async Task<bool> HasPeopleAsync(CancellationToken cancellationToken)
    {
        await using var database = await contexts.CreateDbContextAsync(cancellationToken);
        return await database.Users.AnyAsync(cancellationToken);
    }
}
