namespace ReleasePortal.Domain.Controls;

/// <summary>Where one control stands on one environment, with the version that concurrent changes are measured by.</summary>
public sealed class StateOnEnvironment
{
    internal StateOnEnvironment(Guid controlId, string environment)
    {
        ControlId = controlId;
        Environment = environment;
    }

    // For EF Core.
    private StateOnEnvironment() => Environment = "";

    /// <summary>A state that no change makes, so that every change differs from it.</summary>
    internal static StateOnEnvironment Unlike(Guid controlId, string environment) =>
        new(controlId, environment) { State = ReleaseState.Closed with { Share = 0 } };

    public Guid ControlId { get; private set; }

    /// <summary>The environment's key.</summary>
    public string Environment { get; private set; }

    public ReleaseState State { get; private set; } = ReleaseState.Closed;

    /// <summary>Stored beside the state, so that lists filter in the database.</summary>
    public Availability Availability { get; private set; }

    /// <summary>Grows by one with every change; 0 before the first.</summary>
    public int Version { get; private set; }

    /// <summary>When it was last changed; null before the first change.</summary>
    public DateTimeOffset? ChangedAt { get; private set; }

    /// <summary>The entry of the last change; null before the first.</summary>
    public Guid? LastEntry { get; private set; }

    internal void Set(ReleaseState state, DateTimeOffset at, Guid entry)
    {
        State = state;
        Availability = state.Availability;
        Version++;
        ChangedAt = at;
        LastEntry = entry;
    }
}
