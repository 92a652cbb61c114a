using MudBlazor;
using ReleasePortal.Components;
using ReleasePortal.Domain.Access;

namespace ReleasePortal.Features.Steps;

public static class StepsRegistration
{
    /// <summary>How far the organisation is in telling deployment from release.</summary>
    public static IServiceCollection AddSteps(this IServiceCollection services) => services
        .AddSingleton<StepsQuery>()
        .AddSingleton<StepWords>()
        .AddNavigation(new NavigationItem(72, "work", "/steps", typeof(StepsTexts), "Title", Operation.SeeSteps, Icons.Material.Outlined.Stairs));
}
