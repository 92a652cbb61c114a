using ReleasePortal.Features.Evaluation.Flagd;
using ReleasePortal.Features.Evaluation.Health;
using ReleasePortal.Features.Evaluation.Ofrep;
using ReleasePortal.Features.Evaluation.Reference;
using ReleasePortal.Features.Evaluation.States;

namespace ReleasePortal.Features.Evaluation;

/// <summary>The applications' side of the portal: evaluation, health and the description of its API.</summary>
public static class EvaluationRegistration
{
    public static IServiceCollection AddEvaluation(this IServiceCollection services)
    {
        services.AddSingleton<StateQuery>().AddSingleton<EvaluationStates>().AddHostedService<StateKeeper>();
        services.AddFlagd();

        services.AddHealthChecks().AddCheck<StatesCheck>(StatesCheck.Name).AddCheck<DatabaseCheck>(DatabaseCheck.Name);
        services.AddReference();
        return services;
    }

    public static IEndpointRouteBuilder MapEvaluation(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapOfrepEndpoints();
        endpoints.MapFlagdEndpoints();
        endpoints.MapHealthEndpoints();
        endpoints.MapReference();
        return endpoints;
    }
}
