using ReleasePortal.Domain;
using ReleasePortal.Domain.Access;

namespace ReleasePortal.Features.Demo;

/// <summary>Something that somebody did in the demo shop, so long before now.</summary>
internal sealed record DemoStep(TimeSpan Ago, DemoPerson Who, IReadOnlyList<Change> Changes, string? Reason)
{
    /// <summary>The launch that it belongs to; null for none.</summary>
    public Guid? Launch { get; init; }

    /// <summary>The schedule, where it did it for the person; null for the person alone.</summary>
    public Actor? As { get; init; }

    /// <param name="day">Whole days before now.</param>
    /// <param name="hour">Hours off that day's instant, so that steps of a day keep their order.</param>
    public static DemoStep At(int day, double hour, DemoPerson who, string? reason, params IReadOnlyList<Change> changes) =>
        new(TimeSpan.FromDays(day) - TimeSpan.FromHours(hour), who, changes, reason);

    /// <summary>In the last hours: so many minutes before now.</summary>
    public static DemoStep Minutes(int ago, DemoPerson who, string? reason, params IReadOnlyList<Change> changes) =>
        new(TimeSpan.FromMinutes(ago), who, changes, reason);
}
