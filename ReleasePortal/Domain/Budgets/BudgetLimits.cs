using System.Globalization;
using ReleasePortal.Domain.Audiences;
using ReleasePortal.Domain.Controls;

namespace ReleasePortal.Domain.Budgets;

/// <summary>How many there may be of each; null where there is no limit.</summary>
public sealed record BudgetLimits(
    int? ActiveControls = null,
    int? ControlsPerOwner = null,
    int? VariantsPerFlag = null,
    int? ConditionsPerGroup = null,
    int? Groups = null,
    int? OpenToOneGroup = null)
{
    /// <summary>More would be no limit.</summary>
    private const int Most = 100_000;

    /// <summary>A new portal's: nothing is limited.</summary>
    public static BudgetLimits None { get; } = new();

    /// <summary>The limit of that budget; null when it has none.</summary>
    public int? Of(Budget budget) => budget switch
    {
        Budget.ActiveControls => ActiveControls,
        Budget.ControlsPerOwner => ControlsPerOwner,
        Budget.VariantsPerFlag => VariantsPerFlag,
        Budget.ConditionsPerGroup => ConditionsPerGroup,
        Budget.Groups => Groups,
        _ => OpenToOneGroup,
    };

    /// <summary>The same limits with another one for that budget.</summary>
    public BudgetLimits With(Budget budget, int? limit) => budget switch
    {
        Budget.ActiveControls => this with { ActiveControls = limit },
        Budget.ControlsPerOwner => this with { ControlsPerOwner = limit },
        Budget.VariantsPerFlag => this with { VariantsPerFlag = limit },
        Budget.ConditionsPerGroup => this with { ConditionsPerGroup = limit },
        Budget.Groups => this with { Groups = limit },
        _ => this with { OpenToOneGroup = limit },
    };

    /// <summary>The name of a budget's field, in the API's spelling.</summary>
    public static string FieldOf(Budget budget) => budget.ToString() is var name ? char.ToLowerInvariant(name[0]) + name[1..] : "";

    internal IReadOnlyList<FieldError> Check()
    {
        var rules = new FieldRules();
        foreach (var budget in Enum.GetValues<Budget>())
        {
            var (least, most) = Bounds(budget);
            rules.That(
                Of(budget) is null || (Of(budget) >= least && Of(budget) <= most),
                FieldOf(budget),
                "Limit",
                string.Create(CultureInfo.InvariantCulture, $"{least}–{most}"));
        }

        return rules.Errors;
    }

    // A flag has two variants at least, and the bounds on variants and conditions that always hold stay.
    private static (int Least, int Most) Bounds(Budget budget) => budget switch
    {
        Budget.VariantsPerFlag => (2, ControlRules.MostVariants),
        Budget.ConditionsPerGroup => (1, GroupRules.MostConditions),
        _ => (1, Most),
    };
}
