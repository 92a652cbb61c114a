using System.Collections.Frozen;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using ReleasePortal.Domain.Audiences;
using ReleasePortal.Domain.Controls;
using ReleasePortal.Domain.Evaluation;

namespace ReleasePortal.Features.Evaluation.States;

/// <summary>What the states are made of, as last read. In the keeper's hands only.</summary>
internal sealed class Materials
{
    private readonly Dictionary<Guid, ReleaseControl> _controls = [];
    private readonly Dictionary<Guid, AudienceGroup> _groups = [];

    /// <summary>Takes in what was read: what changed and was not found again is gone.</summary>
    public void Take(StateReading reading)
    {
        if (reading.Changed is null)
        {
            _controls.Clear();
            _groups.Clear();
        }

        foreach (var id in reading.Changed ?? [])
        {
            _controls.Remove(id);
            _groups.Remove(id);
        }

        foreach (var control in reading.Controls)
            _controls[control.Id] = control;
        foreach (var group in reading.Groups)
            _groups[group.Id] = group;
    }

    /// <summary>The next snapshot; an environment that nothing happened to keeps its state.</summary>
    /// <param name="reading">What was read.</param>
    /// <param name="previous">The snapshot before.</param>
    /// <param name="now">When that was.</param>
    public EvaluationSnapshot Compile(StateReading reading, EvaluationSnapshot? previous, DateTimeOffset now)
    {
        ReleaseControl[] controls = [.. _controls.Values.OrderBy(control => control.Key, StringComparer.Ordinal)];
        AudienceGroup[] groups = [.. _groups.Values.OrderBy(group => group.Key, StringComparer.Ordinal)];

        EnvironmentState StateOn(string environment)
        {
            var revision = Revision(environment, controls, groups);
            var known = previous?.ByEnvironment.GetValueOrDefault(environment);
            return known?.Revision == revision ? known : EnvironmentState.Compile(environment, revision, controls, groups, known, now);
        }

        EnvironmentState ForBrowsersOf(EnvironmentState state)
        {
            var seen = Array.FindAll(controls, control => state.Find(control.Key) is { SeenByBrowsers: true });
            var used = seen.SelectMany(control => control.StateOn(state.Environment).Groups).Select(rule => rule.Group).ToHashSet(StringComparer.Ordinal);
            var revision = Revision(state.Environment, seen, Array.FindAll(groups, group => used.Contains(group.Key)));
            var known = previous?.ForBrowsers.GetValueOrDefault(state.Environment);
            return known?.Revision == revision ? known : state.ForBrowsers(revision);
        }

        var states = reading.Environments.ToFrozenDictionary(environment => environment, StateOn);
        return new EvaluationSnapshot(
            reading.Head,
            states,
            states.ToFrozenDictionary(state => state.Key, state => ForBrowsersOf(state.Value)),
            KeyIndex.Of(reading.Keys))
        {
            Controls = controls,
            Groups = groups,
            Configurations = reading.Configurations.ToFrozenDictionary(StringComparer.Ordinal),
        };
    }

    /// <summary>
    /// Made from the ids of the entries that wrote each part: the same on every portal and after every start, and never the same
    /// for two contents, even when a backup is put back. It tells nothing about how many changes there were.
    /// </summary>
    private static string Revision(string environment, ReleaseControl[] controls, AudienceGroup[] groups)
    {
        Guid[] entries =
        [
            .. controls.Select(control => control.LastEntry),
            .. controls.Select(control => control.LastEntryOn(environment) ?? Guid.Empty),
            .. groups.Select(group => group.LastEntry),
        ];
        return Convert.ToHexStringLower(SHA256.HashData(MemoryMarshal.AsBytes(entries.AsSpan())).AsSpan(0, 8));
    }
}
