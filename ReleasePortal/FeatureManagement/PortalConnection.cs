using ReleasePortal.FeatureManagement.Evaluation;

namespace ReleasePortal.FeatureManagement;

/// <summary>Where the answers come from at present.</summary>
public enum StateSource
{
    /// <summary>There was neither a portal nor a last known state: all of its features are unknown.</summary>
    Nothing,

    /// <summary>The last known state, from before the application was started; the portal could not be reached since.</summary>
    File,

    /// <summary>The portal.</summary>
    Portal,
}

/// <summary>What the application knows of the portal, and when that changes. Any thread may ask.</summary>
public sealed class PortalConnection
{
    private volatile Known _known = new(PortalState.Empty, StateSource.Nothing);

    /// <summary>Some feature may answer differently from now on. Called on any thread: return soon, and throw nothing.</summary>
    public event Action? Changed;

    /// <summary>Where the answers come from.</summary>
    public StateSource Source => _known.Source;

    /// <summary>Whether changes arrive at once. If not, they arrive by polling, or not at all while the portal is away.</summary>
    public bool IsListening { get; internal set; }

    /// <summary>What was wrong when the portal was asked last, in a sentence; null when it answered.</summary>
    public string? Trouble { get; internal set; }

    internal PortalState State => _known.State;

    /// <summary>Swaps the state: whoever asks from now on gets answers of the new one.</summary>
    internal void Take(PortalState state, StateSource source)
    {
        _known = new Known(state, source);
        Changed?.Invoke();
    }

    /// <summary>The portal was reached and says that the state still holds.</summary>
    internal void Confirm() => _known = _known with { Source = StateSource.Portal };

    private sealed record Known(PortalState State, StateSource Source);
}
