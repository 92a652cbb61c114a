using System.Collections.Frozen;
using ReleasePortal.Domain.Evaluation;

namespace ReleasePortal.Features.Evaluation.States;

/// <summary>Everything that evaluation reads, as of one moment: keys and states always belong together.</summary>
/// <param name="Head">The history's sequence at that moment.</param>
/// <param name="ByEnvironment">Each environment's state by its key.</param>
/// <param name="Keys">Who may ask.</param>
public sealed record EvaluationSnapshot(long Head, FrozenDictionary<string, EnvironmentState> ByEnvironment, KeyIndex Keys);

/// <summary>
/// What applications are answered from. Reading never waits and never touches the database; a change swaps the whole snapshot.
/// </summary>
public sealed class EvaluationStates
{
    private volatile EvaluationSnapshot? _current;
    private volatile bool _isBehind;
    private volatile TaskCompletionSource _next = NewSignal();

    /// <summary>Null until the first one is built.</summary>
    public EvaluationSnapshot? Current => _current;

    /// <summary>The last rebuild failed: the current snapshot is the last known state.</summary>
    public bool IsBehind => _isBehind;

    /// <summary>
    /// Completes when <see cref="Current"/> is replaced. Take it before reading <see cref="Current"/>, and nothing is missed.
    /// </summary>
    public Task NextSwap => _next.Task;

    internal void Swap(EvaluationSnapshot next)
    {
        (_current, _isBehind) = (next, false);
        var waiting = _next;
        _next = NewSignal(); // only the keeper swaps
        waiting.SetResult();
    }

    internal void FallBehind() => _isBehind = true;

    // Whoever waits must not run on the keeper's thread.
    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
