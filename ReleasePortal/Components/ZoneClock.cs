namespace ReleasePortal.Components;

/// <summary>Between instants and what a clock on the wall says.</summary>
public static class ZoneClock
{
    private static readonly DateTime Last = new(9999, 12, 30, 0, 0, 0, DateTimeKind.Unspecified);

    /// <summary>What the clock says at that instant.</summary>
    public static DateTime ToLocal(this TimeZoneInfo zone, DateTimeOffset instant) => TimeZoneInfo.ConvertTime(instant, zone).DateTime;

    /// <summary>
    /// The instant at which the clock says that. In the hour that is left out when summer time begins, as much later; in the one
    /// that comes twice when it ends, the second time.
    /// </summary>
    public static DateTimeOffset ToInstant(this TimeZoneInfo zone, DateTime local)
    {
        var within = local < DateTime.MinValue.AddDays(1) ? DateTime.MinValue.AddDays(1) : local > Last ? Last : local;
        return new DateTimeOffset(within, zone.GetUtcOffset(within)).ToUniversalTime();
    }
}
