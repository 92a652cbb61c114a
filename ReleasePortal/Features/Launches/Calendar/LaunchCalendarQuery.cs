using Microsoft.EntityFrameworkCore;
using ReleasePortal.Data;
using ReleasePortal.Domain.Access;
using ReleasePortal.Domain.Launches;

namespace ReleasePortal.Features.Launches.Calendar;

/// <summary>A launch as a calendar shows it.</summary>
/// <param name="At">When it began, or is to begin.</param>
public sealed record CalendarLaunch(Guid Id, string Name, LaunchStatus Status, DateTimeOffset At);

/// <summary>The launches of a period, as far as the actor may see them.</summary>
public sealed class LaunchCalendarQuery(IDbContextFactory<PortalDbContext> contexts)
{
    /// <summary>More than a page can show; the list has them all.</summary>
    public const int Most = 2_000;

    /// <summary>In the order of their time. Those that were cancelled, and those without a time, are not among them.</summary>
    public async Task<IReadOnlyList<CalendarLaunch>> ReadAsync(
        string environment, DateTimeOffset from, DateTimeOffset until, Actor actor, CancellationToken cancellationToken = default)
    {
        await using var database = await contexts.CreateDbContextAsync(cancellationToken);
        var visible = database.Launches.AsNoTracking()
            .Where(Visibility.LaunchesVisibleTo(actor, database.Controls))
            .Where(launch => launch.Environment == environment && launch.Status != LaunchStatus.Cancelled);

        // Two questions, each with an index of its own or few rows, instead of one that reads every launch there ever was.
        var planned = await visible
            .Where(launch => launch.StartedAt == null && launch.StartAt >= from && launch.StartAt < until)
            .OrderBy(launch => launch.StartAt).Take(Most)
            .Select(launch => new CalendarLaunch(launch.Id, launch.Name, launch.Status, launch.StartAt!.Value))
            .ToListAsync(cancellationToken);
        var begun = await visible
            .Where(launch => launch.StartedAt >= from && launch.StartedAt < until)
            .OrderBy(launch => launch.StartedAt).Take(Most)
            .Select(launch => new CalendarLaunch(launch.Id, launch.Name, launch.Status, launch.StartedAt!.Value))
            .ToListAsync(cancellationToken);
        return [.. planned.Concat(begun).OrderBy(launch => launch.At).ThenBy(launch => launch.Name, StringComparer.CurrentCulture)];
    }
}
