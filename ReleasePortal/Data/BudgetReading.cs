using Microsoft.EntityFrameworkCore;
using ReleasePortal.Domain.Access;
using ReleasePortal.Domain.Budgets;
using ReleasePortal.Domain.Controls;

namespace ReleasePortal.Data;

/// <summary>How far budgets are used, and what could go instead.</summary>
public static class BudgetReading
{
    /// <summary>The limits that hold.</summary>
    public static async Task<BudgetLimits> BudgetLimitsAsync(this PortalDbContext database, CancellationToken cancellationToken) =>
        (await database.BudgetSheets.AsNoTracking().SingleOrDefaultAsync(cancellationToken))?.Limits ?? BudgetLimits.None;

    /// <summary>How many there are of that line, all of them: those count as well that some may not see.</summary>
    public static async Task<int> CountAsync(this PortalDbContext database, BudgetLine line, CancellationToken cancellationToken)
    {
        switch (line.Budget)
        {
            case Budget.ActiveControls:
                return await database.ActiveControls().CountAsync(cancellationToken);
            case Budget.ControlsPerOwner:
                return await database.ActiveControls().CountAsync(control => control.Owner == line.Of, cancellationToken);
            case Budget.VariantsPerFlag:
                return (await database.Controls.AsNoTracking().SingleAsync(control => control.Key == line.Of, cancellationToken)).Variants.Count;
            case Budget.ConditionsPerGroup:
                return (await database.Groups.AsNoTracking().SingleAsync(group => group.Key == line.Of, cancellationToken)).Conditions.Count;
            case Budget.Groups:
                return await database.Groups.CountAsync(cancellationToken);
            default:
                return (await database.OpenToAsync(line, cancellationToken)).Count;
        }
    }

    /// <summary>What a line is called, and the environment that it is on; empty for none.</summary>
    public static async Task<(string Name, string Environment)> NamesAsync(this PortalDbContext database, BudgetLine line, CancellationToken cancellationToken)
    {
        var environment = line.Environment is null
            ? null
            : await database.Environments.Where(known => known.Key == line.Environment).Select(known => known.Name).SingleOrDefaultAsync(cancellationToken);
        return (await database.NameAsync(line, cancellationToken), environment ?? "");
    }

    /// <summary>What could go instead of one more of a line, first what is most due, as far as the actor may see it.</summary>
    public static async Task<IEnumerable<BudgetCandidate>> CandidatesAsync(
        this PortalDbContext database, BudgetLine line, Actor actor, DateTimeOffset at, CancellationToken cancellationToken)
    {
        var today = DateOnly.FromDateTime(at.UtcDateTime);
        switch (line.Budget)
        {
            case Budget.ActiveControls or Budget.ControlsPerOwner:
                return await database.DueAsync(line, actor, today, cancellationToken);
            case Budget.OpenToOneGroup:
                var open = (await database.OpenToAsync(line, cancellationToken)).Where(Visibility.ControlsVisibleTo(actor).Compile());
                return BudgetCandidates.OpenTo(open, line.Environment!, actor, today);
            case Budget.Groups:
                return BudgetCandidates.Unused(
                    await database.Groups.AsNoTracking().ToListAsync(cancellationToken), await database.UsedGroupsAsync(cancellationToken), actor);
            default:
                return [];
        }
    }

    /// <summary>The key of the environment at the end of the way to production.</summary>
    public static Task<string?> LastEnvironmentAsync(this PortalDbContext database, CancellationToken cancellationToken) => database.Environments
        .OrderByDescending(environment => environment.Rank).ThenByDescending(environment => environment.Key)
        .Select(environment => (string?)environment.Key)
        .FirstOrDefaultAsync(cancellationToken);

    /// <summary>How many controls are open to each group on an environment.</summary>
    public static async Task<IReadOnlyDictionary<BudgetLine, int>> OpenNowAsync(
        this PortalDbContext database, string environment, CancellationToken cancellationToken)
    {
        var open = await database.Controls.AsNoTracking()
            .Where(control => control.RetiredAt == null)
            .SelectMany(
                control => control.States.Where(state => state.Environment == environment && state.Availability == Availability.Groups),
                (control, state) => new { control.Purpose, state.State })
            .ToListAsync(cancellationToken);
        return open.SelectMany(control => BudgetUse.Of(control.Purpose, environment, control.State))
            .CountBy(use => use.Line)
            .ToDictionary();
    }

    private static IQueryable<ReleaseControl> ActiveControls(this PortalDbContext database) =>
        database.Controls.Where(control => control.RetiredAt == null && control.Lifetime == Lifetime.Temporary);

    private static async Task<List<ReleaseControl>> OpenToAsync(this PortalDbContext database, BudgetLine line, CancellationToken cancellationToken)
    {
        var open = await database.Controls.AsNoTracking()
            .Include(control => control.States)
            .Where(control => control.RetiredAt == null && control.Purpose == line.Purpose
                && control.States.Any(state => state.Environment == line.Environment && state.Availability == Availability.Groups))
            .ToListAsync(cancellationToken);
        return [.. open.Where(control => control.StateOn(line.Environment!).Groups.Any(rule => rule.Group == line.Of))];
    }

    private static async Task<string> NameAsync(this PortalDbContext database, BudgetLine line, CancellationToken cancellationToken) => line.Budget switch
    {
        Budget.VariantsPerFlag => await database.Controls.Where(control => control.Key == line.Of).Select(control => control.Name).SingleAsync(cancellationToken),
        Budget.ConditionsPerGroup or Budget.OpenToOneGroup =>
            await database.Groups.Where(group => group.Key == line.Of).Select(group => group.Name).SingleOrDefaultAsync(cancellationToken) ?? line.Of,
        _ => line.Of,
    };

    private static async Task<IEnumerable<BudgetCandidate>> DueAsync(
        this PortalDbContext database, BudgetLine line, Actor actor, DateOnly today, CancellationToken cancellationToken)
    {
        var last = await database.LastEnvironmentAsync(cancellationToken);
        var due = await database.ActiveControls().AsNoTracking()
            .Include(control => control.States)
            .Where(Visibility.ControlsVisibleTo(actor))
            .Where(control => line.Budget == Budget.ActiveControls || control.Owner == line.Of)
            .Where(control => control.RemoveBy < today
                || control.States.Any(state => state.Environment == last && state.Availability == Availability.Everyone))
            .ToListAsync(cancellationToken);
        return BudgetCandidates.Among(due, last, actor, today).Select(found => found.Candidate);
    }

    // A retired control may be restored in the states that it had: its groups are in use.
    private static async Task<HashSet<string>> UsedGroupsAsync(this PortalDbContext database, CancellationToken cancellationToken)
    {
        var states = await database.States.AsNoTracking()
            .Where(state => state.Availability == Availability.Groups)
            .Select(state => state.State)
            .ToListAsync(cancellationToken);
        return states.SelectMany(state => state.Groups).Select(rule => rule.Group).ToHashSet(StringComparer.Ordinal);
    }
}
