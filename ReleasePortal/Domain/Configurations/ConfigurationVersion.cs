using ReleasePortal.Domain.Controls;

namespace ReleasePortal.Domain.Configurations;

/// <summary>One version of a configuration; never altered.</summary>
public sealed class ConfigurationVersion
{
    // For EF Core.
    private ConfigurationVersion()
    {
    }

    internal ConfigurationVersion(Guid configuration, int number, IReadOnlyList<ConfiguredState> states, Circumstances circumstances)
    {
        (ConfigurationId, Number, States) = (configuration, number, states);
        (At, EntryId) = (circumstances.At, circumstances.EntryId);
    }

    public Guid ConfigurationId { get; private set; }

    /// <summary>From 1.</summary>
    public int Number { get; private set; }

    /// <summary>What is open, by the controls' keys; all else is closed.</summary>
    public IReadOnlyList<ConfiguredState> States { get; private set; } = [];

    public DateTimeOffset At { get; private set; }

    /// <summary>The entry that made it.</summary>
    public Guid EntryId { get; private set; }

    /// <summary>The states by the controls' keys.</summary>
    public IReadOnlyDictionary<string, ReleaseState> ByControl() => ConfiguredState.ByControl(States);
}

/// <summary>Where one control stands in a configuration.</summary>
/// <param name="Control">The control's key.</param>
/// <param name="State">The whole of its state.</param>
public sealed record ConfiguredState(string Control, ReleaseState State)
{
    /// <summary>The states by the controls' keys.</summary>
    public static IReadOnlyDictionary<string, ReleaseState> ByControl(IEnumerable<ConfiguredState> states) =>
        states.ToDictionary(state => state.Control, state => state.State, StringComparer.Ordinal);

    /// <summary>The change that brings the control into this state.</summary>
    /// <param name="environment">The environment's key.</param>
    public StateChange ToChange(string environment) => State switch
    {
        { Availability: Availability.Groups } => new ReleaseToGroups(Control, environment, State.Groups),
        { Availability: Availability.Everyone, Serving.Variant: { } variant } => new ReleaseControlToEveryone(Control, environment, variant, State.Share),
        { Availability: Availability.Everyone, Serving: { } split } => new ServeSplit(Control, environment, split.Split, State.Share),
        _ => new Withdraw(Control, environment),
    };
}
