using ReleasePortal.Domain.Controls;

namespace ReleasePortal.Features.Operations;

/// <summary>What engineers keep to themselves on one environment, worst first.</summary>
public sealed record OperationsBoard
{
    /// <summary>Kill switches that somebody has switched off; the latest first.</summary>
    public required IReadOnlyList<OperationalControl> Off { get; init; }

    /// <summary>All other kill switches, by the part of the product that they belong to.</summary>
    public required IReadOnlyList<SwitchArea> Areas { get; init; }

    /// <summary>Operational controls that are no kill switches.</summary>
    public required IReadOnlyList<OperationalControl> Others { get; init; }

    public required IReadOnlyDictionary<string, string> GroupNames { get; init; }

    public bool HasSwitches => Off.Count > 0 || Areas.Count > 0;

    /// <summary>Puts the controls in the order in which an engineer wants to see them.</summary>
    public static OperationsBoard From(IReadOnlyList<OperationalControl> controls, IReadOnlyDictionary<string, string> groupNames)
    {
        var switches = controls.Where(control => control.IsKillSwitch).ToList();
        return new OperationsBoard
        {
            Off = [.. switches.Where(control => control.IsSwitchedOff).OrderByDescending(control => control.Last!.At)],
            Areas =
            [
                .. switches
                    .Where(control => !control.IsSwitchedOff)
                    .GroupBy(control => control.Area, StringComparer.Ordinal)
                    .Select(area => new SwitchArea(area.Key, [.. area.OrderBy(Rank).ThenBy(control => control.Name, StringComparer.CurrentCulture)]))
                    .OrderBy(area => area.Switches.Min(Rank))
                    .ThenBy(area => area.Name, StringComparer.CurrentCulture),
            ],
            Others =
            [
                .. controls
                    .Where(control => !control.IsKillSwitch)
                    .OrderBy(control => control.Area, StringComparer.CurrentCulture)
                    .ThenBy(control => control.Name, StringComparer.CurrentCulture),
            ],
            GroupNames = groupNames,
        };
    }

    // On for some before on for all before never on: what half works needs eyes first.
    private static int Rank(OperationalControl control) => control switch
    {
        { State.Availability: Availability.Closed } => 2,
        { IsPartlyOn: true } => 0,
        _ => 1,
    };
}

/// <summary>The kill switches of one part of the product.</summary>
public sealed record SwitchArea(string Name, IReadOnlyList<OperationalControl> Switches);

/// <summary>One operational control on the board.</summary>
public sealed record OperationalControl
{
    public required Guid Id { get; init; }

    public required string Key { get; init; }

    public required string Name { get; init; }

    /// <summary>The area's name.</summary>
    public required string Area { get; init; }

    public required string EffectWhenOff { get; init; }

    public required ControlKind Kind { get; init; }

    public required bool IsKillSwitch { get; init; }

    public required IReadOnlyList<Variant> Variants { get; init; }

    public required ReleaseState State { get; init; }

    /// <summary>The last change on this environment; null before the first.</summary>
    public required LastChange? Last { get; init; }

    /// <summary>Somebody closed it. One that was never on has nothing to restore.</summary>
    public bool IsSwitchedOff => State.Availability is Availability.Closed && Last is not null;

    public bool IsPartlyOn => State.Availability is Availability.Groups || State.Share is not null;
}

/// <summary>When, by whom and why.</summary>
public sealed record LastChange(DateTimeOffset At, string Who, string? Reason);
