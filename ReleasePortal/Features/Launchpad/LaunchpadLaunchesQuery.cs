using Microsoft.EntityFrameworkCore;
using ReleasePortal.Data;
using ReleasePortal.Domain.Access;
using ReleasePortal.Domain.Controls;
using ReleasePortal.Domain.Launches;

namespace ReleasePortal.Features.Launchpad;

/// <summary>What is planned on an environment, and what waits for the person who looks.</summary>
public sealed class LaunchpadLaunchesQuery(IDbContextFactory<PortalDbContext> contexts)
{
    private const int MostComing = 9;

    private const int MostAttention = 12;

    /// <summary>As many planned changes as are looked through for the cards of what is ready.</summary>
    private const int MostPlanned = 500;

    public async Task<LaunchpadLaunches> ListAsync(string environment, Actor actor, CancellationToken cancellationToken = default)
    {
        await using var database = await contexts.CreateDbContextAsync(cancellationToken);
        var visible = database.Launches.AsNoTracking().Where(Visibility.LaunchesVisibleTo(actor, database.Controls));
        var attention = await AttentionAsync(visible, actor, cancellationToken);
        var shown = attention.ConvertAll(launch => launch.Id);
        var coming = visible.Where(launch => launch.Environment == environment && !shown.Contains(launch.Id)
            && (launch.Status == LaunchStatus.Scheduled || launch.Status == LaunchStatus.AwaitingApproval
                || launch.Status == LaunchStatus.OnHold || launch.Status == LaunchStatus.Running));
        var next = await coming
            .Include(launch => launch.Steps.OrderBy(step => step.Index))
            .OrderBy(launch => (launch.NextAt ?? launch.StartAt) == null)
            .ThenBy(launch => launch.NextAt ?? launch.StartAt)
            .ThenBy(launch => launch.Id)
            .Take(MostComing)
            .ToListAsync(cancellationToken);

        var cards = await CardsAsync(database, [.. next, .. attention], cancellationToken);
        return new LaunchpadLaunches(
            cards[..next.Count],
            next.Count < MostComing ? next.Count : await coming.CountAsync(cancellationToken),
            [.. cards[next.Count..].Where(card => Concerns(card, actor))],
            await PlannedAsync(visible, environment, cancellationToken));
    }

    private static Task<List<Launch>> AttentionAsync(IQueryable<Launch> visible, Actor actor, CancellationToken cancellationToken)
    {
        var approves = AccessRules.Allows(actor, Operation.Approve);
        return visible
            .Where(launch => (launch.OwnerId == actor.Id && (launch.Status == LaunchStatus.Missed || launch.Status == LaunchStatus.Failed))
                || (approves && launch.Status == LaunchStatus.AwaitingApproval && launch.OwnerId != actor.Id && launch.SubmittedBy != actor.Id))
            .Include(launch => launch.Steps.OrderBy(step => step.Index))
            .OrderByDescending(launch => launch.ChangedAt)
            .Take(MostAttention)
            .ToListAsync(cancellationToken);
    }

    private static bool Concerns(LaunchpadLaunch card, Actor actor) =>
        card.Status is not LaunchStatus.AwaitingApproval || AccessRules.Allows(actor, Operation.Approve, card.Purpose, environment: card.Environment);

    private static async Task<Dictionary<Guid, PlannedChange>> PlannedAsync(
        IQueryable<Launch> visible, string environment, CancellationToken cancellationToken)
    {
        var planned = await visible
            .Where(launch => launch.Environment == environment && launch.Status == LaunchStatus.Scheduled && launch.NextAt != null)
            .OrderBy(launch => launch.NextAt)
            .Take(MostPlanned)
            .SelectMany(launch => launch.Steps, (launch, step) => new { step.ControlId, launch.Id, launch.NextAt })
            .ToListAsync(cancellationToken);
        return planned
            .GroupBy(change => change.ControlId)
            .ToDictionary(changes => changes.Key, changes => changes.MinBy(change => change.NextAt)! is var first ? new PlannedChange(first.Id, first.NextAt!.Value) : null!);
    }

    private static async Task<List<LaunchpadLaunch>> CardsAsync(PortalDbContext database, List<Launch> launches, CancellationToken cancellationToken)
    {
        var owners = launches.Select(launch => launch.OwnerId).Distinct().ToList();
        var names = await database.Users.AsNoTracking()
            .Where(person => owners.Contains(person.Id))
            .ToDictionaryAsync(person => person.Id, person => person.DisplayName, cancellationToken);
        var controls = launches.SelectMany(launch => launch.Steps).Select(step => step.ControlId).Distinct().ToList();
        var operational = (await database.Controls.AsNoTracking()
            .Where(control => controls.Contains(control.Id) && control.Purpose == Purpose.Operational)
            .Select(control => control.Id)
            .ToListAsync(cancellationToken)).ToHashSet();

        return launches.ConvertAll(launch => new LaunchpadLaunch
        {
            Id = launch.Id,
            Name = launch.Name,
            Environment = launch.Environment,
            Status = launch.Status,
            Purpose = launch.Steps.Any(step => operational.Contains(step.ControlId)) ? Purpose.Operational : Purpose.Business,
            HasBegun = launch.HasBegun,
            StartAt = launch.StartAt,
            NextAt = launch.NextAt,
            EndAt = launch.EndAt,
            Owner = names.GetValueOrDefault(launch.OwnerId, ""),
            Version = launch.Version,
            Steps = [.. launch.Steps.Select(step => step.Said)],
            Controls = [.. launch.Steps.Select(step => step.ControlName)],
            Failures = [.. launch.Failures.Select(failure => failure.Why)],
        });
    }
}
