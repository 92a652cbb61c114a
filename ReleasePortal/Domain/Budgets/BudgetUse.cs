using ReleasePortal.Domain.Audiences;
using ReleasePortal.Domain.Controls;

namespace ReleasePortal.Domain.Budgets;

/// <summary>One thing that is counted.</summary>
/// <param name="Budget">By which budget.</param>
/// <param name="Of">The owner, or the key of the flag or group; empty where all count together.</param>
/// <param name="Environment">The key of the environment, where each counts by itself.</param>
/// <param name="Purpose">The purpose of the controls, where each counts by itself.</param>
public sealed record BudgetLine(Budget Budget, string Of = "", string? Environment = null, Purpose? Purpose = null);

/// <summary>What one control or group adds to a line.</summary>
public sealed record BudgetUse(BudgetLine Line, int Count)
{
    /// <summary>What a control uses, with its states.</summary>
    public static IReadOnlyList<BudgetUse> Of(ReleaseControl control)
    {
        if (control.RetiredAt is not null)
            return [];

        var uses = new List<BudgetUse>();
        if (control.Lifetime is Lifetime.Temporary)
        {
            uses.Add(One(Budget.ActiveControls));
            uses.Add(One(Budget.ControlsPerOwner, control.Owner));
        }

        if (control.Kind is ControlKind.Flag)
            uses.Add(new BudgetUse(new BudgetLine(Budget.VariantsPerFlag, control.Key), control.Variants.Count));
        uses.AddRange(control.States.SelectMany(state => Of(control.Purpose, state.Environment, state.State)));
        return uses;
    }

    /// <summary>What a control of that purpose uses by standing so on an environment.</summary>
    public static IEnumerable<BudgetUse> Of(Purpose purpose, string environment, ReleaseState state) =>
        state.Groups.Select(rule => new BudgetUse(new BudgetLine(Budget.OpenToOneGroup, rule.Group, environment, purpose), 1));

    /// <summary>What a group uses.</summary>
    public static IReadOnlyList<BudgetUse> Of(AudienceGroup group) =>
        [One(Budget.Groups), new(new BudgetLine(Budget.ConditionsPerGroup, group.Key), group.Conditions.Count)];

    private static BudgetUse One(Budget budget, string of = "") => new(new BudgetLine(budget, of), 1);
}
