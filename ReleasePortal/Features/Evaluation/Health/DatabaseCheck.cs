using Microsoft.Extensions.Diagnostics.HealthChecks;
using ReleasePortal.Features.Evaluation.States;

namespace ReleasePortal.Features.Evaluation.Health;

/// <summary>Whether the database answers. When it does not, applications still get answers: degraded, not unhealthy.</summary>
internal sealed class DatabaseCheck(StateQuery query) : IHealthCheck
{
    public const string Name = "database";

    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            return await query.CanReadAsync(cancellationToken).WaitAsync(Patience, cancellationToken)
                ? HealthCheckResult.Healthy("The database answers.")
                : Unreachable();
        }
        catch (Exception) when (!cancellationToken.IsCancellationRequested)
        {
            return Unreachable();
        }
    }

    private static HealthCheckResult Unreachable() =>
        HealthCheckResult.Degraded("The database does not answer: applications are served from the last known release states.");
}
