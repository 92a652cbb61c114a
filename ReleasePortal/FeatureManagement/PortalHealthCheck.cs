using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace ReleasePortal.FeatureManagement;

/// <summary>Degraded while the application goes on with what it knows, unhealthy when it knows nothing.</summary>
internal sealed class PortalHealthCheck(PortalConnection connection) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult((connection.Source, connection.Trouble) switch
        {
            (StateSource.Nothing, var trouble) => new HealthCheckResult(context.Registration.FailureStatus, $"No release state is known. {trouble}".TrimEnd()),
            (StateSource.File, var trouble) => HealthCheckResult.Degraded($"The release state is from before the application started. {trouble}".TrimEnd()),
            (_, { } trouble) => HealthCheckResult.Degraded($"The release state may be old. {trouble}"),
            _ => HealthCheckResult.Healthy(connection.IsListening ? "Changes come at once." : "Changes come by polling."),
        });
}
