using Microsoft.Extensions.DependencyInjection.Extensions;
using MudBlazor.Services;
using ReleasePortal.Components.Budgets;
using ReleasePortal.Components.CleanUp;
using ReleasePortal.Components.Deployed;
using ReleasePortal.Components.Entries;
using ReleasePortal.Components.Explaining;
using ReleasePortal.Components.Freezes;
using ReleasePortal.Components.Groups;
using ReleasePortal.Components.LeadTimes;
using ReleasePortal.Components.Releasing;
using ReleasePortal.Components.Times;

namespace ReleasePortal.Components;

public static class ComponentsRegistration
{
    /// <summary>What the shared pieces of UI need.</summary>
    public static IServiceCollection AddComponents(this IServiceCollection services)
    {
        services.AddLocalization();
        services.AddMudServices(options =>
        {
            options.SnackbarConfiguration.PositionClass = MudBlazor.Defaults.Classes.Position.BottomCenter;
            options.SnackbarConfiguration.MaxDisplayedSnackbars = 4;
            options.SnackbarConfiguration.ShowTransitionDuration = 120;
            options.SnackbarConfiguration.HideTransitionDuration = 120;
            options.SnackbarConfiguration.MaximumOpacity = 100;
        });
        services.TryAddSingleton(TimeProvider.System);
        services.AddScoped<Browser>();
        services.AddScoped<Workspace>();
        services.AddScoped<Ticker>();
        services.AddScoped<Toasts>();
        services.AddScoped<Announcer>();
        services.AddSingleton<IEnvironmentDirectory, EnvironmentQuery>();
        services.AddSingleton<IFreezeDirectory, FreezeQuery>();
        services.AddSingleton<DeployedQuery>();
        services.AddSingleton<ReleaseTimingQuery>();
        services.AddSingleton<TurnQuery>();
        services.AddSingleton<DeployedWords>();
        services.AddSingleton<ReleaseQuery>();
        services.AddScoped<UndoOffers>();
        services.AddScoped<Releasing.Releasing>();
        services.AddScoped<PlannedReleases>();
        services.AddSingleton<RipeQuery>();
        services.AddSingleton<UndoQuery>();
        services.AddScoped<Undoing>();
        services.AddSingleton<Differences>();
        services.AddSingleton<StateFields>();
        services.AddSingleton<DefinitionFields>();
        services.AddSingleton<GroupFields>();
        services.AddSingleton<LaunchFields>();
        services.AddSingleton<BudgetWords>();
        services.AddSingleton<BudgetFields>();
        services.AddSingleton<ConfigurationFields>();
        services.AddSingleton<OtherFields>();
        services.AddSingleton<GroupWords>();
        services.AddSingleton<StateWords>();
        services.AddSingleton<StateSentences>();
        services.AddSingleton<TryItWords>();
        services.AddSingleton<WhenWords>();
        services.AddSingleton<DurationWords>();
        services.AddSingleton<TimeWords>();
        return services;
    }

    /// <summary>Adds a room to the side navigation and to the search box's pages.</summary>
    public static IServiceCollection AddNavigation(this IServiceCollection services, NavigationItem item) =>
        services.AddSingleton(item);
}
