using System.Globalization;
using ReleasePortal.Domain;
using ReleasePortal.Domain.Launches;

namespace ReleasePortal.Components.Times;

/// <summary>A date, a time and a zone as they are being typed.</summary>
public sealed class TimeDraft
{
    private const string DateForm = "yyyy-MM-dd";

    private static readonly string[] TimeForms = ["HH:mm", "HH:mm:ss", "HH:mm:ss.fff"];

    /// <summary>As the browser's field gives it: 2027-03-14; empty while there is none.</summary>
    public string Date { get; set; } = "";

    /// <summary>09:00, or 09:00:30.</summary>
    public string Time { get; set; } = "";

    /// <summary>The zone's IANA name.</summary>
    public string Zone { get; set; } = "";

    /// <summary>Which of the two is meant, where clocks go back and the time comes twice.</summary>
    public TimeSpan? Offset { get; set; }

    /// <summary>What is typed, as far as it is a time at all.</summary>
    public WantedTime? Wanted =>
        DateOnly.TryParseExact(Date, DateForm, CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)
        && TimeOnly.TryParseExact(Time, TimeForms, CultureInfo.InvariantCulture, DateTimeStyles.None, out var time)
            ? new WantedTime(date.ToDateTime(time), Zone, PlannedTime.ChoicesOf(date.ToDateTime(time), Zone).Count > 0 ? Offset : null)
            : null;

    /// <summary>A wall clock's date and time in a zone.</summary>
    public static TimeDraft At(DateTime local, string zone) => new()
    {
        Date = local.ToString(DateForm, CultureInfo.InvariantCulture),
        Time = local.ToString(local.Second is 0 ? "HH:mm" : "HH:mm:ss", CultureInfo.InvariantCulture),
        Zone = zone,
    };

    /// <summary>A time that is planned already.</summary>
    public static TimeDraft Of(PlannedTime planned)
    {
        var draft = At(planned.Local, planned.Zone);
        draft.Offset = planned.Offset;
        return draft;
    }

    /// <summary>What most people mean before they have chosen: nine in the morning, some days from now.</summary>
    public static TimeDraft Usual(DateTimeOffset now, TimeZoneInfo zone, int days = 1) =>
        At(TimeZoneInfo.ConvertTime(now, zone).Date.AddDays(days).AddHours(9), zone.Id);

    /// <summary>The time that it comes to, or what is wrong with it.</summary>
    /// <param name="field">The form's field for the error.</param>
    public Result<PlannedTime> Settle(string field) =>
        Wanted is { } wanted ? PlannedTime.Settle(wanted, field) : new Invalid(field, "Required");

    /// <summary>The next time that exists, for one that clocks skip when they go forward.</summary>
    public PlannedTime? Next => Wanted is { } wanted ? new PlannedTime(wanted.Local, wanted.Zone, TimeSpan.Zero).Again() : null;

    /// <summary>Everything that is typed, to tell whether something was.</summary>
    public override string ToString() => $"{Date}T{Time} {Zone} {Offset}";
}
