using System.Linq.Expressions;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using ReleasePortal.Components;
using ReleasePortal.Data;
using ReleasePortal.Data.Usage;
using ReleasePortal.Domain.Access;
using ReleasePortal.Domain.Controls;
using ReleasePortal.Domain.History;

namespace ReleasePortal.Features.Controls.Table;

/// <summary>
/// The table of controls. It is read in two steps: the ids of all that the filter lets through, in their order (16 bytes each), and
/// the rows of the part that is on the screen, by their keys. So the scroll bar is true, and a jump to its end costs one read.
/// </summary>
public sealed class ControlListQuery(IDbContextFactory<PortalDbContext> contexts, TimeProvider clock)
{
    /// <summary>The day that "overdue" is measured by.</summary>
    public DateOnly Today => DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime);

    /// <summary>All controls that the filter lets through and the actor may see, in order.</summary>
    public async Task<IReadOnlyList<Guid>> FindAsync(ControlListFilter filter, Actor actor, CancellationToken cancellationToken = default)
    {
        await using var database = await contexts.CreateDbContextAsync(cancellationToken);
        return await Sort(Narrow(Tagged(database, filter.Tag).Where(Visibility.ControlsVisibleTo(actor)), filter), filter)
            .Select(control => control.Id)
            .ToListAsync(cancellationToken);
    }

    /// <summary>The rows of these controls, in the order of the ids; one that the actor may not see any more is left out.</summary>
    public async Task<IReadOnlyList<ControlRow>> ReadAsync(IReadOnlyList<Guid> ids, Actor actor, CancellationToken cancellationToken = default)
    {
        await using var database = await contexts.CreateDbContextAsync(cancellationToken);
        var rows = await database.Controls.AsNoTracking()
            .Where(Visibility.ControlsVisibleTo(actor))
            .Where(control => ids.Contains(control.Id))
            .Select(control => new ControlRow
            {
                Id = control.Id,
                Key = control.Key,
                Name = control.Name,
                Kind = control.Kind,
                Purpose = control.Purpose,
                Lifetime = control.Lifetime,
                RemoveBy = control.RemoveBy,
                Owner = control.Owner,
                Variants = control.Variants,
                ChangedAt = control.ChangedAt,
                RetiredAt = control.RetiredAt,
                States = control.States.Select(state => new RowState(state.Environment, state.State)).ToList(),
            })
            .ToDictionaryAsync(row => row.Id, cancellationToken);
        var asked = await LastAskedAsync(database, [.. rows.Values.Where(row => row.IsOverdue(Today)).Select(row => row.Key)], cancellationToken);
        return [.. ids.Where(rows.ContainsKey).Select(id => rows[id]).Select(row => row with { LastAsked = asked.GetValueOrDefault(row.Key) })];
    }

    /// <summary>What the filters offer: only what occurs in controls that the actor may see.</summary>
    public async Task<ControlListOptions> OptionsAsync(Actor actor, CancellationToken cancellationToken = default)
    {
        await using var database = await contexts.CreateDbContextAsync(cancellationToken);
        var visible = database.Controls.AsNoTracking().Where(Visibility.ControlsVisibleTo(actor));
        var owners = await visible.Select(control => control.Owner).Where(owner => owner != "").Distinct().ToListAsync(cancellationToken);
        var tags = await visible.Select(control => control.Tags).Distinct().ToListAsync(cancellationToken);
        var groups = await database.Groups.AsNoTracking().ToDictionaryAsync(group => group.Key, group => group.Name, cancellationToken);
        return new ControlListOptions(
            [.. owners.Order(StringComparer.CurrentCultureIgnoreCase)],
            [.. tags.SelectMany(several => several).Distinct(StringComparer.Ordinal).Order(StringComparer.CurrentCultureIgnoreCase)],
            groups);
    }

    private static async Task<IReadOnlyDictionary<string, DateTimeOffset?>> LastAskedAsync(
        PortalDbContext database, List<string> controls, CancellationToken cancellationToken)
    {
        if (controls.Count is 0)
            return new Dictionary<string, DateTimeOffset?>(StringComparer.Ordinal);

        var last = await database.Uses
            .Where(use => controls.Contains(use.Control) && use.Way == Asking.ByName)
            .GroupBy(use => use.Control)
            .Select(uses => new { Control = uses.Key, Minute = uses.Max(use => use.LastMinute) })
            .ToListAsync(cancellationToken);
        return last.ToDictionary(use => use.Control, use => (DateTimeOffset?)UsageTime.InstantOf(use.Minute), StringComparer.Ordinal);
    }

    // Tags are one JSON text to both providers; what is looked for is one whole element of it. LIKE would not tell capitals
    // apart on SQLite and would need escaping: a text without the element is a shorter text on either.
    private static IQueryable<ReleaseControl> Tagged(PortalDbContext database, string? tag)
    {
        if (tag is null)
            return database.Controls.AsNoTracking();

        var element = JsonSerializer.Serialize(tag, HistoryJson.Options);
        return database.Controls
            .FromSql($"""SELECT * FROM "Controls" WHERE replace("Tags", {element}, '') <> "Tags" """)
            .AsNoTracking();
    }

    private IQueryable<ReleaseControl> Narrow(IQueryable<ReleaseControl> controls, ControlListFilter filter)
    {
        controls = filter.Retired
            ? controls.Where(control => control.RetiredAt != null)
            : controls.Where(control => control.RetiredAt == null);
        foreach (var word in filter.Text?.Split(' ', StringSplitOptions.RemoveEmptyEntries) ?? [])
            controls = controls.Where(ControlMatching.Mentions(word));
        if (filter.Purpose is { } purpose)
            controls = controls.Where(control => control.Purpose == purpose);
        if (filter is { Availability: { } availability, On: { } on })
            controls = controls.Where(IsOn(on, availability));
        if (filter.Owner is { } owner)
            controls = controls.Where(control => control.Owner == owner);
        if (filter.Overdue)
            controls = controls.Where(IsOverdue(Today));
        return controls;
    }

    private static Expression<Func<ReleaseControl, bool>> IsOn(string environment, Availability availability) =>
        availability is Availability.Closed
            ? control => !control.States.Any(state => state.Environment == environment && state.Availability != Availability.Closed)
            : control => control.States.Any(state => state.Environment == environment && state.Availability == availability);

    private static Expression<Func<ReleaseControl, bool>> IsOverdue(DateOnly today) =>
        control => control.RetiredAt == null && control.RemoveBy < today;

    // The key makes the order of equal ones firm.
    private static IQueryable<ReleaseControl> Sort(IQueryable<ReleaseControl> controls, ControlListFilter filter) => (filter.Order, filter.Descending) switch
    {
        (ControlOrder.Changed, false) => controls.OrderBy(control => control.ChangedAt).ThenBy(control => control.Key),
        (ControlOrder.Changed, true) => controls.OrderByDescending(control => control.ChangedAt).ThenBy(control => control.Key),
        (ControlOrder.Owner, false) => controls.OrderBy(control => control.Owner == "").ThenBy(control => control.Owner).ThenBy(control => control.Name).ThenBy(control => control.Key),
        (ControlOrder.Owner, true) => controls.OrderByDescending(control => control.Owner).ThenBy(control => control.Name).ThenBy(control => control.Key),
        (ControlOrder.RemoveBy, false) => controls.OrderBy(control => control.RemoveBy == null).ThenBy(control => control.RemoveBy).ThenBy(control => control.Name).ThenBy(control => control.Key),
        (ControlOrder.RemoveBy, true) => controls.OrderBy(control => control.RemoveBy == null).ThenByDescending(control => control.RemoveBy).ThenBy(control => control.Name).ThenBy(control => control.Key),
        (_, true) => controls.OrderByDescending(control => control.Name).ThenBy(control => control.Key),
        _ => controls.OrderBy(control => control.Name).ThenBy(control => control.Key),
    };
}
