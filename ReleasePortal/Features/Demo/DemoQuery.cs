using Microsoft.EntityFrameworkCore;
using ReleasePortal.Data;
using ReleasePortal.Domain.Configurations;
using ReleasePortal.Domain.Controls;

namespace ReleasePortal.Features.Demo;

/// <summary>What the demo finds in the portal.</summary>
public sealed class DemoQuery(IDbContextFactory<PortalDbContext> contexts)
{
    /// <summary>The business controls that are open on an environment, and to whom.</summary>
    public async Task<IReadOnlyList<ConfiguredState>> OpenOnAsync(string environment, CancellationToken cancellationToken)
    {
        await using var database = await contexts.CreateDbContextAsync(cancellationToken);
        var controls = await database.Controls.AsNoTracking()
            .Where(control => control.Purpose == Purpose.Business && control.RetiredAt == null)
            .Include(control => control.States.Where(state => state.Environment == environment && state.Availability != Availability.Closed))
            .ToListAsync(cancellationToken);
        return [.. controls.Where(control => control.States.Count > 0).Select(control => new ConfiguredState(control.Key, control.StateOn(environment)))];
    }

    /// <summary>Whether there is no room for the demo any more.</summary>
    public async Task<bool> HasPeopleAsync(CancellationToken cancellationToken)
    {
        await using var database = await contexts.CreateDbContextAsync(cancellationToken);
        return await database.Users.AnyAsync(cancellationToken);
    }
}
