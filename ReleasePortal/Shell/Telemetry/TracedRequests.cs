namespace ReleasePortal.Shell.Telemetry;

/// <summary>Which requests are worth a span: not those of monitors, not files, not the connection under an open page.</summary>
internal static class TracedRequests
{
    private static readonly PathString[] Left = ["/health", "/_blazor", "/_framework", "/_content", PrometheusServer.Path];

    public static bool Has(PathString path) =>
        !Array.Exists(Left, left => path.StartsWithSegments(left, StringComparison.OrdinalIgnoreCase))
        && (MachineAddresses.IsFor(path) || !Path.HasExtension(path.Value));
}
