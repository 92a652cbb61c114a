using ReleasePortal.Components;
using ReleasePortal.Domain.Access;
using ReleasePortal.Features.Configurations.Api;
using ReleasePortal.Features.Configurations.Coverage;
using ReleasePortal.Features.Configurations.Form;

namespace ReleasePortal.Features.Configurations;

public static class ConfigurationsRegistration
{
    /// <summary>Named sets of control states that tests run under.</summary>
    public static IServiceCollection AddConfigurations(this IServiceCollection services) => services
        .AddSingleton<ConfigurationQuery>()
        .AddSingleton<ConfigurationFormQuery>()
        .AddSingleton<CoverageQuery>()
        .AddNavigation(new NavigationItem(
            65, "work", "/configurations", typeof(ConfigurationsTexts), "Title", Operation.SeeConfigurations, MudBlazor.Icons.Material.Outlined.Checklist));

    /// <summary>What programs read of them.</summary>
    public static void MapConfigurations(this IEndpointRouteBuilder endpoints) => endpoints.MapConfigurationEndpoint();
}
