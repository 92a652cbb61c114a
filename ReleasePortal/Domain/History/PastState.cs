using ReleasePortal.Domain.Audiences;
using ReleasePortal.Domain.Controls;
using ReleasePortal.Domain.Evaluation;

namespace ReleasePortal.Domain.History;

/// <summary>
/// Where every control and group stood once, put together from entries alone. An entry holds the whole of what it left behind, so
/// the last one about each definition, state and group is enough; whoever has all of them may give them all.
/// </summary>
public sealed class PastState
{
    private readonly Dictionary<Guid, Memory> _controls = [];
    private readonly Dictionary<string, AudienceGroup> _groups = new(StringComparer.Ordinal);

    /// <param name="entries">In the order of their sequence.</param>
    public static PastState Of(IEnumerable<Recorded> entries)
    {
        var past = new PastState();
        foreach (var entry in entries)
            past.Take(entry);
        return past;
    }

    /// <summary>The controls that existed, retired ones too, in no order.</summary>
    public IEnumerable<ReleaseControl> Controls => _controls.Values.Select(memory => memory.Control).OfType<ReleaseControl>();

    /// <summary>The groups that existed, by their keys.</summary>
    public IReadOnlyDictionary<string, AudienceGroup> Groups => _groups;

    /// <summary>The control of that id; null when there was none yet.</summary>
    public ReleaseControl? Find(Guid id) => _controls.GetValueOrDefault(id)?.Control;

    /// <summary>What applications were answered from.</summary>
    /// <param name="environment">The environment's key.</param>
    public EnvironmentState On(string environment) => EnvironmentState.Compile(environment, revision: "", Controls, _groups.Values);

    /// <summary>Goes on to the next entry.</summary>
    public void Take(Recorded recorded)
    {
        var entry = recorded.Entry;
        switch (entry.SubjectKind)
        {
            case SubjectKind.Control:
                if (!_controls.TryGetValue(entry.SubjectId, out var memory))
                    _controls[entry.SubjectId] = memory = new Memory();
                memory.Take(recorded);
                break;
            case SubjectKind.Group when recorded.After is GroupSnapshot group:
                _groups[entry.SubjectKey] = AudienceGroup.AsItWas(entry.SubjectId, entry.SubjectKey, group, entry.At, entry.Id);
                break;
            case SubjectKind.Group:
                _groups.Remove(entry.SubjectKey);
                break;
            default:
                break; // nothing else decides what users get
        }
    }

    private sealed class Memory
    {
        private readonly Dictionary<string, StateOnEnvironment> _states = new(StringComparer.Ordinal);
        private Recorded? _definition;
        private DateTimeOffset? _createdAt;
        private ReleaseControl? _control;

        public ReleaseControl? Control => _control ??= _definition is { After: ControlSnapshot definition, Entry: var entry }
            ? ReleaseControl.AsItWas(entry.SubjectId, entry.SubjectKey, definition, entry.At, entry.Id, _createdAt, _states.Values)
            : null;

        public void Take(Recorded recorded)
        {
            var entry = recorded.Entry;
            _control = null;
            if (recorded.After is ReleaseState state)
            {
                var on = new StateOnEnvironment(entry.SubjectId, entry.Environment!);
                on.Set(state, entry.At, entry.Id);
                _states[entry.Environment!] = on;
                return;
            }

            _definition = recorded;
            if (entry.Action is nameof(CreateControl))
                _createdAt = entry.At;
        }
    }
}
