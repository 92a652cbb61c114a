using ReleasePortal.Domain.Controls;

namespace ReleasePortal.Domain.Launches;

/// <summary>What a person writes about a launch.</summary>
public sealed record LaunchDetails
{
    public required string Name { get; init; }

    /// <summary>Why and for what; the reason of every step in the history.</summary>
    public string Notes { get; init; } = "";

    /// <summary>The environment's key.</summary>
    public required string Environment { get; init; }

    public string Area { get; init; } = Areas.Default;

    /// <summary>What is to be so, in the order in which it is applied.</summary>
    public required IReadOnlyList<PlannedStep> Steps { get; init; }

    /// <summary>When it begins by itself; null for a launch by button.</summary>
    public WantedTime? Start { get; init; }

    /// <summary>When every control goes back to what it was; null for never.</summary>
    public WantedTime? End { get; init; }

    /// <summary>A single change that waits for an approval, and happens as soon as it has it.</summary>
    public bool IsRequest { get; init; }
}

/// <summary>One step: the state that a control is to have, not the version from which.</summary>
/// <param name="Change">The change of the control's state; the version seen does not count.</param>
/// <param name="Stages">By which shares it opens before that; empty for at once.</param>
public sealed record PlannedStep(StateChange Change, IReadOnlyList<Stage> Stages)
{
    public static PlannedStep AtOnce(StateChange change) => new(change, []);
}

/// <summary>One stage of a gradual step.</summary>
/// <param name="Share">Out of 10,000 users, how many get it.</param>
/// <param name="For">How long, before the next stage.</param>
public sealed record Stage(int Share, TimeSpan For);
