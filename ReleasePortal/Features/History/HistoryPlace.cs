using System.Globalization;

namespace ReleasePortal.Features.History;

/// <summary>
/// A moment in the viewer's zone from which the page shows the history backwards: the end of a day, or a minute of it. Nothing is
/// filtered by it.
/// </summary>
/// <param name="Day">The day.</param>
/// <param name="Time">The minute of that day; null for its end.</param>
public sealed record HistoryPlace(DateOnly Day, TimeOnly? Time = null)
{
    private const string DayForm = "yyyy-MM-dd", MinuteForm = "yyyy-MM-ddTHH:mm";

    /// <summary>Reads it as it stands in the address; null when it is none.</summary>
    public static HistoryPlace? Read(string? text) =>
        HistoryFilter.ReadDay(text) is { } day ? Of(day, time: null)
        : DateTime.TryParseExact(text, MinuteForm, CultureInfo.InvariantCulture, DateTimeStyles.None, out var minute)
            ? Of(DateOnly.FromDateTime(minute), TimeOnly.FromDateTime(minute))
        : null;

    /// <summary>The first instant that lies after it.</summary>
    public DateTimeOffset EndIn(TimeZoneInfo zone) => HistoryPeriod.Instant(
        Time is { } minute ? Day.ToDateTime(minute).AddMinutes(1) : Day.AddDays(1).ToDateTime(TimeOnly.MinValue), zone);

    public override string ToString() => Time is { } minute
        ? Day.ToDateTime(minute).ToString(MinuteForm, CultureInfo.InvariantCulture)
        : Day.ToString(DayForm, CultureInfo.InvariantCulture);

    // Years that a calendar in use has: nothing around them falls off its ends.
    private static HistoryPlace? Of(DateOnly day, TimeOnly? time) => day.Year is >= 2000 and < 2200 ? new HistoryPlace(day, time) : null;
}
