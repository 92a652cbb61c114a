using System.Globalization;
using OpenTelemetry.Exporter;

namespace ReleasePortal.Shell.Telemetry;

/// <summary>
/// OpenTelemetry's own variables, as far as they decide what is exported; the SDK reads the others itself. Unlike in the
/// specification, a signal is not exported before somebody names an exporter or an endpoint.
/// </summary>
internal sealed class TelemetryOptions(IConfiguration settings)
{
    private const string Otlp = "otlp", Prometheus = "prometheus", None = "none";

    private const string OtlpSettings = "OTEL_EXPORTER_OTLP_";

    public bool Traces => Exporters("TRACES").Contains(Otlp);

    public bool Logs => Exporters("LOGS").Contains(Otlp);

    /// <summary>Whether metrics are sent.</summary>
    public bool Metrics => Exporters("METRICS").Contains(Otlp);

    /// <summary>Where Prometheus may fetch metrics; null for nowhere.</summary>
    public Uri? PrometheusUrl => Exporters("METRICS").Contains(Prometheus)
        ? new UriBuilder(Uri.UriSchemeHttp, settings["OTEL_EXPORTER_PROMETHEUS_HOST"] ?? "localhost", Number("OTEL_EXPORTER_PROMETHEUS_PORT") ?? 9464).Uri
        : null;

    public bool IsAnythingOn => Traces || Logs || Metrics || PrometheusUrl is not null;

    /// <summary>What was asked for and is not to be had here: it is left out, as the specification says.</summary>
    public IEnumerable<string> Unknown =>
        from signal in (string[])["TRACES", "METRICS", "LOGS"]
        from exporter in Exporters(signal)
        where exporter is not (Otlp or None) && (exporter is not Prometheus || signal is not "METRICS")
        select $"OTEL_{signal}_EXPORTER={exporter}";

    /// <summary>Puts what is set for one signal over what is set for all of them.</summary>
    /// <exception cref="UriFormatException">The endpoint is no address.</exception>
    public void ReadSignal(string signal, OtlpExporterOptions options)
    {
        var own = OtlpSettings + signal;
        if (Text(own + "_PROTOCOL") is { } protocol)
            options.Protocol = protocol is "grpc" ? OtlpExportProtocol.Grpc : OtlpExportProtocol.HttpProtobuf;
        if (Text(own + "_ENDPOINT") is { } endpoint)
            options.Endpoint = new Uri(endpoint);
        if (Text(own + "_HEADERS") is { } headers)
            options.Headers = headers;
        if (Number(own + "_TIMEOUT") is { } timeout)
            options.TimeoutMilliseconds = timeout;
    }

    private string[] Exporters(string signal)
    {
        if (string.Equals(settings["OTEL_SDK_DISABLED"], "true", StringComparison.OrdinalIgnoreCase))
            return [];
        if (Text($"OTEL_{signal}_EXPORTER") is { } named)
            return named.ToLowerInvariant().Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        return (Text(OtlpSettings + "ENDPOINT") ?? Text($"{OtlpSettings}{signal}_ENDPOINT")) is null ? [] : [Otlp];
    }

    private string? Text(string name) => settings[name] is { Length: > 0 } text ? text : null;

    private int? Number(string name) => int.TryParse(settings[name], NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
