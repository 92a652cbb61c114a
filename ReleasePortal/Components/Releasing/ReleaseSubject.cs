using ReleasePortal.Components.Deployed;
using ReleasePortal.Domain.Controls;
using ReleasePortal.Domain.Freezes;

namespace ReleasePortal.Components.Releasing;

/// <summary>What the release dialog needs to know of a control on one environment, as of the moment it opened.</summary>
public sealed record ReleaseSubject
{
    public required string Key { get; init; }

    public required string Name { get; init; }

    /// <summary>The key of the part of the product that it belongs to.</summary>
    public required string Area { get; init; }

    public required ControlKind Kind { get; init; }

    public required Purpose Purpose { get; init; }

    public required bool IsKillSwitch { get; init; }

    public required string EffectWhenOff { get; init; }

    public required string OffVariant { get; init; }

    public required IReadOnlyList<Variant> Variants { get; init; }

    /// <summary>The groups that it can be opened to, by name.</summary>
    public required IReadOnlyList<GroupSize> Groups { get; init; }

    public required EnvironmentView Environment { get; init; }

    /// <summary>What freezes the environment, in the words of a refusal; null while nothing does.</summary>
    public Frozen? Frozen { get; init; }

    /// <summary>Whether what runs there carries it, as far as was reported.</summary>
    public required Whereabouts Where { get; init; }

    /// <summary>The state that the person saw.</summary>
    public required ReleaseState State { get; init; }

    /// <summary>The version of that state: a change made from it is refused when something happened since.</summary>
    public required int Version { get; init; }

    /// <summary>Whether a reason must be given here.</summary>
    public bool ReasonRequired => Environment.ReasonRequired || Purpose is Purpose.Operational || Frozen is not null;
}

/// <summary>A group with what its size is said by: listed members, a sample, or neither (conditions only).</summary>
/// <param name="Members">How many users are listed.</param>
/// <param name="Sample">Out of 10,000, how many are in its sample; null without one.</param>
/// <param name="HasConditions">Whether it goes by users' attributes.</param>
public sealed record GroupSize(string Key, string Name, int Members, int? Sample, bool HasConditions);
