using System.Globalization;
using ReleasePortal.Components;

namespace ReleasePortal.Features.Deployments.Timeline;

/// <summary>What is wrong with a day in the address.</summary>
public enum DayProblem
{
    /// <summary>It is no day of a calendar in use.</summary>
    NoDay,

    /// <summary>The period would end before it begins.</summary>
    BeforeFrom,

    /// <summary>The period would be longer than can be shown.</summary>
    TooLong,
}

/// <summary>The days that are shown, in the viewer's zone.</summary>
/// <param name="First">The first day.</param>
/// <param name="Last">The last day; it is shown too.</param>
public sealed record TimelinePeriod(DateOnly First, DateOnly Last)
{
    /// <summary>In days.</summary>
    public const int Longest = 366;

    /// <summary>What is shown unless the address says otherwise, in days.</summary>
    public const int Usual = 30;

    private const string Form = "yyyy-MM-dd";

    // More steps than these would be thinner than a finger.
    private const int MostHours = 2 * 24, MostDays = 62, Week = 7;

    /// <summary>The lengths that can be chosen, by their names in the texts, in days.</summary>
    public static IReadOnlyList<(string Name, int Days)> Spans { get; } = [("Day", 1), ("Week", 7), ("Month", Usual), ("Quarter", 91), ("Year", 365)];

    public DayProblem? FromProblem { get; private init; }

    public DayProblem? ToProblem { get; private init; }

    public int Days => Last.DayNumber - First.DayNumber + 1;

    /// <summary>Whether the steps are hours: there is nothing shorter to zoom into.</summary>
    public bool IsHourly => Days * 24 <= MostHours;

    public TimelinePeriod Earlier => Moved(-Days);

    public TimelinePeriod Later => Moved(Days);

    /// <summary>The next longer one of the lengths; null at the longest.</summary>
    public TimelinePeriod? Wider => Spans.FirstOrDefault(span => span.Days > Days) is { Days: > 0 } span ? Of(span.Days) : null;

    /// <summary>The next shorter one; null at the shortest.</summary>
    public TimelinePeriod? Closer => Spans.LastOrDefault(span => span.Days < Days) is { Days: > 0 } span ? Of(span.Days) : null;

    /// <summary>Reads it from the address; in place of what makes no sense stands what is usual, with what is wrong.</summary>
    public static TimelinePeriod Read(TimelineAddress address, DateOnly today)
    {
        var (from, to) = (ReadDay(address.From), ReadDay(address.To));
        var (fromProblem, toProblem) = (Problem(address.From, from), Problem(address.To, to));
        var last = to ?? (from is { } begin && begin > today ? begin : today);
        var first = from ?? last.AddDays(1 - Usual);
        if (first > last)
            (first, toProblem) = (last.AddDays(1 - Usual), DayProblem.BeforeFrom);
        else if (last.DayNumber - first.DayNumber >= Longest)
            (first, fromProblem) = (last.AddDays(1 - Longest), DayProblem.TooLong);
        return new TimelinePeriod(first, last) { FromProblem = fromProblem, ToProblem = toProblem };
    }

    public static string Say(DateOnly day) => day.ToString(Form, CultureInfo.InvariantCulture);

    /// <summary>So many days that end when this one does.</summary>
    public TimelinePeriod Of(int days) => new(Last.AddDays(1 - days), Last);

    /// <summary>The instants at which the steps begin, and the one at which the last ends: hours, days or weeks, as many as can be told apart.</summary>
    public IReadOnlyList<DateTimeOffset> Steps(TimeZoneInfo zone)
    {
        if (!IsHourly)
        {
            var length = Days <= MostDays ? 1 : Week;
            return [.. Enumerable.Range(0, (Days + length - 1) / length).Select(step => Midnight(First.AddDays(step * length), zone)), Midnight(Last.AddDays(1), zone)];
        }

        var steps = new List<DateTimeOffset>();
        var end = Midnight(Last.AddDays(1), zone);
        for (var at = Midnight(First, zone); at < end; at = at.AddHours(1))
            steps.Add(at);
        return [.. steps, end];
    }

    private TimelinePeriod Moved(int days) => new(First.AddDays(days), Last.AddDays(days));

    private static DayProblem? Problem(string? text, DateOnly? day) => string.IsNullOrEmpty(text) || day is not null ? null : DayProblem.NoDay;

    // Years that a calendar in use has: nothing around them falls off its ends.
    private static DateOnly? ReadDay(string? text) =>
        DateOnly.TryParseExact(text, Form, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) && day.Year is >= 2000 and < 2200 ? day : null;

    private static DateTimeOffset Midnight(DateOnly day, TimeZoneInfo zone) => zone.ToInstant(day.ToDateTime(TimeOnly.MinValue));
}
