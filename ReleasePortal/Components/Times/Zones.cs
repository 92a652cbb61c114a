using System.Globalization;

namespace ReleasePortal.Components.Times;

/// <summary>The time zones of the world, by their IANA names.</summary>
public static class Zones
{
    private static readonly Lazy<IReadOnlyList<string>> Known = new(() =>
    [
        .. TimeZoneInfo.GetSystemTimeZones()
            .Where(zone => zone.HasIanaId && (zone.Id is "UTC" || (zone.Id.Contains('/', StringComparison.Ordinal) && !zone.Id.StartsWith("Etc/", StringComparison.Ordinal))))
            .Select(zone => zone.Id)
            .Order(StringComparer.Ordinal),
    ]);

    /// <summary>Those that a person may choose.</summary>
    public static IReadOnlyList<string> All => Known.Value;

    /// <summary>The zone that a person means who typed "chicago" or "new york"; what they typed when it could be several or none.</summary>
    public static string Meant(string? typed)
    {
        var text = (typed ?? "").Trim().Replace(' ', '_');
        if (text.Length is 0)
            return "";

        return All.FirstOrDefault(zone => zone.Equals(text, StringComparison.OrdinalIgnoreCase))
            ?? Only(All.Where(zone => zone.EndsWith("/" + text, StringComparison.OrdinalIgnoreCase)))
            ?? Only(All.Where(zone => zone.Contains(text, StringComparison.OrdinalIgnoreCase)))
            ?? typed!.Trim();
    }

    /// <summary>"Chicago" for America/Chicago.</summary>
    public static string City(string zone) => zone[(zone.LastIndexOf('/') + 1)..].Replace('_', ' ');

    /// <summary>"UTC−5", "UTC+5:30".</summary>
    public static string Say(TimeSpan offset)
    {
        var sign = offset < TimeSpan.Zero ? "−" : "+";
        var minutes = offset.Minutes is 0 ? "" : offset.ToString(@"\:mm", CultureInfo.InvariantCulture);
        return string.Create(CultureInfo.InvariantCulture, $"UTC{sign}{Math.Abs(offset.Hours)}{minutes}");
    }

    private static string? Only(IEnumerable<string> zones) => zones.Take(2).ToList() is [var only] ? only : null;
}
