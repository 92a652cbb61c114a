using System.Collections.Frozen;
using System.Collections.Immutable;
using ReleasePortal.Domain.Audiences;
using ReleasePortal.Domain.Controls;

namespace ReleasePortal.Domain.Evaluation;

/// <summary>All controls of one environment, ready to answer. Immutable: a change makes a new one, which takes its place at once.</summary>
public sealed class EnvironmentState
{
    private readonly FrozenDictionary<string, int> _places;
    private readonly Dictionary<string, CompiledGroup> _groups;

    private EnvironmentState(
        string environment, string revision, DateTimeOffset since, ImmutableArray<CompiledControl> controls, Dictionary<string, CompiledGroup> groups)
    {
        (Environment, Revision, Since, Controls, _groups) = (environment, revision, since, controls, groups);
        _places = Enumerable.Range(0, controls.Length).ToFrozenDictionary(place => controls[place].Key);
    }

    /// <summary>The environment's key.</summary>
    public string Environment { get; }

    /// <summary>Tells states apart: two with one revision give the same answers.</summary>
    public string Revision { get; }

    /// <summary>When this portal came to know it.</summary>
    public DateTimeOffset Since { get; }

    /// <summary>All controls that answer, in the order of their keys.</summary>
    public ImmutableArray<CompiledControl> Controls { get; }

    /// <summary>Makes the state of one environment. Retired controls are left out: they answer as unknown.</summary>
    /// <param name="environment">The environment's key.</param>
    /// <param name="revision">Tells this state apart from every other one.</param>
    /// <param name="controls">All controls.</param>
    /// <param name="groups">All groups.</param>
    /// <param name="previous">The state before: what nothing was written about since is taken over from it.</param>
    /// <param name="since">When it came to be known.</param>
    public static EnvironmentState Compile(
        string environment,
        string revision,
        IEnumerable<ReleaseControl> controls,
        IEnumerable<AudienceGroup> groups,
        EnvironmentState? previous = null,
        DateTimeOffset since = default)
    {
        var existing = groups.ToDictionary(group => group.Key);
        var compiled = new Dictionary<string, CompiledGroup>();

        CompiledGroup GroupOf(string key)
        {
            if (!compiled.TryGetValue(key, out var group))
                compiled[key] = group = Group(key, existing.GetValueOrDefault(key), previous);
            return group;
        }

        CompiledControl Control(ReleaseControl control) =>
            previous?.Find(control.Key) is { } known && known.IsStill(control, environment, GroupOf)
                ? known
                : new CompiledControl(control, environment, GroupOf);

        return new EnvironmentState(
            environment,
            revision,
            since,
            [.. controls.Where(control => control.RetiredAt is null).OrderBy(control => control.Key, StringComparer.Ordinal).Select(Control)],
            compiled);
    }

    /// <summary>The control of that key; null when it is unknown or retired.</summary>
    public CompiledControl? Find(string key) => TryFind(key, out var place) ? Controls[place] : null;

    /// <summary>Finds the place of a control among <see cref="Controls"/>; false when it is unknown or retired.</summary>
    public bool TryFind(string key, out int place) => _places.TryGetValue(key, out place);

    /// <summary>The part of it that browsers may see.</summary>
    /// <param name="revision">Tells that part apart from every other one.</param>
    public EnvironmentState ForBrowsers(string revision) =>
        new(Environment, revision, Since, [.. Controls.Where(control => control.SeenByBrowsers)], _groups);

    /// <summary>What a user gets of a control.</summary>
    /// <returns>False when the answer is an error.</returns>
    public bool Evaluate(string key, in UserContext user, out Answer answer)
    {
        answer = Find(key) is { } control ? control.For(user) : Answer.NotFound;
        return answer.Error is AnswerError.None;
    }

    private static CompiledGroup Group(string key, AudienceGroup? group, EnvironmentState? previous) =>
        previous?._groups.GetValueOrDefault(key) is { } known && known.IsStill(group) ? known : CompiledGroup.Compile(key, group);
}
