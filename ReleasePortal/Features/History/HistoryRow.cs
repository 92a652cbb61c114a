using ReleasePortal.Domain;
using ReleasePortal.Domain.Wording;

namespace ReleasePortal.Features.History;

/// <summary>One entry as a sentence.</summary>
public sealed record HistoryRow
{
    /// <summary>Its place in the chain: for paging, never shown from here.</summary>
    public required long Sequence { get; init; }

    public required Guid Id { get; init; }

    public required DateTimeOffset At { get; init; }

    public required string Who { get; init; }

    /// <summary>What was done, in runs.</summary>
    public required IReadOnlyList<Segment> Said { get; init; }

    public required string? Reason { get; init; }

    public required ChangeSource Source { get; init; }

    /// <summary>An exception while the environment was frozen.</summary>
    public bool DuringFreeze { get; init; }

    /// <summary>The name in the sentence that leads to the subject's page; null when the reader has no page for it.</summary>
    public string? LinkName { get; init; }

    public string? Href { get; init; }

    /// <summary>Nothing happened to that state since, and the reader may change it.</summary>
    public bool CanUndo { get; init; }
}

/// <summary>A stretch of the history, newest first.</summary>
/// <param name="Rows">The entries.</param>
/// <param name="HasMore">Whether there are, or may be, more beyond the end that was read towards.</param>
public sealed record HistoryStretch(IReadOnlyList<HistoryRow> Rows, bool HasMore)
{
    /// <summary>Set where looking was broken off because it took long: from where it can go on.</summary>
    public HistoryPause? Pause { get; init; }
}

/// <summary>How far a search has come.</summary>
/// <param name="Sequence">The last entry that was looked at.</param>
/// <param name="At">When that was.</param>
/// <param name="Size">How large the windows were by then.</param>
public sealed record HistoryPause(long Sequence, DateTimeOffset At, int Size);

/// <summary>How many entries a filter means, for this reader.</summary>
/// <param name="Number">As many at least.</param>
/// <param name="IsExact">False when there may be more.</param>
public sealed record HistoryCount(long Number, bool IsExact);
