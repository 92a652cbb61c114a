using ReleasePortal.Domain;

namespace ReleasePortal.Changes;

/// <summary>A subject that was changed; what it is now is for the reader to query.</summary>
/// <param name="Environment">The environment's key; null when the change was about none.</param>
public sealed record ChangedSubject(SubjectKind Kind, Guid Id, string Key, string? Environment);

/// <summary>Something was committed.</summary>
/// <param name="Head">The sequence of the last entry.</param>
/// <param name="Subjects">What was changed.</param>
public sealed record FeedNotice(long Head, IReadOnlyList<ChangedSubject> Subjects);

/// <summary>Tells pages and compiled states, after the commit, that something has changed.</summary>
public sealed class ChangeFeed(ILogger<ChangeFeed> logger)
{
    private readonly Lock _gate = new();
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
