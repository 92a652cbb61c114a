using System.Collections.Frozen;
using ReleasePortal.Domain.Audiences;
using ReleasePortal.Domain.Controls;
using ReleasePortal.Domain.Evaluation;
using ReleasePortal.Domain.People;

namespace ReleasePortal.Features.Evaluation.States;

/// <summary>Everything that evaluation reads, as of one moment: keys and states always belong together.</summary>
/// <param name="Head">The history's sequence at that moment.</param>
/// <param name="ByEnvironment">Each environment's state by its key.</param>
/// <param name="ForBrowsers">The part of each that browser keys see, with a revision of its own.</param>
/// <param name="Keys">Who may ask.</param>
public sealed record EvaluationSnapshot(
    long Head, FrozenDictionary<string, EnvironmentState> ByEnvironment, FrozenDictionary<string, EnvironmentState> ForBrowsers, KeyIndex Keys)
{
    /// <summary>The controls and groups that the states were made of, for making others; nothing alters them.</summary>
    internal IReadOnlyList<ReleaseControl> Controls { get; init; } = [];

    /// <inheritdoc cref="Controls"/>
    internal IReadOnlyList<AudienceGroup> Groups { get; init; } = [];

    /// <summary>Of each business configuration by its key, the entry that made its newest version.</summary>
    public FrozenDictionary<string, Guid> Configurations { get; init; } = FrozenDictionary<string, Guid>.Empty;

    /// <summary>All that a key may see: nothing else is told to who shows it.</summary>
    public EnvironmentState SeenBy(CallerKey key) => (key.Kind is KeyKind.Browser ? ForBrowsers : ByEnvironment)[key.Environment];
}

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

    /// <summary>There is a new snapshot. Whoever listens must return at once.</summary>
    internal event Action? Swapped;

    internal void Swap(EvaluationSnapshot next)
    {
        (_current, _isBehind) = (next, false);
        var waiting = _next;
        _next = NewSignal(); // only the keeper swaps
        waiting.SetResult();
        Swapped?.Invoke();
    }

    internal void FallBehind() => _isBehind = true;

    // Whoever waits must not run on the keeper's thread.
    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
