using Microsoft.EntityFrameworkCore;
using ReleasePortal.Data;
using ReleasePortal.Domain.Access;
using ReleasePortal.Domain.Controls;

namespace ReleasePortal.Features.Operations;

/// <summary>The board of kill switches, and the other operational controls.</summary>
public sealed class OperationsQuery(IDbContextFactory<PortalDbContext> contexts)
{
    /// <summary>The operational controls on an environment; an empty board for whoever may not see it.</summary>
    public async Task<OperationsBoard> BoardAsync(string environment, Actor actor, CancellationToken cancellationToken = default)
    {
        if (!AccessRules.Allows(actor, Operation.SeeOperations))
            return OperationsBoard.From([], new Dictionary<string, string>());

        await using var database = await contexts.CreateDbContextAsync(cancellationToken);
        var controls = await database.Controls.AsNoTracking()
            .Where(Visibility.ControlsVisibleTo(actor))
            .Where(control => control.Purpose == Purpose.Operational && control.RetiredAt == null)
            .Include(control => control.States.Where(state => state.Environment == environment))
            .ToListAsync(cancellationToken);
        var areas = await database.Areas.ToDictionaryAsync(area => area.Key, area => area.Name, cancellationToken);
        var last = await LastChangesAsync(database, controls, actor, cancellationToken);
        return OperationsBoard.From(
            controls.ConvertAll(control => new OperationalControl
            {
                Id = control.Id,
                Key = control.Key,
                Name = control.Name,
                Area = areas.GetValueOrDefault(control.Area, control.Area),
                EffectWhenOff = control.EffectWhenOff,
                Kind = control.Kind,
                IsKillSwitch = control.IsKillSwitch,
                Variants = control.Variants,
                State = control.StateOn(environment),
                Last = control.States is [{ LastEntry: { } entry }] ? last.GetValueOrDefault(entry) : null,
            }),
            await database.Groups.ToDictionaryAsync(group => group.Key, group => group.Name, cancellationToken));
    }

    private static async Task<Dictionary<Guid, LastChange>> LastChangesAsync(
        PortalDbContext database, List<ReleaseControl> controls, Actor actor, CancellationToken cancellationToken)
    {
        var ids = controls.SelectMany(control => control.States).Select(state => state.LastEntry).OfType<Guid>().ToList();
        var entries = database.Entries
            .Where(Visibility.EntriesVisibleTo(actor, database.Controls, database.LaunchSteps))
            .Where(entry => ids.Contains(entry.Id));
        return (await database.ReadLinesAsync(entries, cancellationToken))
            .ToDictionary(line => line.Entry.Id, line => new LastChange(line.Entry.At, line.ActorName, line.Reason));
    }
}
