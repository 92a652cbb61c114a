using ReleasePortal.Domain;
using ReleasePortal.Domain.Controls;
using ReleasePortal.Domain.History;

namespace ReleasePortal.Changes;

/// <summary>What the desk has committed: the entries of one change set, in order.</summary>
/// <param name="Entries">One for each change.</param>
/// <param name="Correlation">Shared by all of them.</param>
public sealed record Applied(IReadOnlyList<Entry> Entries, Guid Correlation)
{
    /// <summary>The change set that takes these changes of states back, last one first; null when there is nothing to undo.</summary>
    /// <param name="reason">Why, for the history.</param>
    public ChangeSet? Undo(string reason)
    {
        Change[] undoing =
        [
            .. Entries
                .Where(entry => entry is { SubjectKind: SubjectKind.Control, Environment: not null })
                .Reverse()
                .Select(entry => new Undo(entry.SubjectKey, entry.Environment!, entry.Id)),
        ];
        return undoing.Length is 0 ? null : new ChangeSet(undoing, reason, ChangeSource.Undo);
    }
}
