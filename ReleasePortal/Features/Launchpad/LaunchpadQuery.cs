using Microsoft.EntityFrameworkCore;
using ReleasePortal.Components.Deployed;
using ReleasePortal.Data;
using ReleasePortal.Domain.Access;
using ReleasePortal.Domain.Controls;
using ReleasePortal.Domain.History;

namespace ReleasePortal.Features.Launchpad;

/// <summary>What can be released on an environment, and what people there see now.</summary>
public sealed class LaunchpadQuery(IDbContextFactory<PortalDbContext> contexts, DeployedQuery deployed)
{
    /// <summary>The business controls that the actor may see, as cards. Operational ones never stand here, for nobody.</summary>
    public async Task<LaunchpadView> ViewAsync(string environment, Actor actor, CancellationToken cancellationToken = default)
    {
        await using var database = await contexts.CreateDbContextAsync(cancellationToken);
        var controls = await database.Controls.AsNoTracking()
            .Where(Visibility.ControlsVisibleTo(actor))
            .Where(control => control.Purpose == Purpose.Business && control.RetiredAt == null)
            .Include(control => control.States.Where(state => state.Environment == environment))
            .OrderByDescending(control => control.CreatedAt)
            .ToListAsync(cancellationToken);
        var lines = await LastChangesAsync(database, controls, actor, cancellationToken);
        var places = await deployed.ReadAsync(controls.ConvertAll(control => control.Key), environment, cancellationToken);
        var cards = controls.ConvertAll(control => Card(control, environment, lines, places));
        return new LaunchpadView(
            Ready: [.. cards.Where(card => !card.IsLive && !card.Where.IsMissing)],
            Waiting: [.. cards.Where(card => !card.IsLive && card.Where.IsMissing)],
            Live: [.. cards.Where(card => card.IsLive).OrderByDescending(card => card.ChangedAt)],
            await database.Groups.AsNoTracking().ToDictionaryAsync(group => group.Key, group => group.Name, cancellationToken));
    }

    private static LaunchpadCard Card(ReleaseControl control, string environment, Dictionary<Guid, EntryLine> lines, DeployedView places)
    {
        var state = control.States is [var only] ? only : null;
        var line = state?.LastEntry is { } entry ? lines.GetValueOrDefault(entry) : null;
        return new LaunchpadCard
        {
            Id = control.Id,
            Key = control.Key,
            Name = control.Name,
            Description = control.Description,
            Owner = control.Owner,
            Kind = control.Kind,
            Variants = control.Variants,
            State = control.StateOn(environment),
            Where = places.Of(control.Key, environment),
            ChangedAt = state?.ChangedAt,
            ChangedBy = line?.ActorName ?? "",
            Reason = line?.Reason,
        };
    }

    // Who changed it and why is told only as far as the actor may read that entry: not from the time when it was operational.
    private static async Task<Dictionary<Guid, EntryLine>> LastChangesAsync(
        PortalDbContext database, List<ReleaseControl> controls, Actor actor, CancellationToken cancellationToken)
    {
        var ids = controls.SelectMany(control => control.States).Select(state => state.LastEntry).OfType<Guid>().ToList();
        var entries = database.Entries
            .Where(Visibility.EntriesVisibleTo(actor, database.Controls, database.LaunchSteps))
            .Where(entry => ids.Contains(entry.Id));
        return (await database.ReadLinesAsync(entries, cancellationToken)).ToDictionary(line => line.Entry.Id);
    }
}
