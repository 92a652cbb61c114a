using System.Globalization;

namespace ReleasePortal.Features.Launches;

public enum LaunchesView
{
    Month,
    Week,
    List,
}

/// <summary>What the Launches page shows, as it stands in its address, so that a view can be shared.</summary>
/// <param name="View">Month, week or list.</param>
/// <param name="Day">A day of the month or week that is shown.</param>
public sealed record LaunchesAddress(LaunchesView View, DateOnly Day)
{
    private const string DayForm = "yyyy-MM-dd";

    /// <summary>Reads what the address says; what it does not say is the usual view, and today.</summary>
    public static LaunchesAddress Read(string? view, string? day, LaunchesView usual, DateOnly today) => new(
        Enum.TryParse<LaunchesView>(view, ignoreCase: true, out var wanted) && Enum.IsDefined(wanted) ? wanted : usual,
        DateOnly.TryParseExact(day, DayForm, CultureInfo.InvariantCulture, DateTimeStyles.None, out var read) && read.Year is >= 2000 and < 2200 ? read : today);

    public override string ToString() => View is LaunchesView.List
        ? "/launches?view=list"
        : $"/launches?view={View.ToString().ToLowerInvariant()}&day={Iso(Day)}";

    /// <summary>The address at which a launch is planned for that day.</summary>
    public static string OfNew(string environment, DateOnly? day = null) =>
        "/launches/new?environment=" + Uri.EscapeDataString(environment) + (day is { } wanted ? "&day=" + Iso(wanted) : "");

    private static string Iso(DateOnly day) => day.ToString(DayForm, CultureInfo.InvariantCulture);
}
