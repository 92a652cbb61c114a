using ReleasePortal.Components.Times;
using ReleasePortal.Domain;

namespace ReleasePortal.Components.Releasing;

/// <summary>When a release is to happen, and until when.</summary>
public sealed class ReleaseTiming
{
    private ReleaseTiming(TimeDraft start, TimeDraft end) => (Start, End) = (start, end);

    /// <summary>At <see cref="Start"/> rather than now.</summary>
    public bool IsLater { get; set; }

    /// <summary>Until <see cref="End"/>: then it goes back to what it was.</summary>
    public bool HasEnd { get; set; }

    public TimeDraft Start { get; }

    public TimeDraft End { get; }

    /// <summary>Now, and for as long as people want.</summary>
    public bool IsPlain => !IsLater && !HasEnd;

    /// <summary>Now; with what most people mean once they choose otherwise.</summary>
    public static ReleaseTiming Now(DateTimeOffset now, TimeZoneInfo zone) => new(TimeDraft.Usual(now, zone), TimeDraft.Usual(now, zone, days: 8));

    /// <summary>What is wrong with the times; null when nothing is.</summary>
    public Refusal? Check() => Invalid.From(
    [
        .. IsLater ? ErrorsOf(Start, "start") : [],
        .. HasEnd ? ErrorsOf(End, "end") : [],
    ]);

    private static IReadOnlyList<FieldError> ErrorsOf(TimeDraft time, string field) => time.Settle(field).Refusal is Invalid invalid ? invalid.Errors : [];
}
