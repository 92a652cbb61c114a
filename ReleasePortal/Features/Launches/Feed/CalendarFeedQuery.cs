using Microsoft.EntityFrameworkCore;
using ReleasePortal.Data;
using ReleasePortal.Domain.Access;
using ReleasePortal.Domain.Launches;
using ReleasePortal.Domain.People;

namespace ReleasePortal.Features.Launches.Feed;

/// <summary>A launch as it stands in a person's own calendar.</summary>
/// <param name="At">When it began, or is to begin.</param>
public sealed record FeedLaunch(
    Guid Id, string Name, string Notes, string Environment, LaunchStatus Status, DateTimeOffset At, DateTimeOffset ChangedAt, int Version);

/// <summary>What the person of a secret address may see at this moment.</summary>
public sealed class CalendarFeedQuery(IDbContextFactory<PortalDbContext> contexts, TimeProvider clock)
{
    /// <summary>A calendar that holds more helps nobody; what is to come is kept before what was.</summary>
    private const int Most = 1_000;

    private static readonly TimeSpan Past = TimeSpan.FromDays(31), Future = TimeSpan.FromDays(366);

    /// <summary>Launches with a time, of all environments, from a month ago to a year ahead; null when nobody has that address now.</summary>
    public async Task<IReadOnlyList<FeedLaunch>?> ReadAsync(string token, CancellationToken cancellationToken = default)
    {
        if (token.Length is not CalendarAddress.TokenLength)
            return null;

        await using var database = await contexts.CreateDbContextAsync(cancellationToken);
        var hash = CalendarAddress.HashOf(token);
        var person = await database.CalendarAddresses
            .Where(address => address.TokenHash == hash)
            .Select(address => (Guid?)address.PersonId)
            .SingleOrDefaultAsync(cancellationToken);
        if (person is null || await database.ReadAgainAsync(Actor.Person(person.Value, ""), cancellationToken) is not { } actor)
            return null;

        var (from, until) = (clock.GetUtcNow() - Past, clock.GetUtcNow() + Future);
        return await database.Launches.AsNoTracking()
            .Where(Visibility.LaunchesVisibleTo(actor, database.Controls))
            .Where(launch => launch.Status != LaunchStatus.Cancelled)
            .Where(launch => launch.StartedAt == null
                ? launch.StartAt >= from && launch.StartAt < until
                : launch.StartedAt >= from)
            .OrderByDescending(launch => launch.StartedAt == null).ThenBy(launch => launch.StartAt)
            .Take(Most)
            .Select(launch => new FeedLaunch(
                launch.Id,
                launch.Name,
                launch.Notes,
                database.Environments.Where(known => known.Key == launch.Environment).Select(known => known.Name).FirstOrDefault() ?? launch.Environment,
                launch.Status,
                launch.StartedAt == null ? launch.StartAt!.Value : launch.StartedAt.Value,
                launch.ChangedAt,
                launch.Version))
            .ToListAsync(cancellationToken);
    }

    /// <summary>Since when the actor has an address; null when there is none.</summary>
    public async Task<DateTimeOffset?> SinceAsync(Actor actor, CancellationToken cancellationToken = default)
    {
        await using var database = await contexts.CreateDbContextAsync(cancellationToken);
        return await database.CalendarAddresses
            .Where(address => address.PersonId == actor.Id)
            .Select(address => (DateTimeOffset?)address.CreatedAt)
            .SingleOrDefaultAsync(cancellationToken);
    }
}
