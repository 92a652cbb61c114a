using ReleasePortal.Changes;
using ReleasePortal.Domain;
using ReleasePortal.Domain.Access;
using ReleasePortal.Domain.History;
using ReleasePortal.Domain.People;

namespace ReleasePortal.Identity.Keys;

/// <summary>
/// What a sign-in is to a person: the first use of a key from an address is an entry, and what the key does from there refers to it.
/// The addresses are kept in the memory of this portal only.
/// </summary>
internal sealed class KeySessions(ChangeDesk desk, TimeProvider clock) : IDisposable
{
    /// <summary>As long as a person stays signed in.</summary>
    private static readonly TimeSpan Lasting = TimeSpan.FromHours(12);

    /// <summary>A bound on memory: when it is reached, all begin anew.</summary>
    private const int Most = 10_000;

    private readonly Dictionary<(Guid Key, RequestOrigin From), (Guid Session, DateTimeOffset Since)> _open = [];
    private readonly SemaphoreSlim _turn = new(1, 1);

    /// <summary>The session of a key at an address; recorded when it begins.</summary>
    public async Task<Guid> OfAsync(Guid key, HttpContext http)
    {
        var from = RequestOrigins.Of(http) with { Browser = null, System = null };
        await _turn.WaitAsync(http.RequestAborted);
        try
        {
            var now = clock.GetUtcNow();
            if (_open.TryGetValue((key, from), out var known) && now - known.Since < Lasting)
                return known.Session;

            var session = Guid.CreateVersion7(now);
            var use = new ChangeSet([new RecordKeyUse(key, from)], Source: ChangeSource.Portal, Correlation: session);
            if ((await desk.ApplyAsync(use, Actor.Portal, http.RequestAborted)).IsSuccess)
            {
                if (_open.Count >= Most)
                    _open.Clear();
                _open[(key, from)] = (session, now);
            }

            return session;
        }
        finally
        {
            _turn.Release();
        }
    }

    public void Dispose() => _turn.Dispose();
}
