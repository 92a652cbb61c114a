using MudBlazor;
using ReleasePortal.Components;
using ReleasePortal.Domain.Access;

namespace ReleasePortal.Features.Budgets;

public static class BudgetsRegistration
{
    /// <summary>How many there may be of what is best kept few.</summary>
    public static IServiceCollection AddBudgets(this IServiceCollection services) => services
        .AddSingleton<BudgetsQuery>()
        .AddSingleton<NumberWords>()
        .AddNavigation(new NavigationItem(
            540, "administration", "/administration/budgets", typeof(BudgetsPageTexts), "Title", Operation.SeeBudgets, Icons.Material.Outlined.DataUsage));
}
