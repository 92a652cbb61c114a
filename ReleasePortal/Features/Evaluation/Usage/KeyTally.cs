using System.Collections.Concurrent;
using ReleasePortal.Data.Usage;
using ReleasePortal.Domain.Evaluation;

namespace ReleasePortal.Features.Evaluation.Usage;

/// <summary>
/// What was counted for one application. A tally that nobody used for a while is closed: whoever was just adding to it notices, and
/// adds to the next one.
/// </summary>
internal sealed class KeyTally(Guid key, string environment)
{
    private readonly ConcurrentDictionary<CompiledControl, Tally> _byName = new(ReferenceEqualityComparer.Instance);
    private readonly Lock _gate = new();
    private readonly List<StateTally> _states = [];
    private volatile StateTally? _latest;
    private int _tookAll;
    private int _tookState;

    public void Count(CompiledControl control, int variant)
    {
        while (!Of(control).Add(variant + 1))
        {
        }
    }

    /// <param name="state">Of which everything is served.</param>
    /// <param name="position">The control's place in it.</param>
    /// <param name="variant">The variant's place among the control's; -1 for an error.</param>
    public void CountOfAll(EnvironmentState state, int position, int variant)
    {
        while (!Of(state).Add(position, variant))
        {
        }
    }

    public void TookAll() => Mark(ref _tookAll);

    public void TookState() => Mark(ref _tookState);

    public void DrainInto(Dictionary<UseKey, long> counts)
    {
        lock (_gate)
        {
            foreach (var (control, tally) in _byName)
            {
                if (!tally.DrainInto(counts) && _byName.TryRemove(control, out _))
                    tally.CloseInto(counts);
            }

            foreach (var tally in _states.ToArray())
            {
                if (!tally.DrainInto(counts) && !ReferenceEquals(tally, _latest) && _states.Remove(tally))
                    tally.CloseInto(counts);
            }
        }

        if (Interlocked.Exchange(ref _tookAll, 0) is not 0)
            counts[UseKey.OfEverything(environment, key, Asking.WithAll)] = 0;
        if (Interlocked.Exchange(ref _tookState, 0) is not 0)
            counts[UseKey.OfEverything(environment, key, Asking.InProcess)] = 0;
    }

    // Reading first: all processors may share what nobody writes to.
    private static void Mark(ref int took)
    {
        if (Volatile.Read(ref took) is 0)
            Interlocked.Exchange(ref took, 1);
    }

    private Tally Of(CompiledControl control) => _byName.TryGetValue(control, out var known)
        ? known
        : _byName.GetOrAdd(
            control,
            static (control, all) => new Tally(control.Variants.Length + 1, [control], all.Key, all.Environment, Asking.ByName),
            (Key: key, Environment: environment));

    // That of the newest state costs nothing to find.
    private StateTally Of(EnvironmentState state)
    {
        var latest = _latest;
        return ReferenceEquals(latest?.State, state) ? latest : Find(state);
    }

    private StateTally Find(EnvironmentState state)
    {
        lock (_gate)
        {
            var tally = _states.Find(known => ReferenceEquals(known.State, state));
            if (tally is null)
                _states.Add(tally = new StateTally(state, key, environment));
            return _latest = tally;
        }
    }
}
