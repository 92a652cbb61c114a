using System.Globalization;
using Microsoft.Extensions.Localization;
using ReleasePortal.Domain.Wording;

namespace ReleasePortal.Components;

/// <summary>Instants as people say them.</summary>
public sealed class WhenWords(IStringLocalizer<ComponentsTexts> texts)
{
    private static readonly (TimeSpan Unit, string Name)[] Units =
    [
        (TimeSpan.FromDays(365), "Year"),
        (TimeSpan.FromDays(30), "Month"),
        (TimeSpan.FromDays(7), "Week"),
        (TimeSpan.FromDays(1), "Day"),
        (TimeSpan.FromHours(1), "Hour"),
        (TimeSpan.FromMinutes(1), "Minute"),
    ];

    /// <summary>"3 hours ago", "in 2 days", "just now".</summary>
    public string Relative(DateTimeOffset instant, DateTimeOffset now) =>
        Distance(instant, now, instant > now ? "In" : "Ago") ?? texts[instant > now ? "When.Soon" : "When.Now"];

    /// <summary>"for 18 minutes", "for a moment": since an instant in the past.</summary>
    public string Lasting(DateTimeOffset since, DateTimeOffset now) => Distance(since, now, "For") ?? texts["When.Moment"];

    /// <summary>"14:02", "Yesterday 17:20", "Fri 16:41" or "Fri 30 Oct 2026 16:41", in the viewer's zone.</summary>
    public string Short(DateTimeOffset instant, DateTimeOffset now, TimeZoneInfo zone)
    {
        var (there, here) = (TimeZoneInfo.ConvertTime(instant, zone), TimeZoneInfo.ConvertTime(now, zone));
        var time = there.ToString("HH:mm", CultureInfo.CurrentCulture);
        return (here.Date - there.Date).Days switch
        {
            0 => time,
            1 => texts["When.Yesterday", time],
            -1 => texts["When.Tomorrow", time],
            > 1 and < 7 => there.ToString("ddd HH:mm", CultureInfo.CurrentCulture),
            _ => Date(instant, now, zone),
        };
    }

    /// <summary>"Fri 30 Oct 16:41", or "30 Oct 2025 16:41" in another year, in the viewer's zone.</summary>
    public static string Date(DateTimeOffset instant, DateTimeOffset now, TimeZoneInfo zone)
    {
        var (there, here) = (TimeZoneInfo.ConvertTime(instant, zone), TimeZoneInfo.ConvertTime(now, zone));
        return there.ToString(there.Year == here.Year ? "ddd d MMM HH:mm" : "d MMM yyyy HH:mm", CultureInfo.CurrentCulture);
    }

    /// <summary>A sentence as one text, its instants in the viewer's zone.</summary>
    public static string Plain(IEnumerable<Segment> sentence, DateTimeOffset now, TimeZoneInfo zone) =>
        string.Concat(sentence.Select(segment => segment.At is { } at ? Date(at, now, zone) : segment.Text));

    /// <summary>"Tuesday 24 November 2026, 14:02:07 (Europe/Berlin, UTC+1)".</summary>
    public string Exact(DateTimeOffset instant, TimeZoneInfo zone)
    {
        var there = TimeZoneInfo.ConvertTime(instant, zone);
        return texts["When.Exact", there.ToString("dddd d MMMM yyyy, HH:mm:ss", CultureInfo.CurrentCulture), ZoneName(zone, there.Offset)];
    }

    /// <summary>"Europe/Berlin, UTC+1".</summary>
    public static string ZoneName(TimeZoneInfo zone, TimeSpan offset)
    {
        if (zone.Id is "UTC" or "Etc/UTC")
            return "UTC";

        var sign = offset < TimeSpan.Zero ? "−" : "+";
        var minutes = offset.Minutes is 0 ? "" : offset.ToString(@"\:mm", CultureInfo.InvariantCulture);
        return string.Create(CultureInfo.InvariantCulture, $"{zone.Id}, UTC{sign}{Math.Abs(offset.Hours)}{minutes}");
    }

    private string? Distance(DateTimeOffset instant, DateTimeOffset now, string direction)
    {
        var distance = (instant - now).Duration();
        foreach (var (unit, name) in Units)
        {
            // Half a unit is rounded up, so that 59 minutes and 40 seconds is an hour.
            var count = (int)Math.Round(distance / unit, MidpointRounding.AwayFromZero);
            if (distance >= unit * 0.99 && count >= 1)
                return count is 1 ? texts[$"When.{direction}.{name}"] : texts[$"When.{direction}.{name}s", count];
        }

        return null;
    }
}
