using ReleasePortal.Components;
using ReleasePortal.Domain.Access;
using ReleasePortal.Features.History.AsItWas;
using ReleasePortal.Features.History.Export;

namespace ReleasePortal.Features.History;

public static class HistoryRegistration
{
    public static IServiceCollection AddHistory(this IServiceCollection services) => services
        .AddSingleton<HistoryQuery>()
        .AddSingleton<HistoryChoicesQuery>()
        .AddSingleton<AsItWasQuery>()
        .AddSingleton<PastWords>()
        .AddSingleton<ExportQuery>()
        .AddSingleton<ProofQuery>()
        .AddNavigation(new NavigationItem(
            70, "work", "/history", typeof(HistoryTexts), "Title", Operation.BrowseHistory, MudBlazor.Icons.Material.Outlined.History));

    public static IEndpointRouteBuilder MapHistory(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapExport();
        return endpoints;
    }
}
