using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using OpenTelemetry.Metrics;
using ReleasePortal.Data;

namespace ReleasePortal.Shell.Telemetry;

/// <summary>
/// Lets Prometheus fetch the metrics, on a port of its own: who may read them is then a matter of the network, and what is open to
/// the world stays what it was. As the specification wants it, other machines do not reach it unless a host is named.
/// </summary>
internal sealed class PrometheusServer(
    TelemetryOptions options, MeterProvider metrics, ILoggerFactory logs, ILogger<PrometheusServer> logger) : IHostedService, IAsyncDisposable
{
    public const string Path = "/metrics";

    private WebApplication? _server;

    /// <summary>Where it listens; null before the start.</summary>
    public Uri? Address => _server?.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()?.Addresses
        .Select(address => new Uri(address)).FirstOrDefault();

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        var builder = SecondServer.At(options.PrometheusUrl!.GetLeftPart(UriPartial.Authority), logs);
        _server = builder.Build();
        _server.UseOpenTelemetryPrometheusScrapingEndpoint(metrics, predicate: null, Path, configureBranchedPipeline: null, optionsName: null);
        await _server.StartAsync(cancellationToken);
        Log.PrometheusListens(logger, new Uri(Address!, Path));
    }

    public Task StopAsync(CancellationToken cancellationToken) => _server?.StopAsync(cancellationToken) ?? Task.CompletedTask;

    public ValueTask DisposeAsync() => _server?.DisposeAsync() ?? ValueTask.CompletedTask;
}
