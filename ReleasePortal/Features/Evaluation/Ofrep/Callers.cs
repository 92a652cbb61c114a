using System.Collections.Concurrent;
using ReleasePortal.Domain.People;
using ReleasePortal.Features.Evaluation.States;

namespace ReleasePortal.Features.Evaluation.Ofrep;

/// <summary>
/// Callers by the secret that they show, as long as nothing changes: a secret is hashed once for each snapshot, not for each
/// request. Only secrets that work are kept, and nowhere but in memory.
/// </summary>
internal sealed class Callers
{
    // What an environment last answered: all that did not change is taken over from it.
    private readonly ConcurrentDictionary<(string Environment, bool ForBrowsers), EncodedState> _encoded = [];

    private volatile Generation? _latest;

    /// <summary>The caller with that secret; null when there is none, it was revoked, or the secret was replaced and its time is over.</summary>
    /// <param name="snapshot">What is answered from.</param>
    /// <param name="secret">As it was sent.</param>
    /// <param name="now">The present instant.</param>
    /// <param name="isOfTheWrongKind">The key is good, but evaluates nothing.</param>
    public Caller? Find(EvaluationSnapshot snapshot, ReadOnlySpan<char> secret, DateTimeOffset now, out bool isOfTheWrongKind)
    {
        isOfTheWrongKind = false;
        var generation = Of(snapshot);
        if (generation.Lookup.TryGetValue(secret, out var known))
            return known.Key.WorksAt(now) ? known : null;
        var text = secret.ToString();
        if (snapshot.Keys.Find(text, now) is not { } key)
            return null;
        if (key.Kind is KeyKind.Automation)
        {
            isOfTheWrongKind = true;
            return null;
        }

        return generation.BySecret.GetOrAdd(text, _ => Make(snapshot, key));
    }

    private Caller Make(EvaluationSnapshot snapshot, CallerKey key)
    {
        var slot = (key.Environment, key.Kind is KeyKind.Browser);
        var answers = EncodedState.Of(snapshot.SeenBy(key), _encoded.GetValueOrDefault(slot));
        _encoded[slot] = answers;
        return new Caller(key, answers);
    }

    private Generation Of(EvaluationSnapshot snapshot)
    {
        var latest = _latest;
        if (ReferenceEquals(latest?.Snapshot, snapshot))
            return latest!;
        return _latest = new Generation(snapshot);
    }

    /// <summary>Who asked since the last change.</summary>
    private sealed class Generation
    {
        public Generation(EvaluationSnapshot snapshot)
        {
            Snapshot = snapshot;
            Lookup = BySecret.GetAlternateLookup<ReadOnlySpan<char>>();
        }

        public EvaluationSnapshot Snapshot { get; }

        public ConcurrentDictionary<string, Caller> BySecret { get; } = new(StringComparer.Ordinal);

        public ConcurrentDictionary<string, Caller>.AlternateLookup<ReadOnlySpan<char>> Lookup { get; }
    }
}
