namespace ReleasePortal.Features.History;

/// <summary>A part of the history.</summary>
/// <param name="From">Its first entry.</param>
/// <param name="Until">The entry after its last one.</param>
public sealed record HistoryReach(long From, long Until)
{
    public static HistoryReach Whole { get; } = new(1, long.MaxValue);

    public static HistoryReach Nowhere { get; } = new(1, 1);

    public bool IsEmpty => From >= Until;

    /// <summary>The part of it before that entry.</summary>
    public HistoryReach Before(long sequence) => this with { Until = Math.Min(Until, sequence) };

    /// <summary>The part of it after that entry.</summary>
    public HistoryReach After(long sequence) => this with { From = Math.Max(From, sequence + 1) };

    /// <summary>As many of its last entries.</summary>
    public HistoryReach Last(long count) => this with { From = Math.Max(From, Until - count) };

    /// <summary>As many of its first entries.</summary>
    public HistoryReach First(long count) => this with { Until = Math.Min(Until, From + count) };
}
