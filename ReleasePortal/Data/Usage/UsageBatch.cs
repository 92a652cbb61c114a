namespace ReleasePortal.Data.Usage;

/// <summary>What was counted between two instants and is to be written: a little at a time, and nothing twice.</summary>
public sealed class UsageBatch
{
    /// <summary>Over a longer time than this (the database was away), nobody knows in which minute it was.</summary>
    private static readonly TimeSpan LongestMinute = TimeSpan.FromMinutes(2);

    private readonly UsageRow[] _rows;
    private int _written;

    /// <param name="from">Since when.</param>
    /// <param name="to">Until when.</param>
    /// <param name="counts">How often; 0 for what was only seen.</param>
    public UsageBatch(DateTimeOffset from, DateTimeOffset to, IEnumerable<KeyValuePair<UseKey, long>> counts)
    {
        // In one order on every portal, so that no two wait for each other.
        _rows = [.. counts.Select(count => new UsageRow(count.Key.Id, count.Key, count.Value)).OrderBy(row => row.Id)];
        (FirstMinute, LastMinute) = (UsageTime.MinuteOf(from), UsageTime.MinuteOf(to));
        var middle = from + ((to - from) / 2);
        Periods =
        [
            .. UsageTime.Kept.Keys
                .Where(span => span is not UsageTime.Minute || to - from <= LongestMinute)
                .Select(span => (span, UsageTime.Begin(middle, span))),
        ];
    }

    public long FirstMinute { get; }

    public long LastMinute { get; }

    /// <summary>Where its counts belong: to a minute, an hour and a day.</summary>
    public IReadOnlyList<(int Span, long At)> Periods { get; }

    public bool IsWritten => _written == _rows.Length;

    public ReadOnlyMemory<UsageRow> Next(int most) => _rows.AsMemory(_written, Math.Min(most, _rows.Length - _written));

    public void Written(int rows) => _written += rows;
}

/// <summary>One line of a batch.</summary>
public sealed record UsageRow(long Id, UseKey Key, long Count);
