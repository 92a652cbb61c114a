namespace ReleasePortal.Data.Usage;

/// <summary>Time as usage counts it: in minutes since year 1, UTC, so that hours and days begin where the clock's do.</summary>
public static class UsageTime
{
    public const int Minute = 1;
    public const int Hour = 60;
    public const int Day = 24 * Hour;

    /// <summary>How long counts are kept, by the length of their period: a little longer than any chart reaches.</summary>
    public static IReadOnlyDictionary<int, TimeSpan> Kept { get; } = new Dictionary<int, TimeSpan>
    {
        [Minute] = TimeSpan.FromHours(2),
        [Hour] = TimeSpan.FromDays(3),
        [Day] = TimeSpan.FromDays(91),
    };

    public static long MinuteOf(DateTimeOffset instant) => instant.UtcTicks / TimeSpan.TicksPerMinute;

    /// <summary>When the period around that instant began.</summary>
    public static long Begin(DateTimeOffset instant, int span) => Begin(MinuteOf(instant), span);

    public static long Begin(long minute, int span) => minute - (minute % span);

    public static DateTimeOffset InstantOf(long minute) => new(minute * TimeSpan.TicksPerMinute, TimeSpan.Zero);
}
