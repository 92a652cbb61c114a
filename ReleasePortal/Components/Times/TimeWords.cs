using System.Globalization;
using Microsoft.Extensions.Localization;
using ReleasePortal.Domain.Launches;

namespace ReleasePortal.Components.Times;

/// <summary>Planned times as people say them, in the zone in which they were planned.</summary>
public sealed class TimeWords(IStringLocalizer<TimesTexts> texts)
{
    /// <summary>"Monday 1 March 2027 at 09:00 (Chicago)".</summary>
    public string Say(PlannedTime time) => texts["Local", Day(time.Local), Clock(time.Local), Zones.City(time.Zone)];

    /// <summary>"on Monday 1 March 2027 at 09:00 (Chicago)", for the end of a sentence.</summary>
    public string On(PlannedTime time) => texts["On", Say(time)];

    /// <summary>"Monday 1 March 2027 at 16:00 (Europe/Berlin, UTC+1)".</summary>
    public string Say(DateTimeOffset instant, TimeZoneInfo zone)
    {
        var there = TimeZoneInfo.ConvertTime(instant, zone);
        return texts["Local", Day(there.DateTime), Clock(there.DateTime), WhenWords.ZoneName(zone, there.Offset)];
    }

    private static string Day(DateTime local) => local.ToString("dddd d MMMM yyyy", CultureInfo.CurrentCulture);

    private static string Clock(DateTime local) => local.ToString(local.Second is 0 ? "HH:mm" : "HH:mm:ss", CultureInfo.CurrentCulture);
}
