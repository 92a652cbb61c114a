using Ical.Net.CalendarComponents;
using Ical.Net.DataTypes;
using Ical.Net.Serialization;
using Microsoft.Extensions.Localization;

namespace ReleasePortal.Features.Launches.Feed;

/// <summary>Launches as an iCalendar (RFC 5545).</summary>
public sealed class CalendarFeed(LaunchWords words, IStringLocalizer<LaunchesTexts> texts)
{
    private const int Minutes = 15;

    /// <param name="launches">As the person may see them.</param>
    /// <param name="portal">The portal's own address, to which each event leads.</param>
    public string Write(IReadOnlyList<FeedLaunch> launches, Uri portal)
    {
        var calendar = new Ical.Net.Calendar { ProductId = "-//ReleasePortal//Launches//EN" };
        calendar.AddProperty("X-WR-CALNAME", texts["Feed.Name"].Value);
        calendar.AddProperty("REFRESH-INTERVAL;VALUE=DURATION", "PT15M");
        foreach (var launch in launches)
            calendar.Events.Add(Event(launch, portal));
        return new CalendarSerializer().SerializeToString(calendar) ?? "";
    }

    private CalendarEvent Event(FeedLaunch launch, Uri portal) => new()
    {
        Uid = $"{launch.Id}@releaseportal",
        Summary = texts["Feed.Summary", launch.Name, words.Say(launch.Status)],
        Description = launch.Notes.Length > 0 ? launch.Notes : null,
        Location = launch.Environment,
        Url = new Uri(portal, $"launches/{launch.Id}"),
        Start = new CalDateTime(launch.At.UtcDateTime, "UTC"),
        End = new CalDateTime(launch.At.UtcDateTime.AddMinutes(Minutes), "UTC"),
        DtStamp = new CalDateTime(launch.ChangedAt.UtcDateTime, "UTC"),
        Sequence = launch.Version,
    };
}
