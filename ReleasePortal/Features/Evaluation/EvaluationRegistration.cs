using ReleasePortal.Features.Evaluation.Events;
using ReleasePortal.Features.Evaluation.Flagd;
using ReleasePortal.Features.Evaluation.Health;
using ReleasePortal.Features.Evaluation.Ofrep;
using ReleasePortal.Features.Evaluation.Reference;
using ReleasePortal.Features.Evaluation.States;
using ReleasePortal.Features.Evaluation.Usage;

namespace ReleasePortal.Features.Evaluation;

/// <summary>The applications' side of the portal: evaluation, health and the description of its API.</summary>
public static class EvaluationRegistration
{
    public static IServiceCollection AddEvaluation(this IServiceCollection services)
    {
        services.AddSingleton<StateQuery>().AddSingleton<EvaluationStates>().AddHostedService<StateKeeper>();
        services.AddSingleton<Callers>().AddSingleton<ConfiguredCallers>().AddSingleton<OfrepDoor>().AddSingleton<OfrepEvaluations>();
        services.AddSingleton<UsageCounter>().AddSingleton<UsageFlusher>().AddHostedService(provider => provider.GetRequiredService<UsageFlusher>());
        services.AddFlagd();

        services.AddOptions<EventOptions>().BindConfiguration(EventOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<EventTokens>().AddSingleton<EventReaders>().AddHostedService(provider => provider.GetRequiredService<EventReaders>());
        services.PostConfigure<LoggerFilterOptions>(KeepTokensOut);
        services.AddHostedService<EvaluationGauges>();

        services.AddHealthChecks().AddCheck<StatesCheck>(StatesCheck.Name).AddCheck<DatabaseCheck>(DatabaseCheck.Name);
        services.AddReference();
        return services;
    }

    // At Information, the host logs whole addresses, and the token of an event stream stands in one.
    private static void KeepTokensOut(LoggerFilterOptions filters) => filters.Rules.Add(new LoggerFilterRule(
        providerName: null, "Microsoft.AspNetCore.Hosting.Diagnostics", LogLevel.Warning, filter: null));

    public static IEndpointRouteBuilder MapEvaluation(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapOfrepEndpoints();
        endpoints.MapFlagdEndpoints();
        endpoints.MapHealthEndpoints();
        endpoints.MapReference();
        return endpoints;
    }
}
