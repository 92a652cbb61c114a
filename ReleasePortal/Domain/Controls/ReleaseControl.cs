using ReleasePortal.Domain.Wording;

namespace ReleasePortal.Domain.Controls;

/// <summary>
/// The thing that can be open or closed. Its mutators decide and return what they did, or a refusal; nothing outside sets
/// its state.
/// </summary>
public sealed partial class ReleaseControl
{
    private List<StateOnEnvironment> _states = [];

    // For EF Core.
    private ReleaseControl() => (Key, OffVariant, Name, Description, Owner, Area, EffectWhenOff) = ("", "", "", "", "", "", "");

    public Guid Id { get; private set; }

    public string Key { get; private set; }

    public ControlKind Kind { get; private set; }

    public ValueType ValueType { get; private set; }

    /// <summary>What a user gets who does not get the feature.</summary>
    public string OffVariant { get; private set; }

    public Purpose Purpose { get; private set; }

    /// <summary>The engineer who asked for a long-lived control to be handed over and waits for a second one.</summary>
    public Guid? HandOverAskedBy { get; private set; }

    public string Name { get; private set; }

    public string Description { get; private set; }

    public string Owner { get; private set; }

    public string Area { get; private set; }

    public IReadOnlyList<string> Tags { get; private set; } = [];

    public Lifetime Lifetime { get; private set; }

    public DateOnly? RemoveBy { get; private set; }

    public string? Justification { get; private set; }

    public bool SeenByBrowsers { get; private set; }

    public string EffectWhenOff { get; private set; }

    public IReadOnlyList<Variant> Variants { get; private set; } = [];

    public DateTimeOffset CreatedAt { get; private set; }

    public DateTimeOffset? RetiredAt { get; private set; }

    /// <summary>When anything about it was last changed, on whichever environment.</summary>
    public DateTimeOffset ChangedAt { get; private set; }

    /// <summary>The entry of the last change of its definition (not of its states).</summary>
    public Guid LastEntry { get; private set; }

    /// <summary>The version of its definition; states carry their own.</summary>
    public int Version { get; private set; }

    /// <summary>One for each environment on which it was ever changed.</summary>
    public IReadOnlyList<StateOnEnvironment> States => _states;

    /// <summary>A long-lived operational toggle; on always means that the feature runs.</summary>
    public bool IsKillSwitch => Kind is ControlKind.Toggle && Lifetime is Lifetime.LongLived && Purpose is Purpose.Operational;

    /// <summary>The variant of that key; null when there is none.</summary>
    public Variant? VariantOf(string key) => Variants.FirstOrDefault(variant => variant.Key == key);

    /// <summary>Its state there; closed, version 0, where it was never changed.</summary>
    public ReleaseState StateOn(string environment) => Find(environment)?.State ?? ReleaseState.Closed;

    /// <summary>The version that a change there is measured by.</summary>
    public int VersionOn(string environment) => Find(environment)?.Version ?? 0;

    /// <summary>The entry of the last change there; null where it was never changed.</summary>
    public Guid? LastEntryOn(string environment) => Find(environment)?.LastEntry;

    /// <summary>What a change of its state says, whatever the state is now; the refusal when it could not be made at all.</summary>
    internal Result<Sentence> Say(StateChange change, Circumstances circumstances) =>
        Imagine(change, circumstances).TryGet(out var changed, out var refusal) ? changed.Sentence : refusal;

    /// <summary>The state that a change would bring about, whatever the state is now; nothing is changed.</summary>
    internal Result<ReleaseState> StateAfter(StateChange change, Circumstances circumstances) =>
        Imagine(change, circumstances).TryGet(out var changed, out var refusal) ? (ReleaseState)changed.After! : refusal;

    private Result<Changed> Imagine(StateChange change, Circumstances circumstances)
    {
        var copy = (ReleaseControl)MemberwiseClone();
        copy._states = [StateOnEnvironment.Unlike(Id, change.On)];
        return (change with { SeenVersion = null }).Decide(copy, circumstances);
    }

    internal Words WordsWith(Circumstances circumstances) =>
        Words.Of(("control", Name), ("environment", circumstances.EnvironmentName));

    private StateOnEnvironment? Find(string environment) => _states.Find(state => state.Environment == environment);
}
