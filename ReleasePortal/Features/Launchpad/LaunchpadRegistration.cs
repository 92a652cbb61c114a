using ReleasePortal.Components;

namespace ReleasePortal.Features.Launchpad;

public static class LaunchpadRegistration
{
    public static IServiceCollection AddLaunchpad(this IServiceCollection services) => services
        .AddSingleton<LaunchpadQuery>()
        .AddSingleton<LaunchpadLaunchesQuery>()
        .AddScoped<LaunchpadActs>()
        .AddNavigation(new NavigationItem(10, "work", "/", typeof(LaunchpadTexts), "Title", Icon: MudBlazor.Icons.Material.Outlined.RocketLaunch));
}
