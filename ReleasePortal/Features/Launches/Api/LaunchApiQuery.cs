using Microsoft.EntityFrameworkCore;
using ReleasePortal.Data;
using ReleasePortal.Domain.Access;
using ReleasePortal.Domain.Launches;

namespace ReleasePortal.Features.Launches.Api;

/// <summary>The launches of one environment, as far as a program may see them.</summary>
internal sealed class LaunchApiQuery(IDbContextFactory<PortalDbContext> contexts)
{
    /// <summary>The launch; null when there is none that the actor may see.</summary>
    public async Task<LaunchBody?> FindAsync(Guid id, Actor actor, string environment, CancellationToken cancellationToken)
    {
        await using var database = await contexts.CreateDbContextAsync(cancellationToken);
        var launch = await Visible(database, actor, environment).SingleOrDefaultAsync(launch => launch.Id == id, cancellationToken);
        return launch is null ? null : LaunchBody.Of(launch);
    }

    /// <summary>A page of them, the latest made first.</summary>
    /// <param name="actor">Who asks.</param>
    /// <param name="environment">The environment's key.</param>
    /// <param name="status">Only these; null for all.</param>
    /// <param name="before">Only those made before this one.</param>
    /// <param name="limit">At most so many.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<LaunchListBody> ListAsync(
        Actor actor, string environment, LaunchStatus? status, Guid? before, int limit, CancellationToken cancellationToken)
    {
        await using var database = await contexts.CreateDbContextAsync(cancellationToken);
        var launches = Visible(database, actor, environment);
        if (status is not null)
            launches = launches.Where(launch => launch.Status == status);
        if (before is not null)
        {
            var made = await database.Launches.Where(launch => launch.Id == before).Select(launch => (DateTimeOffset?)launch.CreatedAt).SingleOrDefaultAsync(cancellationToken);
            launches = launches.Where(launch => launch.CreatedAt < made || (launch.CreatedAt == made && launch.Id.CompareTo(before.Value) < 0));
        }

        var page = await launches
            .OrderByDescending(launch => launch.CreatedAt).ThenByDescending(launch => launch.Id)
            .Take(limit + 1)
            .ToListAsync(cancellationToken);
        return new LaunchListBody([.. page.Take(limit).Select(LaunchBody.Of)], page.Count > limit ? page[limit - 1].Id : null);
    }

    private static IQueryable<Launch> Visible(PortalDbContext database, Actor actor, string environment) => database.Launches
        .AsNoTracking()
        .AsSplitQuery()
        .Include(launch => launch.Steps.OrderBy(step => step.Index))
        .Where(Visibility.LaunchesVisibleTo(actor, database.Controls))
        .Where(launch => launch.Environment == environment);
}
