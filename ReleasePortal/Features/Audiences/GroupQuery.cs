using Microsoft.EntityFrameworkCore;
using ReleasePortal.Data;
using ReleasePortal.Domain.Access;
using ReleasePortal.Domain.Audiences;
using ReleasePortal.Domain.Controls;

namespace ReleasePortal.Features.Audiences;

/// <summary>Groups, and the controls that are open to them, as far as the actor may see them.</summary>
public sealed class GroupQuery(IDbContextFactory<PortalDbContext> contexts)
{
    /// <summary>All groups by name; none for whoever may not see groups.</summary>
    public async Task<IReadOnlyList<GroupView>> ListAsync(Actor actor, CancellationToken cancellationToken = default)
    {
        await using var database = await contexts.CreateDbContextAsync(cancellationToken);
        return await ReadAsync(database, Groups(database, actor), actor, cancellationToken);
    }

    /// <summary>One group; null when there is none that the actor may see.</summary>
    public async Task<GroupView?> FindAsync(string key, Actor actor, CancellationToken cancellationToken = default)
    {
        await using var database = await contexts.CreateDbContextAsync(cancellationToken);
        return (await ReadAsync(database, Groups(database, actor).Where(group => group.Key == key), actor, cancellationToken)).SingleOrDefault();
    }

    /// <summary>The areas that a group can belong to, by name.</summary>
    public async Task<IReadOnlyList<(string Key, string Name)>> AreasAsync(CancellationToken cancellationToken = default)
    {
        await using var database = await contexts.CreateDbContextAsync(cancellationToken);
        var areas = await database.Areas.AsNoTracking().OrderBy(area => area.Name).ToListAsync(cancellationToken);
        return areas.ConvertAll(area => (area.Key, area.Name));
    }

    private static IQueryable<AudienceGroup> Groups(PortalDbContext database, Actor actor) => AccessRules.Allows(actor, Operation.SeeGroups)
        ? database.Groups.AsNoTracking()
        : database.Groups.Where(_ => false);

    private static async Task<IReadOnlyList<GroupView>> ReadAsync(
        PortalDbContext database, IQueryable<AudienceGroup> wanted, Actor actor, CancellationToken cancellationToken)
    {
        var groups = await wanted.OrderBy(group => group.Name).ToListAsync(cancellationToken);
        var areas = await database.Areas.ToDictionaryAsync(area => area.Key, area => area.Name, cancellationToken);
        var uses = await UsesAsync(database, actor, cancellationToken);
        var authors = await AuthorsAsync(database, groups, actor, cancellationToken);
        return groups.ConvertAll(group => new GroupView
        {
            Id = group.Id,
            Key = group.Key,
            Details = group.Details(),
            Area = areas.GetValueOrDefault(group.Area, group.Area),
            Version = group.Version,
            ChangedAt = group.ChangedAt,
            ChangedBy = authors.GetValueOrDefault(group.LastEntry, ""),
            Uses = [.. uses[group.Key]],
        });
    }

    // The rules of a state are one JSON column, so what is open to some group is read and sorted out here.
    private static async Task<ILookup<string, GroupUse>> UsesAsync(PortalDbContext database, Actor actor, CancellationToken cancellationToken)
    {
        var open = await database.States.AsNoTracking()
            .Where(state => state.Availability == Availability.Groups)
            .Join(
                database.Controls.Where(Visibility.ControlsVisibleTo(actor)),
                state => state.ControlId,
                control => control.Id,
                (state, control) => new { state.Environment, state.State, control.Key, control.Name, IsRetired = control.RetiredAt != null })
            .ToListAsync(cancellationToken);
        var ranks = await database.Environments.ToDictionaryAsync(environment => environment.Key, environment => environment.Rank, cancellationToken);
        return open
            .SelectMany(state => state.State.Groups.Select(rule =>
                (rule.Group, Use: new GroupUse(state.Environment, state.Key, state.Name, state.IsRetired))))
            .OrderBy(pair => ranks.GetValueOrDefault(pair.Use.Environment))
            .ThenBy(pair => pair.Use.Name, StringComparer.CurrentCulture)
            .ToLookup(pair => pair.Group, pair => pair.Use, StringComparer.Ordinal);
    }

    private static async Task<Dictionary<Guid, string>> AuthorsAsync(
        PortalDbContext database, List<AudienceGroup> groups, Actor actor, CancellationToken cancellationToken)
    {
        var ids = groups.ConvertAll(group => group.LastEntry);
        var entries = database.Entries
            .Where(Visibility.EntriesVisibleTo(actor, database.Controls, database.LaunchSteps))
            .Where(entry => ids.Contains(entry.Id));
        return (await database.ReadLinesAsync(entries, cancellationToken)).ToDictionary(line => line.Entry.Id, line => line.ActorName);
    }
}
