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
/// <param name="HasMore">Whether there are more beyond the end that was read towards.</param>
public sealed record HistoryStretch(IReadOnlyList<HistoryRow> Rows, bool HasMore);
