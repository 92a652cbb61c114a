using System.Globalization;
using ReleasePortal.Components.Budgets;
using ReleasePortal.Domain.Budgets;

namespace ReleasePortal.Components.Entries;

/// <summary>The limits of all budgets, field by field.</summary>
public sealed class BudgetFields(BudgetWords words)
{
    public IReadOnlyList<Field> Say(BudgetLimits limits) =>
    [
        .. Enum.GetValues<Budget>().Select(budget => Field.Of(words.Name(budget), limits.Of(budget)?.ToString("N0", CultureInfo.CurrentCulture))
            with { WhenEmpty = words.NoLimit }),
    ];
}
