namespace ReleasePortal.Features.Launches.Form;

public static class LaunchFormRegistration
{
    public static IServiceCollection AddLaunchForm(this IServiceCollection services) => services.AddSingleton<LaunchFormQuery>();
}
