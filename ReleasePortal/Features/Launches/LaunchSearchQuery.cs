using Microsoft.EntityFrameworkCore;
using ReleasePortal.Data;
using ReleasePortal.Domain.Access;
using ReleasePortal.Domain.Launches;

namespace ReleasePortal.Features.Launches;

/// <summary>A launch that was found by its name.</summary>
public sealed record FoundLaunch(Guid Id, string Name, LaunchStatus Status, string Environment);

/// <summary>The launches that a few letters are likely to mean.</summary>
public sealed class LaunchSearchQuery(IDbContextFactory<PortalDbContext> contexts)
{
    private const int Most = 5;

#pragma warning disable CA1304, CA1311, CA1862, MA0011 // EF Core translates ToLower() and Contains(), not their overloads.
    /// <summary>Of all environments; those of the chosen one, and those that are not over, come first.</summary>
    public async Task<IReadOnlyList<FoundLaunch>> FindAsync(
        string text, string environment, Actor actor, CancellationToken cancellationToken = default)
    {
        var wanted = text.Trim().ToLowerInvariant();
        if (wanted.Length is 0)
            return [];

        await using var database = await contexts.CreateDbContextAsync(cancellationToken);
        return await database.Launches.AsNoTracking()
            .Where(Visibility.LaunchesVisibleTo(actor, database.Controls))
            .Where(launch => launch.Name.ToLower().Contains(wanted))
            .OrderByDescending(launch => launch.Environment == environment)
            .ThenBy(launch => launch.Status == LaunchStatus.Ended || launch.Status == LaunchStatus.Undone || launch.Status == LaunchStatus.Cancelled)
            .ThenByDescending(launch => launch.ChangedAt)
            .Take(Most)
            .Select(launch => new FoundLaunch(
                launch.Id,
                launch.Name,
                launch.Status,
                database.Environments.Where(known => known.Key == launch.Environment).Select(known => known.Name).FirstOrDefault() ?? launch.Environment))
            .ToListAsync(cancellationToken);
    }
#pragma warning restore CA1304, CA1311, CA1862, MA0011
}
