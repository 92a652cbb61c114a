namespace ReleasePortal.Features.History;

/// <summary>
/// The part of the history that one open page holds. It moves along the chain: what is far from where the person reads is let go,
/// so that a page costs the same at the millionth entry as at the first.
/// </summary>
public sealed class HistoryWindow
{
    /// <summary>As many rows as a page holds at once.</summary>
    public const int MostRows = 5 * HistoryQuery.StretchLength;

    private readonly List<HistoryRow> _rows = [];

    public IReadOnlyList<HistoryRow> Rows => _rows;

    /// <summary>Entries stand above the first row that the page has let go.</summary>
    public bool HasNewer { get; private set; }

    public bool HasOlder { get; private set; }

    /// <summary>How far a search for older entries has come that is not at its end; null when none is under way.</summary>
    public HistoryPause? OlderPause { get; private set; }

    /// <summary>The same for newer entries.</summary>
    public HistoryPause? NewerPause { get; private set; }

    /// <summary>The history was read up to this entry.</summary>
    public long ReadUpTo { get; private set; }

    /// <summary>Begins again at the newest entries.</summary>
    /// <param name="newest">The first stretch.</param>
    /// <param name="head">How far the history reached before it was read.</param>
    public void Start(HistoryStretch newest, long head)
    {
        _rows.Clear();
        _rows.AddRange(newest.Rows);
        (HasNewer, HasOlder, ReadUpTo) = (false, newest.HasMore, head);
        (NewerPause, OlderPause) = (null, newest.Pause);
    }

    /// <summary>Begins again at some place in the history.</summary>
    /// <param name="older">The stretch that ends there.</param>
    /// <param name="newer">The stretch that begins there.</param>
    /// <param name="head">How far the history reached before it was read.</param>
    public void Start(HistoryStretch older, HistoryStretch newer, long head)
    {
        Start(older, head);
        if (older.Rows.Count is 0)
            AddNewer(newer);
        else
            HasNewer = newer.HasMore || newer.Rows.Count > 0;
    }

    public void AddOlder(HistoryStretch older)
    {
        _rows.AddRange(older.Rows);
        (HasOlder, OlderPause) = (older.HasMore, older.Pause);
        if (_rows.Count <= MostRows)
            return;

        _rows.RemoveRange(0, _rows.Count - MostRows);
        (HasNewer, NewerPause) = (true, null);
    }

    public void AddNewer(HistoryStretch newer)
    {
        _rows.InsertRange(0, newer.Rows);
        (HasNewer, NewerPause) = (newer.HasMore, newer.Pause);
        if (_rows.Count <= MostRows)
            return;

        _rows.RemoveRange(MostRows, _rows.Count - MostRows);
        (HasOlder, OlderPause) = (true, null);
    }

    /// <summary>Takes what was read again.</summary>
    /// <param name="again">The rows that are still to be shown, and those that came on top.</param>
    /// <param name="head">How far the history reached before it was read.</param>
    /// <returns>The rows that came on top, newest first.</returns>
    public IReadOnlyList<HistoryRow> Take(HistoryStretch again, long head)
    {
        var known = _rows.Select(row => row.Id).ToHashSet();
        _rows.Clear();
        _rows.AddRange(again.Rows);
        HasOlder |= again.HasMore;
        ReadUpTo = head;
        return [.. _rows.TakeWhile(row => !known.Contains(row.Id))];
    }
}
