namespace ReleasePortal.Components.Deployed;

/// <summary>What is known of a control's code on an environment.</summary>
public enum Presence
{
    /// <summary>No report says anything of it: whoever reports nothing sees and loses nothing.</summary>
    Unknown,

    /// <summary>A version that carries it is known, and none was deployed here.</summary>
    NotDeployed,

    /// <summary>What runs here carries it.</summary>
    Deployed,

    /// <summary>It was here, and what runs now does not carry it any more: an older version.</summary>
    RolledBack,

    /// <summary>It was here, and a newer version does not carry it any more.</summary>
    NoLonger,

    /// <summary>The software that carried it was removed.</summary>
    Removed,
}

/// <summary>Where a control is, on one environment.</summary>
/// <param name="Control">Its key.</param>
/// <param name="Environment">The environment's key.</param>
/// <param name="Presence">What is known.</param>
public sealed record Whereabouts(string Control, string Environment, Presence Presence)
{
    /// <summary>The software that carries it, or did; empty where none is known here.</summary>
    public string Software { get; init; } = "";

    /// <summary>The version of it that runs here; empty where none does.</summary>
    public string Running { get; init; } = "";

    /// <summary>The version with which it came.</summary>
    public string CameWith { get; init; } = "";

    /// <summary>Since when that is so.</summary>
    public DateTimeOffset? Since { get; init; }

    /// <summary>Whether it is known that users cannot get it here, whatever is released.</summary>
    public bool IsMissing => Presence is not (Presence.Unknown or Presence.Deployed);

    public static Whereabouts Unknown(string control, string environment) => new(control, environment, Presence.Unknown);
}

/// <summary>Where some controls are.</summary>
public sealed class DeployedView
{
    private readonly Dictionary<(string Control, string Environment), Whereabouts> _known;

    internal DeployedView(IEnumerable<Whereabouts> known) => _known = known.ToDictionary(one => (one.Control, one.Environment));

    /// <summary>Nothing was ever reported.</summary>
    public static DeployedView Nothing { get; } = new([]);

    public Whereabouts Of(string control, string environment) =>
        _known.GetValueOrDefault((control, environment)) ?? Whereabouts.Unknown(control, environment);
}
