namespace ReleasePortal.Features.Launches.Calendar;

/// <summary>The days that a calendar shows: whole weeks, from Monday to Sunday.</summary>
/// <param name="View">Month or week.</param>
/// <param name="Day">The day that was asked for.</param>
/// <param name="First">A Monday.</param>
/// <param name="Last">A Sunday.</param>
public sealed record CalendarPeriod(LaunchesView View, DateOnly Day, DateOnly First, DateOnly Last)
{
    /// <summary>The weeks that <paramref name="view"/> shows around a day.</summary>
    public static CalendarPeriod Around(LaunchesView view, DateOnly day)
    {
        var (first, last) = view is LaunchesView.Week ? (day, day) : (FirstOfMonth(day), FirstOfMonth(day).AddMonths(1).AddDays(-1));
        var monday = first.AddDays(-DaysAfterMonday(first));
        return new CalendarPeriod(view, day, monday, last.AddDays(6 - DaysAfterMonday(last)));
    }

    /// <summary>Its days, week by week.</summary>
    public IReadOnlyList<IReadOnlyList<DateOnly>> Weeks() =>
        [.. Enumerable.Range(0, Last.DayNumber - First.DayNumber + 1).Select(First.AddDays).Chunk(7)];

    /// <summary>Whether the day belongs to the month or week that was asked for, and does not only fill its first or last row.</summary>
    public bool Holds(DateOnly day) => View is LaunchesView.Week || (day.Year == Day.Year && day.Month == Day.Month);

    /// <summary>A day of the month or week before.</summary>
    public DateOnly Before() => View is LaunchesView.Week ? Day.AddDays(-7) : FirstOfMonth(Day).AddMonths(-1);

    /// <summary>A day of the month or week after.</summary>
    public DateOnly After() => View is LaunchesView.Week ? Day.AddDays(7) : FirstOfMonth(Day).AddMonths(1);

    /// <summary>From the first instant of its first day to the first one after its last, where the viewer is.</summary>
    public (DateTimeOffset From, DateTimeOffset Until) In(TimeZoneInfo zone) => (BeginningOf(First, zone), BeginningOf(Last.AddDays(1), zone));

    /// <summary>The day on which an instant falls where the viewer is.</summary>
    public static DateOnly DayOf(DateTimeOffset instant, TimeZoneInfo zone) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(instant, zone).DateTime);

    /// <summary>
    /// The first instant of a day: where clocks go forward at midnight that is one o'clock, and where they go back to the day
    /// before midnight comes twice, of which the first counts.
    /// </summary>
    internal static DateTimeOffset BeginningOf(DateOnly day, TimeZoneInfo zone)
    {
        var local = day.ToDateTime(TimeOnly.MinValue);
        while (zone.IsInvalidTime(local))
            local = local.AddMinutes(15);
        var offset = zone.IsAmbiguousTime(local) ? zone.GetAmbiguousTimeOffsets(local).Max() : zone.GetUtcOffset(local);
        return new DateTimeOffset(local, offset).ToUniversalTime();
    }

    private static DateOnly FirstOfMonth(DateOnly day) => new(day.Year, day.Month, 1);

    private static int DaysAfterMonday(DateOnly day) => ((int)day.DayOfWeek + 6) % 7;
}
