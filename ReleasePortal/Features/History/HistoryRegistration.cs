using ReleasePortal.Components;
using ReleasePortal.Domain.Access;

namespace ReleasePortal.Features.History;

public static class HistoryRegistration
{
    public static IServiceCollection AddHistory(this IServiceCollection services) => services
        .AddSingleton<HistoryQuery>()
        .AddSingleton<HistoryChoicesQuery>()
        .AddNavigation(new NavigationItem(
            70, "work", "/history", typeof(HistoryTexts), "Title", Operation.BrowseHistory, MudBlazor.Icons.Material.Outlined.History));
}
