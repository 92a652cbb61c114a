using System.Collections.Frozen;
using System.Collections.Immutable;
using ReleasePortal.Domain.Audiences;
using ReleasePortal.Domain.Controls;

namespace ReleasePortal.Domain.Evaluation;

/// <summary>All controls of one environment, ready to answer. Immutable: a change makes a new one, which takes its place at once.</summary>
public sealed class EnvironmentState
{
    private readonly FrozenDictionary<string, CompiledControl> _byKey;

    private EnvironmentState(string environment, string revision, ImmutableArray<CompiledControl> controls)
    {
        (Environment, Revision, Controls) = (environment, revision, controls);
        _byKey = controls.ToFrozenDictionary(control => control.Key);
    }

    /// <summary>The environment's key.</summary>
    public string Environment { get; }

    /// <summary>Tells states apart: two with one revision give the same answers.</summary>
    public string Revision { get; }

    /// <summary>All controls that answer, in the order of their keys.</summary>
    public ImmutableArray<CompiledControl> Controls { get; }

    /// <summary>Makes the state of one environment. Retired controls are left out: they answer as unknown.</summary>
    public static EnvironmentState Compile(
        string environment, string revision, IEnumerable<ReleaseControl> controls, IEnumerable<AudienceGroup> groups)
    {
        var compiledGroups = groups.ToDictionary(group => group.Key, CompiledGroup.Compile);
        CompiledGroup GroupOf(string key) => compiledGroups.TryGetValue(key, out var group) ? group : CompiledGroup.Removed(key);

        return new EnvironmentState(environment, revision,
        [
            .. controls
                .Where(control => control.RetiredAt is null)
                .OrderBy(control => control.Key, StringComparer.Ordinal)
                .Select(control => new CompiledControl(control, control.StateOn(environment), GroupOf)),
        ]);
    }

    /// <summary>The control of that key; null when it is unknown or retired.</summary>
    public CompiledControl? Find(string key) => _byKey.GetValueOrDefault(key);

    /// <summary>What a user gets of a control.</summary>
    /// <returns>False when the answer is an error.</returns>
    public bool Evaluate(string key, in UserContext user, out Answer answer)
    {
        answer = Find(key) is { } control ? control.For(user) : Answer.NotFound;
        return answer.Error is AnswerError.None;
    }
}
