using Microsoft.EntityFrameworkCore;
using ReleasePortal.Data;
using ReleasePortal.Domain.Access;
using ReleasePortal.Domain.Launches;

namespace ReleasePortal.Features.Launches;

/// <summary>The parts of the list, in their order.</summary>
public enum LaunchSection
{
    NeedsAttention,
    AwaitingApproval,
    Scheduled,
    OnHold,
    Running,
    Drafts,
    Launched,
    Past,
}

/// <summary>A launch as the list shows it.</summary>
/// <param name="Owner">The name of the person on whose behalf it runs.</param>
/// <param name="At">When it is to begin, began, or was over; null for one by button.</param>
/// <param name="EndAt">When it goes back by itself; null for never.</param>
/// <param name="Steps">How many controls it changes.</param>
/// <param name="IsRequest">It happens as soon as somebody approves it.</param>
public sealed record LaunchRow(Guid Id, string Name, LaunchStatus Status, string Owner, DateTimeOffset? At, DateTimeOffset? EndAt, int Steps, bool IsRequest);

/// <summary>A part of the list.</summary>
/// <param name="Rows">The first ones of it.</param>
/// <param name="Count">How many there are; null where nobody counts.</param>
/// <param name="HasMore">Whether there are more than those.</param>
public sealed record LaunchSectionRows(LaunchSection Section, IReadOnlyList<LaunchRow> Rows, int? Count, bool HasMore);

/// <summary>The launches of an environment by where they are in their life, as far as the actor may see them.</summary>
public sealed class LaunchListQuery(IDbContextFactory<PortalDbContext> contexts)
{
    /// <summary>How many of a section come at once.</summary>
    public const int Step = 25;

    private static readonly IReadOnlyDictionary<LaunchSection, LaunchStatus[]> Statuses = new Dictionary<LaunchSection, LaunchStatus[]>
    {
        [LaunchSection.NeedsAttention] = [LaunchStatus.Failed, LaunchStatus.Missed],
        [LaunchSection.AwaitingApproval] = [LaunchStatus.AwaitingApproval],
        [LaunchSection.Scheduled] = [LaunchStatus.Scheduled],
        [LaunchSection.OnHold] = [LaunchStatus.OnHold],
        [LaunchSection.Running] = [LaunchStatus.Running],
        [LaunchSection.Drafts] = [LaunchStatus.Draft],
        [LaunchSection.Launched] = [LaunchStatus.Launched],
        [LaunchSection.Past] = [LaunchStatus.Ended, LaunchStatus.Undone, LaunchStatus.Cancelled],
    };

    /// <summary>The sections that have something, in their order.</summary>
    /// <param name="environment">The environment's key.</param>
    /// <param name="actor">Who looks.</param>
    /// <param name="most">How many rows of a section are wanted.</param>
    public async Task<IReadOnlyList<LaunchSectionRows>> ReadAsync(
        string environment, Actor actor, Func<LaunchSection, int> most, CancellationToken cancellationToken = default)
    {
        await using var database = await contexts.CreateDbContextAsync(cancellationToken);
        var counts = await Launches(database, environment, actor)
            .GroupBy(launch => launch.Status)
            .Select(group => new { Status = group.Key, Count = group.Count() })
            .ToDictionaryAsync(group => group.Status, group => group.Count, cancellationToken);
        var sections = new List<LaunchSectionRows>();
        foreach (var (section, statuses) in Statuses)
        {
            var count = statuses.Sum(status => counts.GetValueOrDefault(status));
            if (count is 0)
                continue;

            var wanted = Ordered(Launches(database, environment, actor).Where(launch => statuses.Contains(launch.Status)), section);
            var rows = await RowsAsync(database, wanted, most(section), cancellationToken);
            sections.Add(new LaunchSectionRows(section, rows, count, rows.Count < count));
        }

        return sections;
    }

    /// <summary>The past launches that come after one that is shown, found by its place and not by counting up to it.</summary>
    public async Task<IReadOnlyList<LaunchRow>> PastAsync(string environment, Actor actor, LaunchRow after, CancellationToken cancellationToken = default)
    {
        await using var database = await contexts.CreateDbContextAsync(cancellationToken);
        var (statuses, at, id) = (Statuses[LaunchSection.Past], after.At, after.Id);
        var older = Launches(database, environment, actor)
            .Where(launch => statuses.Contains(launch.Status))
            .Where(launch => launch.FinishedAt < at || (launch.FinishedAt == at && launch.Id.CompareTo(id) < 0));
        return await RowsAsync(database, Ordered(older, LaunchSection.Past), Step, cancellationToken);
    }

    private static IQueryable<Launch> Launches(PortalDbContext database, string environment, Actor actor) => database.Launches.AsNoTracking()
        .Where(Visibility.LaunchesVisibleTo(actor, database.Controls))
        .Where(launch => launch.Environment == environment);

    private static IQueryable<Launch> Ordered(IQueryable<Launch> launches, LaunchSection section) => section switch
    {
        LaunchSection.Scheduled => launches.OrderBy(launch => launch.StartAt == null).ThenBy(launch => launch.StartAt).ThenBy(launch => launch.Id),
        LaunchSection.Launched or LaunchSection.Past => launches.OrderByDescending(launch => launch.FinishedAt).ThenByDescending(launch => launch.Id),
        _ => launches.OrderByDescending(launch => launch.ChangedAt).ThenBy(launch => launch.Id),
    };

    private static async Task<IReadOnlyList<LaunchRow>> RowsAsync(
        PortalDbContext database, IQueryable<Launch> launches, int most, CancellationToken cancellationToken) => await launches
        .Take(most)
        .Select(launch => new LaunchRow(
            launch.Id,
            launch.Name,
            launch.Status,
            database.Users.Where(user => user.Id == launch.OwnerId).Select(user => user.DisplayName).FirstOrDefault() ?? "",
            launch.Status == LaunchStatus.Ended || launch.Status == LaunchStatus.Undone || launch.Status == LaunchStatus.Cancelled
                ? launch.FinishedAt
                : launch.StartedAt == null ? launch.StartAt : launch.StartedAt,
            launch.EndAt,
            launch.Steps.Count,
            launch.IsRequest))
        .ToListAsync(cancellationToken);
}
