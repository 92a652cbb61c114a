using System.Collections.Concurrent;
using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using OpenTelemetry;
using OpenTelemetry.Logs;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;
using ReleasePortal.Tests.Http.Evaluation;

namespace ReleasePortal.Tests.Http.Telemetry;

/// <summary>The portal of <see cref="EvaluationPortal"/> with telemetry on; tests see what leaves it, and what it leaves as.</summary>
public sealed class WatchedPortal : IAsyncLifetime
{
    private readonly ConcurrentQueue<Activity> _spans = new();
    private readonly List<MetricSnapshot> _metrics = [];

    public EvaluationPortal Portal { get; } = new();

    internal Collector Collector { get; private set; } = null!;

    public IReadOnlyCollection<Activity> Spans => _spans;

    public async ValueTask InitializeAsync()
    {
        Collector = await Collector.StartAsync();
        Portal.With("OTEL_EXPORTER_OTLP_ENDPOINT", Collector.Address)
            .With("OTEL_EXPORTER_OTLP_PROTOCOL", "http/protobuf")
            .With("OTEL_SERVICE_NAME", "our-portal")
            .With("OTEL_RESOURCE_ATTRIBUTES", "deployment.environment.name=test-bed")
            .With("OTEL_DOTNET_EXPERIMENTAL_ASPNETCORE_DISABLE_URL_QUERY_REDACTION", "true") // the portal must not depend on it
            .With("Logging:LogLevel:Microsoft.AspNetCore", "Information")
            .With("Logging:OpenTelemetry:IncludeScopes", "true") // nor on that
            .With("Sync:Url", "http://127.0.0.1:0")
            .With(services => services
                .AddLogging(logging => logging.AddOpenTelemetry()) // the factory has cleared all of them
                .ConfigureOpenTelemetryTracerProvider(tracing => tracing.AddProcessor(new Keeper(_spans)))
                .ConfigureOpenTelemetryMeterProvider(metrics => metrics.AddInMemoryExporter(_metrics)));
        await Portal.InitializeAsync();
    }

    /// <summary>Waits for the span of a request to that route.</summary>
    public async Task<Activity> RequestAsync(string route)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        while (true)
        {
            if (_spans.LastOrDefault(span => span.GetTagItem("http.route") as string == route) is { } span)
                return span;
            await Task.Delay(5, limit.Token); // the answer is there before its span ends
        }
    }

    /// <summary>The portal's own instruments that have measured anything so far.</summary>
    public IReadOnlyList<MetricSnapshot> OwnMetrics()
    {
        _metrics.Clear();
        Portal.Services.GetRequiredService<MeterProvider>().ForceFlush();
        return [.. _metrics.Where(metric => metric.MeterName == "ReleasePortal")];
    }

    /// <summary>Sends what has been collected.</summary>
    public void Flush()
    {
        Portal.Services.GetRequiredService<TracerProvider>().ForceFlush();
        Portal.Services.GetRequiredService<MeterProvider>().ForceFlush();
        Portal.Services.GetRequiredService<LoggerProvider>().ForceFlush();
    }

    public async ValueTask DisposeAsync()
    {
        await Portal.DisposeAsync();
        await Collector.DisposeAsync();
    }

    private sealed class Keeper(ConcurrentQueue<Activity> spans) : BaseProcessor<Activity>
    {
        public override void OnEnd(Activity data) => spans.Enqueue(data);
    }
}
