namespace ReleasePortal.Domain.Deployments;

/// <summary>The steps in which lengths of time are counted, as people speak of them; each begins where the one before it ends.</summary>
public enum SpreadStep
{
    UnderAnHour,
    UnderADay,
    OneToThreeDays,
    ThreeToSevenDays,
    OneToTwoWeeks,
    TwoToFourWeeks,
    Longer,
}

/// <summary>
/// How lengths of time are spread. Averages alone would be moved by one control that was forgotten for a year: quantiles are not.
/// </summary>
public sealed record Spread
{
    // Where the steps begin, in their order.
    private static readonly TimeSpan[] Begin =
    [
        TimeSpan.MinValue, TimeSpan.FromHours(1), TimeSpan.FromDays(1), TimeSpan.FromDays(3), TimeSpan.FromDays(7), TimeSpan.FromDays(14), TimeSpan.FromDays(28),
    ];

    private Spread(IReadOnlyList<TimeSpan> sorted)
    {
        Count = sorted.Count;
        (P10, P25, Median, P75, P90) = (Quantile(sorted, 10), Quantile(sorted, 25), Quantile(sorted, 50), Quantile(sorted, 75), Quantile(sorted, 90));
        Steps = [.. Enum.GetValues<SpreadStep>().Select(step => sorted.Count(length => StepOf(length) == step))];
    }

    /// <summary>How many were measured; at least one.</summary>
    public int Count { get; }

    public TimeSpan P10 { get; }

    public TimeSpan P25 { get; }

    public TimeSpan Median { get; }

    public TimeSpan P75 { get; }

    public TimeSpan P90 { get; }

    /// <summary>How many there are of each <see cref="SpreadStep"/>, in their order.</summary>
    public IReadOnlyList<int> Steps { get; }

    /// <summary>How these are spread; null when there is none.</summary>
    public static Spread? Of(IEnumerable<TimeSpan> lengths) => lengths.Order().ToList() is { Count: > 0 } sorted ? new Spread(sorted) : null;

    public static SpreadStep StepOf(TimeSpan length) => (SpreadStep)Array.FindLastIndex(Begin, begin => begin <= length);

    /// <summary>
    /// The quantile of a sample by the rule of Hyndman and Fan, "Sample Quantiles in Statistical Packages" (The American Statistician
    /// 50, 1996), type 7, as in R, NumPy and spreadsheets: at the place (n − 1) p, linear between its neighbours.
    /// </summary>
    /// <param name="sorted">From the shortest to the longest; at least one.</param>
    /// <param name="percent">From 0 to 100.</param>
    public static TimeSpan Quantile(IReadOnlyList<TimeSpan> sorted, int percent)
    {
        var place = (sorted.Count - 1) * percent;
        var (below, rest) = Math.DivRem(place, 100);
        var lower = sorted[below];
        return rest is 0 ? lower : lower + ((sorted[below + 1] - lower) * (rest / 100.0));
    }
}
