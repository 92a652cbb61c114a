namespace ReleasePortal.Features.History;

/// <summary>The periods that the page offers, as instants.</summary>
public static class HistoryPeriod
{
    /// <summary>Days of one's own choice: <see cref="HistoryFilter.From"/> and <see cref="HistoryFilter.Until"/>.</summary>
    public const string Custom = "days";

    private static readonly Dictionary<string, int> Days = new(StringComparer.Ordinal)
    {
        ["today"] = 1,
        ["7-days"] = 7,
        ["30-days"] = 30,
        ["90-days"] = 90,
    };

    public static IReadOnlyList<string> Names { get; } = [.. Days.Keys, Custom];

    /// <summary>From when, and until when (not included), in the viewer's zone; null where the period is open.</summary>
    public static (DateTimeOffset? From, DateTimeOffset? Until) Of(HistoryFilter filter, DateTimeOffset now, TimeZoneInfo zone)
    {
        if (filter.Period is Custom)
            return (Midnight(Usable(filter.From), zone), Midnight(Usable(filter.Until)?.AddDays(1), zone));
        if (filter.Period is null || !Days.TryGetValue(filter.Period, out var days))
            return (null, null);

        var today = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(now, zone).DateTime);
        return (Midnight(today.AddDays(1 - days), zone), null);
    }

    // The calendar's own ends have no day before or after them, in some zone.
    private static DateOnly? Usable(DateOnly? day) => day?.Year is > 1 and < 9999 ? day : null;

    private static DateTimeOffset? Midnight(DateOnly? day, TimeZoneInfo zone) =>
        day is { } date ? Instant(date.ToDateTime(TimeOnly.MinValue), zone) : null;

    /// <summary>The instant of a time in a zone, in UTC, which is what PostgreSQL compares with; where clocks spring over it, the next that there is.</summary>
    internal static DateTimeOffset Instant(DateTime local, TimeZoneInfo zone)
    {
        while (zone.IsInvalidTime(local))
            local = local.AddMinutes(15);
        return new DateTimeOffset(local, zone.GetUtcOffset(local)).ToUniversalTime();
    }
}
