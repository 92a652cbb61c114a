using Microsoft.Extensions.Diagnostics.HealthChecks;
using ReleasePortal.Features.Evaluation.States;

namespace ReleasePortal.Features.Evaluation.Health;

/// <summary>Whether applications get answers.</summary>
internal sealed class StatesCheck(EvaluationStates states) : IHealthCheck
{
    public const string Name = "evaluation";

    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult((states.Current, states.IsBehind) switch
        {
            (null, _) => HealthCheckResult.Unhealthy("The release states are not loaded yet."),
            (_, true) => HealthCheckResult.Degraded("Evaluating from the last known release states: reading newer ones failed."),
            _ => HealthCheckResult.Healthy("Evaluating from the current release states."),
        });
}
