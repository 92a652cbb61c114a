using System.Collections.Concurrent;
using ReleasePortal.Data.Usage;
using ReleasePortal.Domain.Evaluation;
using ReleasePortal.Features.Evaluation.States;

namespace ReleasePortal.Features.Evaluation.Usage;

/// <summary>
/// Counts what applications ask for, by their keys. Counting takes no lock, makes no garbage and touches no database, so that no
/// answer is slower for it; <see cref="UsageFlusher"/> takes the counts away now and then.
/// </summary>
public sealed class UsageCounter
{
    private readonly ConcurrentDictionary<Guid, KeyTally> _keys = new();

    /// <summary>An application asked for one control by its key.</summary>
    public void Count(CallerKey key, CompiledControl control, in Answer answer) => Count(key, control, control.IndexOf(answer.Variant));

    /// <param name="variant">The place of the variant that was served among <see cref="CompiledControl.Variants"/>; -1 for an error.</param>
    internal void Count(CallerKey key, CompiledControl control, int variant) => Of(key).Count(control, variant);

    /// <summary>An application is answered for everything at once: add what it gets of each control.</summary>
    public BulkCount CountAll(CallerKey key, EnvironmentState state)
    {
        var tally = Of(key);
        tally.TookAll();
        return new BulkCount(tally, state);
    }

    /// <summary>What is answered to a test is no evidence of what users get: it is counted and thrown away.</summary>
    public static BulkCount CountNothing(CallerKey key, EnvironmentState state) => new(new KeyTally(key.Id, key.Environment), state);

    /// <summary>An application asked for everything, and has it already.</summary>
    public void TookAll(CallerKey key) => Of(key).TookAll();

    /// <summary>An application takes the state and evaluates by itself.</summary>
    public void TookState(CallerKey key) => Of(key).TookState();

    /// <summary>Takes away what was counted since the last time. One at a time.</summary>
    internal Dictionary<UseKey, long> Drain()
    {
        var counts = new Dictionary<UseKey, long>();
        foreach (var tally in _keys.Values)
            tally.DrainInto(counts);
        return counts;
    }

    private KeyTally Of(CallerKey key) => _keys.TryGetValue(key.Id, out var known)
        ? known
        : _keys.GetOrAdd(key.Id, static (id, key) => new KeyTally(id, key.Environment), key);
}

/// <summary>One answer for everything, while it is made. It may take as long as it likes: the state may be replaced meanwhile.</summary>
public readonly struct BulkCount
{
    private readonly KeyTally _tally;
    private readonly EnvironmentState _state;

    internal BulkCount(KeyTally tally, EnvironmentState state) => (_tally, _state) = (tally, state);

    /// <summary>One control was served.</summary>
    /// <param name="position">Its place in <see cref="EnvironmentState.Controls"/>.</param>
    /// <param name="answer">What was served.</param>
    public void Add(int position, in Answer answer) => Add(position, _state.Controls[position].IndexOf(answer.Variant));

    /// <param name="variant">The place of the variant that was served among <see cref="CompiledControl.Variants"/>; -1 for an error.</param>
    internal void Add(int position, int variant) => _tally.CountOfAll(_state, position, variant);
}

internal static class ServedVariants
{
    /// <summary>The place of a variant among the control's; -1 for none, which is an error.</summary>
    public static int IndexOf(this CompiledControl control, ServedVariant? variant)
    {
        var index = control.Variants.Length - 1;
        while (index >= 0 && !ReferenceEquals(control.Variants[index], variant))
            index--;
        return index;
    }
}
