namespace ReleasePortal.Shell.Telemetry;

/// <summary>Says in the log what is exported, and what was asked for in vain.</summary>
internal sealed class TelemetryStart(TelemetryOptions options, ILogger<TelemetryStart> logger) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        foreach (var unknown in options.Unknown)
            Log.NoSuchExporter(logger, unknown);
        if (options.IsAnythingOn)
            Log.Exporting(logger, options.Traces, options.Metrics, options.Logs);
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
