using System.Runtime.InteropServices;
using ReleasePortal.Data.Usage;
using ReleasePortal.Domain.Evaluation;

namespace ReleasePortal.Features.Evaluation.Usage;

/// <summary>Counters of some controls in a row: for each, one for errors and one for each of its variants.</summary>
internal class Tally(int length, IReadOnlyList<CompiledControl> controls, Guid key, string environment, Asking way)
{
    private readonly long[] _counts = new long[length];

    /// <summary>Counts one.</summary>
    /// <returns>False when the tally was closed: it was not counted.</returns>
    public bool Add(int slot) => Interlocked.Increment(ref _counts[slot]) > 0;

    /// <summary>Moves the counts to others.</summary>
    /// <returns>Whether there was anything.</returns>
    public bool DrainInto(Dictionary<UseKey, long> counts) => MoveInto(counts, left: 0);

    /// <summary>The same for the last time: nothing can be added any more.</summary>
    public void CloseInto(Dictionary<UseKey, long> counts) => MoveInto(counts, left: long.MinValue);

    private bool MoveInto(Dictionary<UseKey, long> counts, long left)
    {
        var any = false;
        var slot = 0;
        foreach (var control in controls)
        {
            for (var variant = -1; variant < control.Variants.Length; variant++, slot++)
            {
                // An untouched counter is not written to, so that processors go on sharing it.
                if (Volatile.Read(ref _counts[slot]) == left || Interlocked.Exchange(ref _counts[slot], left) is not (> 0 and var count))
                    continue;

                any = true;
                var use = new UseKey(control.Key, environment, key, way, variant < 0 ? "" : control.Variants[variant].Key);
                CollectionsMarshal.GetValueRefOrAddDefault(counts, use, out _) += count;
            }
        }

        return any;
    }
}

/// <summary>Counters of everything in a state.</summary>
internal sealed class StateTally : Tally
{
    private readonly int[] _begins;

    public StateTally(EnvironmentState state, Guid key, string environment)
        : base(state.Controls.Sum(control => control.Variants.Length + 1), state.Controls, key, environment, Asking.WithAll)
    {
        State = state;
        _begins = new int[state.Controls.Length];
        for (var position = 1; position < _begins.Length; position++)
            _begins[position] = _begins[position - 1] + state.Controls[position - 1].Variants.Length + 1;
    }

    public EnvironmentState State { get; }

    /// <param name="position">The control's place in the state.</param>
    /// <param name="variant">The variant's place among the control's; -1 for an error.</param>
    /// <returns>False when the tally was closed: it was not counted.</returns>
    public bool Add(int position, int variant) => Add(_begins[position] + variant + 1);
}
