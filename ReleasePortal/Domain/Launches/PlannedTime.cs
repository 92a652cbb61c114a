using System.Globalization;
using System.Text.Json.Serialization;

namespace ReleasePortal.Domain.Launches;

/// <summary>A local time as a person gives it.</summary>
/// <param name="Local">The wall clock's date and time there.</param>
/// <param name="Zone">An IANA zone, such as America/Chicago.</param>
/// <param name="Offset">
/// Which of the two is meant where clocks go back and the time comes twice; null where nobody was asked.
/// </param>
public sealed record WantedTime(DateTime Local, string Zone, TimeSpan? Offset = null);

/// <summary>
/// A local time with the zone and offset that it was settled with. The instant follows from them, and is worked out again when
/// the rules of the zone change.
/// </summary>
/// <param name="Local">The wall clock's date and time there.</param>
/// <param name="Zone">The zone of record, an IANA name.</param>
/// <param name="Offset">Of that zone at that time.</param>
public sealed record PlannedTime(DateTime Local, string Zone, TimeSpan Offset)
{
    /// <summary>The instant, in UTC.</summary>
    [JsonIgnore]
    public DateTimeOffset Instant => new DateTimeOffset(Local, Offset).ToUniversalTime();

    /// <summary>
    /// Settles a time. One that does not exist (clocks go forward) is refused, and so is one that comes twice (clocks go back)
    /// unless it says which is meant.
    /// </summary>
    /// <param name="wanted">The time as given.</param>
    /// <param name="field">The form's field for the error.</param>
    public static Result<PlannedTime> Settle(WantedTime wanted, string field)
    {
        if (!TryFindZone(wanted.Zone, out var zone))
            return new Invalid(field + ".zone", "UnknownZone", wanted.Zone);

        var local = DateTime.SpecifyKind(wanted.Local, DateTimeKind.Unspecified);
        if (local.Year is < 2000 or > 2199)
            return new Invalid(field, "Year");
        if (zone.IsInvalidTime(local))
            return new Invalid(field, "NoSuchTime", AfterTheGap(local, zone).Local.ToString("HH:mm", CultureInfo.InvariantCulture));
        if (!zone.IsAmbiguousTime(local))
            return new PlannedTime(local, wanted.Zone, zone.GetUtcOffset(local));

        return wanted.Offset is { } offset && zone.GetAmbiguousTimeOffsets(local).Contains(offset)
            ? new PlannedTime(local, wanted.Zone, offset)
            : new Invalid(field, "TimeComesTwice");
    }

    /// <summary>The two offsets of a time that comes twice, the earlier instant first; empty for any other time.</summary>
    public static IReadOnlyList<TimeSpan> ChoicesOf(DateTime local, string zone) =>
        TryFindZone(zone, out var found) && found.IsAmbiguousTime(DateTime.SpecifyKind(local, DateTimeKind.Unspecified))
            ? [.. found.GetAmbiguousTimeOffsets(DateTime.SpecifyKind(local, DateTimeKind.Unspecified)).OrderDescending()]
            : [];

    /// <summary>
    /// The same local time under the zone's rules of today. One that has ceased to exist moves behind the gap (RFC 5545,
    /// section 3.3.5), one that has come to exist twice keeps its offset where it can.
    /// </summary>
    public PlannedTime Again()
    {
        if (!TryFindZone(Zone, out var zone))
            return this;
        if (zone.IsInvalidTime(Local))
            return AfterTheGap(Local, zone) with { Zone = Zone };
        if (!zone.IsAmbiguousTime(Local))
            return this with { Offset = zone.GetUtcOffset(Local) };

        var offsets = zone.GetAmbiguousTimeOffsets(Local);
        return offsets.Contains(Offset) ? this : this with { Offset = offsets.Max() };
    }

    /// <summary>As it is recorded: "2027-03-14 09:00 America/Chicago (UTC-05:00)".</summary>
    public override string ToString()
    {
        var sign = Offset < TimeSpan.Zero ? '-' : '+';
        var local = Local.ToString(Local.Second is 0 ? "yyyy-MM-dd HH:mm" : "yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);
        return string.Create(CultureInfo.InvariantCulture, $"{local} {Zone} (UTC{sign}{Offset:hh\\:mm})");
    }

    private static PlannedTime AfterTheGap(DateTime local, TimeZoneInfo zone)
    {
        var before = zone.GetUtcOffset(local.AddDays(-1));
        var moved = TimeZoneInfo.ConvertTime(new DateTimeOffset(local, before), zone);
        return new PlannedTime(moved.DateTime, zone.Id, moved.Offset);
    }

    // Windows' names for zones would be found as well; what is stored and sent to others is IANA's.
    private static bool TryFindZone(string name, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out TimeZoneInfo? zone) =>
        TimeZoneInfo.TryFindSystemTimeZoneById(name, out zone) && zone.HasIanaId;
}
