namespace ReleasePortal.Features.Launches.Form;

/// <summary>The part of the launches that prepares one.</summary>
public static class LaunchFormRegistration
{
    public static IServiceCollection AddLaunchForm(this IServiceCollection services) => services.AddSingleton<LaunchFormQuery>();
}
