namespace ReleasePortal.Shell;

internal static partial class Log
{
    [LoggerMessage(1, LogLevel.Error, "A page failed; the person was given the number {Number}")]
    public static partial void PageFailed(ILogger logger, Exception exception, string number);

    [LoggerMessage(2, LogLevel.Error, "The search box could not ask {Source}")]
    public static partial void SearchSourceFailed(ILogger logger, Exception exception, string source);

    [LoggerMessage(3, LogLevel.Information, "OpenTelemetry is on; sent by OTLP: traces {Traces}, metrics {Metrics}, logs {Logs}")]
    public static partial void Exporting(ILogger logger, bool traces, bool metrics, bool logs);

    [LoggerMessage(4, LogLevel.Warning, "{Setting} is ignored: the portal knows otlp and none, and prometheus for metrics")]
    public static partial void NoSuchExporter(ILogger logger, string setting);

    [LoggerMessage(5, LogLevel.Information, "Prometheus can fetch metrics from {Url}")]
    public static partial void PrometheusListens(ILogger logger, Uri url);
}
