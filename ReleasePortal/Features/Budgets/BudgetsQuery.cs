using Microsoft.EntityFrameworkCore;
using ReleasePortal.Components;
using ReleasePortal.Data;
using ReleasePortal.Domain.Access;
using ReleasePortal.Domain.Audiences;
using ReleasePortal.Domain.Budgets;
using ReleasePortal.Domain.Controls;

namespace ReleasePortal.Features.Budgets;

/// <summary>How far budgets are used, counted over what the reader may see.</summary>
public sealed class BudgetsQuery(IDbContextFactory<PortalDbContext> contexts, IEnvironmentDirectory directory, TimeProvider clock)
{
    private const int MostCandidates = 10;

    /// <summary>All of it; empty for an actor who may not see budgets.</summary>
    public async Task<BudgetsView> ReadAsync(Actor actor, CancellationToken cancellationToken = default)
    {
        if (!AccessRules.Allows(actor, Operation.SeeBudgets))
            return BudgetsView.Empty;

        await using var database = await contexts.CreateDbContextAsync(cancellationToken);
        var sheet = await database.BudgetSheets.AsNoTracking().SingleOrDefaultAsync(cancellationToken);
        var limits = sheet?.Limits ?? BudgetLimits.None;
        var environments = await directory.ListAsync(cancellationToken);
        var groups = await database.Groups.AsNoTracking().ToListAsync(cancellationToken);
        var controls = await database.Controls.AsNoTracking()
            .Include(control => control.States)
            .Where(Visibility.ControlsVisibleTo(actor))
            .Where(control => control.RetiredAt == null)
            .ToListAsync(cancellationToken);
        var counts = Count(controls, groups);
        var due = BudgetCandidates
            .Among(controls, await database.LastEnvironmentAsync(cancellationToken), actor, DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime))
            .ToList();
        return new BudgetsView(
            limits,
            sheet?.Version ?? 0,
            IsPartial: !AccessRules.Allows(actor, Operation.SeeControl, Purpose.Operational),
            Rows(limits, counts, Names(controls, groups), environments),
            [.. environments.Select(environment => On(environment, controls))],
            [.. due.Take(MostCandidates).Select(found => Row(found.Control, found.Candidate, counts, environments))],
            Math.Max(0, due.Count - MostCandidates));
    }

    private static Dictionary<BudgetLine, int> Count(IEnumerable<ReleaseControl> controls, IEnumerable<AudienceGroup> groups) => controls
        .SelectMany(control => BudgetUse.Of(control)).Concat(groups.SelectMany(group => BudgetUse.Of(group)))
        .GroupBy(use => use.Line)
        .ToDictionary(uses => uses.Key, uses => uses.Sum(use => use.Count));

    private static IReadOnlyList<BudgetRow> Rows(
        BudgetLimits limits, Dictionary<BudgetLine, int> counts, Func<BudgetLine, string?> nameOf, IReadOnlyList<EnvironmentView> environments) =>
    [
        .. Enum.GetValues<Budget>().Select(budget =>
        {
            var (line, count) = counts
                .Where(known => known.Key.Budget == budget && known.Value > 0)
                .OrderByDescending(known => known.Value).ThenBy(known => known.Key.Of, StringComparer.Ordinal)
                .FirstOrDefault();
            var environment = environments.FirstOrDefault(known => known.Key == line?.Environment)?.Name;
            return new BudgetRow(budget, limits.Of(budget), count, line, line is null ? null : nameOf(line), environment);
        }),
    ];

    private static Func<BudgetLine, string?> Names(IReadOnlyList<ReleaseControl> controls, IReadOnlyList<AudienceGroup> groups) => line => line.Budget switch
    {
        Budget.ControlsPerOwner => line.Of,
        Budget.VariantsPerFlag => controls.First(control => control.Key == line.Of).Name,
        Budget.ConditionsPerGroup or Budget.OpenToOneGroup => groups.FirstOrDefault(group => group.Key == line.Of)?.Name ?? line.Of,
        _ => null,
    };

    private static OpenTogether On(EnvironmentView environment, List<ReleaseControl> controls) => new(
        environment,
        controls.Count(control => Combinations.IsOpenOn(environment.Key, control)),
        Combinations.On(environment.Key, controls));

    private static CandidateRow Row(
        ReleaseControl control, BudgetCandidate candidate, Dictionary<BudgetLine, int> counts, IReadOnlyList<EnvironmentView> environments) => new(
        candidate,
        control.Owner,
        counts.GetValueOrDefault(new BudgetLine(Budget.ActiveControls)),
        counts.GetValueOrDefault(new BudgetLine(Budget.ControlsPerOwner, control.Owner)),
        control.Variants.Count,
        [.. environments.Where(environment => Combinations.IsOpenOn(environment.Key, control)).Select(environment => environment.Name)]);
}
