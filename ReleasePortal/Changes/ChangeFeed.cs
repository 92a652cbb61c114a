using ReleasePortal.Domain;
using ReleasePortal.Domain.History;

namespace ReleasePortal.Changes;

/// <summary>A subject that was changed; what it is now is for the reader to query.</summary>
/// <param name="Environment">The environment's key; null when the change was about none.</param>
public sealed record ChangedSubject(SubjectKind Kind, Guid Id, string Key, string? Environment);

/// <summary>Something was committed.</summary>
/// <param name="Head">The sequence of the last entry.</param>
/// <param name="Subjects">What was changed.</param>
public sealed record FeedNotice(long Head, IReadOnlyList<ChangedSubject> Subjects);

/// <summary>An entry of the history that is committed and may be told.</summary>
internal sealed record CommittedEntry(long Sequence, ChangedSubject Subject)
{
    public static CommittedEntry Of(Entry entry) =>
        new(entry.Sequence, new ChangedSubject(entry.SubjectKind, entry.SubjectId, entry.SubjectKey, entry.Environment));
}

/// <summary>Tells pages and compiled states, after the commit, that something has changed.</summary>
public sealed class ChangeFeed(ILogger<ChangeFeed> logger)
{
    private readonly Lock _gate = new();
    private readonly ToldEntries _told = new();
    private Action<FeedNotice>[] _subscribers = [];
    private long _head;

    /// <summary>The sequence of the last entry that was told.</summary>
    public long Head => Interlocked.Read(ref _head);

    /// <summary>How many subscribe now: what is compiled, and open pages.</summary>
    public int Listeners => Volatile.Read(ref _subscribers).Length;

    /// <summary>Calls <paramref name="onChange"/> after every commit until disposed. It must return at once.</summary>
    public IDisposable Subscribe(Action<FeedNotice> onChange)
    {
        lock (_gate)
            _subscribers = [.. _subscribers, onChange];
        return new Subscription(this, onChange);
    }

    /// <summary>Everything up to this sequence was told or need not be; 0 until that is known.</summary>
    internal long ToldUpTo
    {
        get
        {
            lock (_gate)
                return _told.UpTo ?? 0;
        }
    }

    /// <summary>What was committed up to here need not be told.</summary>
    internal void BeginAfter(long sequence)
    {
        lock (_gate)
            _told.BeginAfter(sequence);
    }

    /// <summary>Tells everyone of a change set, once: what the desk or the follower of the history has told already is left out.</summary>
    internal void Tell(IReadOnlyList<CommittedEntry> entries)
    {
        List<CommittedEntry> news;
        lock (_gate)
            news = [.. entries.Where(entry => _told.Add(entry.Sequence))];
        if (news.Count > 0)
            Publish(new FeedNotice(news[^1].Sequence, [.. news.Select(entry => entry.Subject)]));
    }

    /// <summary>Tells everyone. A subscriber that fails is logged and does not keep the others from hearing.</summary>
    internal void Publish(FeedNotice notice)
    {
        lock (_gate)
            _head = Math.Max(_head, notice.Head);
        foreach (var subscriber in Volatile.Read(ref _subscribers))
        {
            try
            {
                subscriber(notice);
            }
            catch (Exception exception) when (exception is not OutOfMemoryException)
            {
                Log.SubscriberFailed(logger, exception);
            }
        }
    }

    private sealed class Subscription(ChangeFeed feed, Action<FeedNotice> onChange) : IDisposable
    {
        public void Dispose()
        {
            lock (feed._gate)
            {
                var index = Array.IndexOf(feed._subscribers, onChange);
                if (index >= 0)
                    feed._subscribers = [.. feed._subscribers[..index], .. feed._subscribers[(index + 1)..]];
            }
        }
    }
}
