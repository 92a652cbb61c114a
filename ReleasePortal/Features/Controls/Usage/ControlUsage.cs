using ReleasePortal.Data.Usage;

namespace ReleasePortal.Features.Controls.Usage;

/// <summary>How far back a chart reaches.</summary>
public enum UsagePeriod
{
    /// <summary>The last hour, minute by minute.</summary>
    Hour,

    /// <summary>The last two days, hour by hour.</summary>
    TwoDays,

    /// <summary>The last 90 days, day by day; days are UTC's.</summary>
    Quarter,
}

internal static class UsagePeriods
{
    /// <summary>How long each of its bars is, in minutes.</summary>
    public static int SpanOf(this UsagePeriod period) => period switch
    {
        UsagePeriod.Hour => UsageTime.Minute,
        UsagePeriod.TwoDays => UsageTime.Hour,
        _ => UsageTime.Day,
    };

    /// <summary>How many bars it has.</summary>
    public static int BarsOf(this UsagePeriod period) => period switch
    {
        UsagePeriod.Hour => 60,
        UsagePeriod.TwoDays => 48,
        _ => 90,
    };

    /// <summary>The minute in which its first bar begins.</summary>
    public static long BeginOf(this UsagePeriod period, DateTimeOffset now) =>
        UsageTime.Begin(now, period.SpanOf()) - ((period.BarsOf() - 1L) * period.SpanOf());
}

/// <summary>Who asks for a control, as far as it can be told.</summary>
/// <param name="Since">When the control was created, or counting began: before, nothing is known.</param>
/// <param name="IsWhole">Whether that is the control's whole life.</param>
/// <param name="Askers">Each application by environment and way: those that ask by name first, and of these the last one.</param>
/// <param name="Counts">What was served in the period, however it was asked for.</param>
/// <param name="Begin">The minute in which the period begins.</param>
public sealed record ControlUsage(
    DateTimeOffset Since, bool IsWhole, IReadOnlyList<Asker> Askers, IReadOnlyList<ServedCount> Counts, long Begin)
{
    /// <summary>The same of one environment only.</summary>
    public ControlUsage On(string environment) => this with
    {
        Askers = [.. Askers.Where(asker => asker.Environment == environment)],
        Counts = [.. Counts.Where(count => count.Environment == environment)],
    };
}

/// <summary>One application that comes by the control's answers in one way.</summary>
/// <param name="KeyId">Its API key.</param>
/// <param name="Name">What that is called; null when the key is gone.</param>
/// <param name="IsRevoked">Its key is accepted no more.</param>
/// <param name="PerMinute">How often, on average over the last minutes; null where that cannot be seen.</param>
public sealed record Asker(
    string Environment, Guid KeyId, string? Name, bool IsRevoked, Asking Way, DateTimeOffset First, DateTimeOffset Last, double? PerMinute);

/// <summary>How often a variant was served in the period that begins there; the variant is empty for errors.</summary>
public sealed record ServedCount(string Environment, string Variant, long At, long Count);
