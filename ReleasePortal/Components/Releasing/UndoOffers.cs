using System.Collections.Concurrent;
using ReleasePortal.Changes;
using ReleasePortal.Domain.History;

namespace ReleasePortal.Components.Releasing;

/// <summary>
/// The offers to undo that stand on one open page. Each goes away once somebody has changed its control there again: undoing
/// would not bring back what the person means.
/// </summary>
public sealed class UndoOffers(ChangeFeed feed) : IDisposable
{
    private readonly ConcurrentDictionary<Toast, Entry> _open = new();
    private IDisposable? _subscription;

    /// <param name="entry">What can be undone.</param>
    /// <param name="toast">The message that offers it.</param>
    public void Add(Entry entry, Toast toast)
    {
        _open[toast] = entry;
        toast.OnClose(() => _open.TryRemove(toast, out _));
        _subscription ??= feed.Subscribe(TakeBack);
    }

    public void Dispose() => _subscription?.Dispose();

    private void TakeBack(FeedNotice notice)
    {
        foreach (var (toast, entry) in _open)
        {
            if (notice.Head > entry.Sequence
                && notice.Subjects.Any(subject => subject.Id == entry.SubjectId && subject.Environment == entry.Environment)
                && _open.TryRemove(toast, out _))
                toast.Close();
        }
    }
}
