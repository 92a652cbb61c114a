using System.Net;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using OpenTelemetry.Logs;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;
using ReleasePortal.Shell.Telemetry;
using ReleasePortal.Tests.Support;

namespace ReleasePortal.Tests.Http.Telemetry;

[Collection(nameof(Alone))]
public sealed class OffTests
{
    [Theory]
    [InlineData(null, null)]
    [InlineData("OTEL_SERVICE_NAME", "our-portal")]
    [InlineData("OTEL_TRACES_EXPORTER", "none")]
    public async Task Portal_ThatNobodyAskedForTelemetry_MeasuresNothing(string? setting, string? value)
    {
        await using var portal = new PortalFactory();
        if (setting is not null)
            portal.With(setting, value!);
        var visitor = portal.NewVisitor();

        var answer = await visitor.GetAsync(new Uri("/metrics", UriKind.Relative), TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.Found, answer.StatusCode); // to signing in, as from every address that nobody knows
        Assert.False(ReleasePortal.Changes.Telemetry.Source.HasListeners());
        Assert.False(ReleasePortal.Identity.Telemetry.WrongKeys.Enabled);
        Assert.Null(ReleasePortal.Changes.Telemetry.Begin([], TimeProvider.System));
        Assert.Null(portal.Services.GetService<TracerProvider>());
        Assert.Null(portal.Services.GetService<MeterProvider>());
        Assert.Null(portal.Services.GetService<LoggerProvider>());
        Assert.Null(portal.Services.GetService<PrometheusServer>());
    }

    [Theory]
    [InlineData("", "")]
    [InlineData("OTEL_EXPORTER_OTLP_ENDPOINT=http://collector:4317", "traces metrics logs")]
    [InlineData("OTEL_EXPORTER_OTLP_TRACES_ENDPOINT=http://collector:4317", "traces")]
    [InlineData("OTEL_EXPORTER_OTLP_ENDPOINT=http://collector:4317 OTEL_LOGS_EXPORTER=none", "traces metrics")]
    [InlineData("OTEL_METRICS_EXPORTER=otlp", "metrics")]
    [InlineData("OTEL_METRICS_EXPORTER=otlp,prometheus", "metrics http://localhost:9464/")]
    [InlineData("OTEL_METRICS_EXPORTER=prometheus OTEL_EXPORTER_PROMETHEUS_HOST=0.0.0.0 OTEL_EXPORTER_PROMETHEUS_PORT=9000", "http://0.0.0.0:9000/")]
    [InlineData("OTEL_EXPORTER_OTLP_ENDPOINT=http://collector:4317 OTEL_SDK_DISABLED=True", "")]
    [InlineData("OTEL_TRACES_EXPORTER=console OTEL_LOGS_EXPORTER=prometheus", "OTEL_TRACES_EXPORTER=console OTEL_LOGS_EXPORTER=prometheus")]
    public void Variables_SwitchEachSignal(string variables, string expected)
    {
        var options = new TelemetryOptions(new ConfigurationBuilder()
            .AddInMemoryCollection(variables.Split(' ', StringSplitOptions.RemoveEmptyEntries)
                .Select(variable => variable.Split('=', 2))
                .Select(pair => KeyValuePair.Create(pair[0], (string?)pair[1])))
            .Build());

        string?[] on =
        [
            options.Traces ? "traces" : null, options.Metrics ? "metrics" : null, options.Logs ? "logs" : null, options.PrometheusUrl?.ToString(),
            .. options.Unknown,
        ];
        Assert.Equal(expected, string.Join(' ', on.Where(word => word is not null)));
    }
}
