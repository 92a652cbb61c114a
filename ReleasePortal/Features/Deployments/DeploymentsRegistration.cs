using MudBlazor;
using ReleasePortal.Components;
using ReleasePortal.Domain.Access;
using ReleasePortal.Features.Deployments.Api;
using ReleasePortal.Features.Deployments.DeadLetters;
using ReleasePortal.Features.Deployments.Hooks;
using ReleasePortal.Features.Deployments.Letters;
using ReleasePortal.Features.Deployments.List;
using ReleasePortal.Features.Deployments.Timeline;
using ReleasePortal.Identity;

namespace ReleasePortal.Features.Deployments;

public static class DeploymentsRegistration
{
    /// <summary>What was deployed where.</summary>
    public static IServiceCollection AddDeployments(this IServiceCollection services)
    {
        services.AddOptions<DeploymentOptions>().BindConfiguration(DeploymentOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        return services
            .AddSingleton<ApiLetters>()
            .AddSingleton<Postbox>()
            .AddSingleton<HookDoor>()
            .AddSingleton<DeploymentListQuery>()
            .AddSingleton<DeadLettersQuery>()
            .AddSingleton<TimelineReading>()
            .AddScoped<TimelineWords>()
            .AddScoped(provider => new DeadLetterActs(provider.GetRequiredService<Postbox>(), provider.GetRequiredService<Session>()))
            .AddNavigation(new NavigationItem(
                45, "work", "/deployments", typeof(DeploymentsTexts), "Title", Operation.SeeDeployments, Icons.Material.Outlined.Inventory2));
    }

    /// <summary>Where pipelines and other tools report what they deployed.</summary>
    public static IEndpointRouteBuilder MapDeployments(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapDeploymentEndpoint();
        endpoints.MapHooks();
        return endpoints;
    }
}
