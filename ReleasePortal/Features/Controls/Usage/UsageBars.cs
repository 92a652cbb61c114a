using System.Globalization;
using System.Text;
using ReleasePortal.Data.Usage;

namespace ReleasePortal.Features.Controls.Usage;

/// <summary>The numbers of a chart: for each bar, how often each variant was served.</summary>
public sealed class UsageBars
{
    /// <summary>How wide a bar is with the gap behind it, and how high the chart, in the units of its picture.</summary>
    public const int Step = 10;

    public const int Height = 100;

    private const int Gap = 2;

    private readonly long[][] _counts;

    /// <param name="usage">On one environment.</param>
    /// <param name="period">How far back.</param>
    /// <param name="variants">In which order they stand on each other; what else was served, errors last, comes after.</param>
    public UsageBars(ControlUsage usage, UsagePeriod period, IEnumerable<string> variants)
    {
        ArgumentNullException.ThrowIfNull(usage);
        var served = usage.Counts.Select(count => count.Variant).ToHashSet(StringComparer.Ordinal);
        Variants =
        [
            .. variants.Where(served.Remove),
            .. served.OrderBy(variant => variant.Length is 0).ThenBy(variant => variant, StringComparer.Ordinal),
        ];
        (Begin, Span, Length) = (usage.Begin, period.SpanOf(), period.BarsOf());
        _counts = [.. Variants.Select(_ => new long[Length])];
        foreach (var count in usage.Counts)
        {
            var bar = (count.At - Begin) / Span;
            if (bar >= 0 && bar < Length)
                _counts[Variants.IndexOf(count.Variant)][bar] += count.Count;
        }

        Most = Enumerable.Range(0, Length).Max(TotalOf);
    }

    /// <summary>From the lowest up.</summary>
    public List<string> Variants { get; }

    /// <summary>The minute in which the first bar begins.</summary>
    public long Begin { get; }

    /// <summary>How long a bar is, in minutes.</summary>
    public int Span { get; }

    public int Length { get; }

    /// <summary>Of the highest bar.</summary>
    public long Most { get; }

    public long Total => Variants.Sum(TotalOf);

    public long CountOf(string variant, int bar) => _counts[Variants.IndexOf(variant)][bar];

    public long TotalOf(string variant) => _counts[Variants.IndexOf(variant)].Sum();

    public long TotalOf(int bar) => _counts.Sum(counts => counts[bar]);

    public DateTimeOffset InstantOf(int bar) => UsageTime.InstantOf(Begin + ((long)bar * Span));

    /// <summary>All parts of the bars that are one variant's, as one SVG path.</summary>
    public string PathOf(string variant)
    {
        var path = new StringBuilder();
        var index = Variants.IndexOf(variant);
        for (var bar = 0; bar < Length; bar++)
        {
            if (_counts[index][bar] is 0)
                continue;

            var below = _counts.Take(index).Sum(counts => counts[bar]);
            var (bottom, height) = (Height - Scaled(below), Scaled(below + _counts[index][bar]) - Scaled(below));
            path.Append(CultureInfo.InvariantCulture, $"M{bar * Step} {bottom:0.##}h{Step - Gap}v{-height:0.##}h{Gap - Step}z");
        }

        return path.ToString();
    }

    private double Scaled(long count) => Most is 0 ? 0 : count * (double)Height / Most;
}
