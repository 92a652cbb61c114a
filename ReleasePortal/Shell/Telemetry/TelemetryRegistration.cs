using System.Reflection;
using OpenTelemetry.Logs;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace ReleasePortal.Shell.Telemetry;

/// <summary>Traces, metrics and logs for whoever runs the portal, by OpenTelemetry; nothing unless its variables ask for it.</summary>
public static class TelemetryRegistration
{
    private const string ServiceName = "release-portal";

    /// <summary>
    /// The framework's own meters. Its <c>Components.Lifecycle</c> is not among them: it measures each rendering of each component.
    /// </summary>
    private static readonly string[] Meters =
    [
        Changes.Telemetry.Name,
        "Microsoft.AspNetCore.Hosting",
        "Microsoft.AspNetCore.Server.Kestrel",
        "Microsoft.AspNetCore.Diagnostics",
        "Microsoft.AspNetCore.Routing",
        "Microsoft.AspNetCore.Authentication",
        "Microsoft.AspNetCore.Authorization",
        "Microsoft.AspNetCore.Identity",
        "Microsoft.AspNetCore.Components",
        "Microsoft.AspNetCore.Components.Server.Circuits",
        "Microsoft.EntityFrameworkCore",
        "System.Runtime",
    ];

    /// <summary>The portal's acts, and what people do on its pages; requests come with the instrumentation of ASP.NET Core.</summary>
    private static readonly string[] Sources =
        [Changes.Telemetry.Name, "Microsoft.AspNetCore.Components", "Microsoft.AspNetCore.Components.Server.Circuits"];

    public static WebApplicationBuilder AddTelemetry(this WebApplicationBuilder builder)
    {
        var options = new TelemetryOptions(builder.Configuration);
        builder.Services.AddSingleton(options).AddHostedService<TelemetryStart>();
        if (!options.IsAnythingOn)
            return builder;

        var telemetry = builder.Services.AddOpenTelemetry().ConfigureResource(Describe);
        if (options.Traces)
            telemetry.WithTracing(tracing => Trace(tracing, options));
        if (options.Metrics || options.PrometheusUrl is not null)
            telemetry.WithMetrics(metrics => Measure(metrics, options));
        if (options.Logs)
            telemetry.WithLogging(logs => logs.AddOtlpExporter(otlp => options.ReadSignal("LOGS", otlp)), Keep);
        if (options.Logs)
            builder.Logging.AddFilter<OpenTelemetryLoggerProvider>(typeof(Identity.FirstStart).FullName, LogLevel.None); // it tells a secret link
        if (options.PrometheusUrl is not null)
            builder.Services.AddSingleton<PrometheusServer>().AddHostedService(provider => provider.GetRequiredService<PrometheusServer>());
        return builder;
    }

    // The detector comes last: OTEL_SERVICE_NAME and OTEL_RESOURCE_ATTRIBUTES have the last word.
    private static void Describe(ResourceBuilder resource) => resource
        .AddService(ServiceName, serviceVersion: typeof(TelemetryRegistration).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion)
        .AddEnvironmentVariableDetector();

    private static void Trace(TracerProviderBuilder tracing, TelemetryOptions options)
    {
        tracing.AddSource(Sources)
            .AddAspNetCoreInstrumentation(requests =>
            {
                requests.Filter = http => TracedRequests.Has(http.Request.Path);
                requests.EnableAspNetCoreSignalRSupport = false; // a span for each rendering of an open page
            })
            .AddProcessor(new NoSecretAddresses())
            .AddOtlpExporter(otlp => options.ReadSignal("TRACES", otlp));
    }

    private static void Measure(MeterProviderBuilder metrics, TelemetryOptions options)
    {
        metrics.AddMeter(Meters);
        if (options.Metrics)
            metrics.AddOtlpExporter(otlp => options.ReadSignal("METRICS", otlp));
        if (options.PrometheusUrl is not null)
            metrics.AddPrometheusExporter();
    }

    private static void Keep(OpenTelemetryLoggerOptions logs)
    {
        logs.IncludeFormattedMessage = true;
        logs.IncludeScopes = false; // a request's scope has its whole path, in which a calendar's secret may stand
    }
}
