using System.Diagnostics.Metrics;

namespace ReleasePortal.Identity;

internal static class Telemetry
{
    public static readonly Counter<long> WrongKeys = Changes.Telemetry.Meter.CreateCounter<long>(
        "release_portal.key.failures", "{request}", "Requests without a key, event token or secret address that works.");
}
