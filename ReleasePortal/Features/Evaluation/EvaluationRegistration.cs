using ReleasePortal.Data;
using ReleasePortal.Features.Evaluation.Health;
using ReleasePortal.Features.Evaluation.Limits;
using ReleasePortal.Features.Evaluation.Ofrep;
using ReleasePortal.Features.Evaluation.Reference;
using ReleasePortal.Features.Evaluation.States;

namespace ReleasePortal.Features.Evaluation;

/// <summary>The applications' side of the portal: evaluation, health and the description of its API.</summary>
public static class EvaluationRegistration
{
    public static IServiceCollection AddEvaluation(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<RateLimitOptions>().Bind(configuration.GetSection(RateLimitOptions.Section))
            .ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<RateLimits>();

        services.AddSingleton<StateQuery>().AddSingleton<EvaluationStates>().AddHostedService<StateKeeper>();
        services.AddSingleton<KeyUses>().AddSingleton<LastUses>().AddHostedService(provider => provider.GetRequiredService<LastUses>());

        services.AddHealthChecks().AddCheck<StatesCheck>(StatesCheck.Name).AddCheck<DatabaseCheck>(DatabaseCheck.Name);
        services.AddReference();
        return services;
    }

    public static IEndpointRouteBuilder MapEvaluation(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapOfrepEndpoints();
        endpoints.MapHealthEndpoints();
        endpoints.MapReference();
        return endpoints;
    }
}
