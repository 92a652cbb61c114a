using ReleasePortal.Components;
using ReleasePortal.Domain.Access;
using ReleasePortal.Features.History.Archives;
using ReleasePortal.Features.History.AsItWas;
using ReleasePortal.Features.History.Export;
using ReleasePortal.Features.History.Reviews;

namespace ReleasePortal.Features.History;

public static class HistoryRegistration
{
    public static IServiceCollection AddHistory(this IServiceCollection services) => services
        .AddAccessReview()
        .AddSingleton<HistoryQuery>()
        .AddSingleton<HistoryChoicesQuery>()
        .AddSingleton<AsItWasQuery>()
        .AddSingleton<PastWords>()
        .AddSingleton<RequestWords>()
        .AddSingleton<ArchivesQuery>()
        .AddExport()
        .AddNavigation(new NavigationItem(
            70, "work", "/history", typeof(HistoryTexts), "Title", Operation.BrowseHistory, MudBlazor.Icons.Material.Outlined.History));

    private static IServiceCollection AddAccessReview(this IServiceCollection services)
    {
        services.AddOptions<AccessReviewOptions>().BindConfiguration(AccessReviewOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        return services
            .AddSingleton<AccessReviewQuery>()
            .AddNavigation(new NavigationItem(
                75, "work", "/access-review", typeof(ReviewTexts), "Title", Operation.SeeSecurityEntries, MudBlazor.Icons.Material.Outlined.FactCheck));
    }

    public static IEndpointRouteBuilder MapHistory(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapExport();
        return endpoints;
    }
}
