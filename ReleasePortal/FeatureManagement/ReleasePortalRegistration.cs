using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Options;
using Microsoft.FeatureManagement;
using ReleasePortal.FeatureManagement.Following;

namespace ReleasePortal.FeatureManagement;

/// <summary>Lets FeatureManagement answer from ReleasePortal.</summary>
public static class ReleasePortalRegistration
{
    /// <summary>As the configuration's section <c>ReleasePortal</c> says.</summary>
    public static IFeatureManagementBuilder AddReleasePortal(this IFeatureManagementBuilder builder) =>
        Add(builder, options => options.BindConfiguration(ReleasePortalOptions.Section));

    /// <summary>As a section of the configuration says.</summary>
    public static IFeatureManagementBuilder AddReleasePortal(this IFeatureManagementBuilder builder, IConfiguration section) =>
        Add(builder, options => options.Bind(section));

    /// <summary>As the application says.</summary>
    public static IFeatureManagementBuilder AddReleasePortal(this IFeatureManagementBuilder builder, Action<ReleasePortalOptions> configure) =>
        Add(builder, options => options.Configure(configure));

    /// <summary>Tells whether release states are known, and fresh.</summary>
    /// <param name="builder">The application's health checks.</param>
    /// <param name="name">The name of this one.</param>
    /// <param name="failureStatus">What it means that nothing is known; unhealthy unless told otherwise.</param>
    public static IHealthChecksBuilder AddReleasePortal(this IHealthChecksBuilder builder, string name = "releaseportal", HealthStatus? failureStatus = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        return builder.AddCheck<PortalHealthCheck>(name, failureStatus);
    }

    private static IFeatureManagementBuilder Add(IFeatureManagementBuilder builder, Action<OptionsBuilder<ReleasePortalOptions>> configure)
    {
        ArgumentNullException.ThrowIfNull(builder);
        var services = builder.Services;
        var isNew = !services.Any(service => service.ServiceType == typeof(PortalConnection));
        configure(services.AddOptions<ReleasePortalOptions>());
        if (!isNew)
            return builder;

        services.AddSingleton<IValidateOptions<ReleasePortalOptions>, ReleasePortalOptionsCheck>();
        services.AddOptions<ReleasePortalOptions>().ValidateOnStart();
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<PortalConnection>();
        services.AddSingleton<LastKnownState>().AddSingleton<PortalClient>().AddSingleton<StateRefresh>().AddHostedService<PortalFollower>();
        AskBeforeOthers(services);
        return builder.AddFeatureFilter<PortalFilter>().AddFeatureFilter<PortalUserFilter>();
    }

    /// <summary>Puts the portal before the source of definitions that is there already: AddFeatureManagement always brings one.</summary>
    private static void AskBeforeOthers(IServiceCollection services)
    {
        var others = services.Last(service => service.ServiceType == typeof(IFeatureDefinitionProvider) && !service.IsKeyedService);
        services.Add(ServiceDescriptor.DescribeKeyed(
            others.ServiceType,
            PortalFeatures.Others,
            (provider, _) => others.ImplementationInstance
                ?? others.ImplementationFactory?.Invoke(provider)
                ?? ActivatorUtilities.CreateInstance(provider, others.ImplementationType!),
            others.Lifetime));
        services.Add(ServiceDescriptor.Describe(others.ServiceType, typeof(PortalFeatures), others.Lifetime));
    }
}
