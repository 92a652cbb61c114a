using ReleasePortal.Components;
using ReleasePortal.Domain.Access;
using ReleasePortal.Features.Controls.Api;
using ReleasePortal.Features.Controls.CleanUp;
using ReleasePortal.Features.Controls.Form;
using ReleasePortal.Features.Controls.Single;
using ReleasePortal.Features.Controls.Table;
using ReleasePortal.Features.Controls.Usage;

namespace ReleasePortal.Features.Controls;

public static class ControlsRegistration
{
    /// <summary>The table of release controls, the page of each one, and the form that makes them.</summary>
    public static IServiceCollection AddControls(this IServiceCollection services) => services
        .AddSingleton<ControlListQuery>()
        .AddSingleton<ControlQuery>()
        .AddSingleton<ControlHistoryQuery>()
        .AddSingleton<TryItQuery>()
        .AddSingleton<UsageQuery>()
        .AddSingleton<UsageWords>()
        .AddSingleton<ControlFormQuery>()
        .AddSingleton<ControlSearchQuery>()
        .AddSingleton<RemoveByWords>()
        .AddSingleton<RowWords>()
        .AddSingleton<TryQuery>()
        .AddSingleton<ControlKeysQuery>()
        .AddSingleton<CleanUpQuery>()
        .AddSingleton<CodeQuery>()
        .AddSingleton<EvidenceWords>()
        .AddScoped<ControlActs>()
        .AddScoped<ISearchSource, ControlSearch>()
        .AddNavigation(new NavigationItem(
            20, "work", "/controls", typeof(ControlsTexts), "Title", Operation.SeeControl, MudBlazor.Icons.Material.Outlined.ToggleOn));

    public static IEndpointRouteBuilder MapControls(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapTryEndpoint();
        endpoints.MapCodeEndpoints();
        return endpoints;
    }
}
