using ReleasePortal.Components;
using ReleasePortal.Domain.Access;
using ReleasePortal.Features.Launches.Api;
using ReleasePortal.Features.Launches.Calendar;
using ReleasePortal.Features.Launches.Feed;
using ReleasePortal.Features.Launches.Form;
using ReleasePortal.Features.Launches.Single;

namespace ReleasePortal.Features.Launches;

public static class LaunchesRegistration
{
    public static IServiceCollection AddLaunches(this IServiceCollection services) => services
        .AddSingleton<LaunchListQuery>()
        .AddSingleton<LaunchCalendarQuery>()
        .AddSingleton<LaunchQuery>()
        .AddSingleton<LaunchPreviewQuery>()
        .AddSingleton<PreflightQuery>()
        .AddSingleton<LaunchSearchQuery>()
        .AddSingleton<LaunchWords>()
        .AddLaunchForm()
        .AddSingleton<CalendarFeedQuery>()
        .AddSingleton<CalendarFeed>()
        .AddScoped<LaunchActs>()
        .AddScoped<ISearchSource, LaunchSearch>()
        .AddLaunchApi()
        .AddNavigation(new NavigationItem(
            30, "work", "/launches", typeof(LaunchesTexts), "Title", Operation.SeeControl, MudBlazor.Icons.Material.Outlined.CalendarMonth));

    public static IEndpointRouteBuilder MapLaunches(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapLaunchEndpoints();
        endpoints.MapCalendar();
        return endpoints;
    }
}
