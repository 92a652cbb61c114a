namespace ReleasePortal.Domain.Controls;

/// <summary>One part of a split.</summary>
/// <param name="Variant">The variant's key.</param>
/// <param name="Weight">Its part of the sum of all weights; zero serves nobody.</param>
public sealed record WeightedVariant(string Variant, int Weight);

/// <summary>What is served to those who get the feature: one variant, or a split over several.</summary>
public sealed record Serving
{
    /// <summary>The one variant; null when <see cref="Split"/> is used.</summary>
    public string? Variant { get; init; }

    /// <summary>Weights over variants: an A/B test; empty when <see cref="Variant"/> is used.</summary>
    public IReadOnlyList<WeightedVariant> Split { get; init; } = [];

    public static Serving Of(string variant) => new() { Variant = variant };

    public static Serving Between(params IReadOnlyList<WeightedVariant> split) => new() { Split = split };

    /// <summary>Every variant that it names.</summary>
    public IEnumerable<string> VariantsUsed() => Variant is null ? Split.Select(part => part.Variant) : [Variant];

    public bool Equals(Serving? other) =>
        other is not null && Variant == other.Variant && Split.SequenceEqual(other.Split);

    public override int GetHashCode() => HashCode.Combine(Variant, Split.Count);
}

/// <summary>What a group that a control is open to gets; the first rule whose group contains the user decides.</summary>
public sealed record GroupRule(string Group, Serving Serving);

/// <summary>
/// The whole state of a control on one environment (design.md, section 4): a change sets all of it, so that the sentence
/// "Everyone on Production will see X" is always true.
/// </summary>
public sealed record ReleaseState
{
    public Availability Availability { get; init; }

    /// <summary>For <see cref="Availability.Groups"/>: the rules in their order; otherwise empty.</summary>
    public IReadOnlyList<GroupRule> Groups { get; init; } = [];

    /// <summary>For <see cref="Availability.Everyone"/>: what is served; otherwise null.</summary>
    public Serving? Serving { get; init; }

    /// <summary>For <see cref="Availability.Everyone"/>: out of 10,000 users, how many get it; null means all of them.</summary>
    public int? Share { get; init; }

    public static ReleaseState Closed { get; } = new();

    public static ReleaseState ToEveryone(Serving serving, int? share = null) =>
        new() { Availability = Availability.Everyone, Serving = serving, Share = share };

    public static ReleaseState ToGroups(IReadOnlyList<GroupRule> rules) =>
        new() { Availability = Availability.Groups, Groups = rules };

    /// <summary>Every variant that some user may get, those who are left out included.</summary>
    /// <param name="offVariant">What these get.</param>
    public IEnumerable<string> VariantsServed(string offVariant) =>
        this is { Availability: Availability.Everyone, Share: null } ? VariantsUsed() : VariantsUsed().Append(offVariant);

    /// <summary>Every variant that it names for those who get the feature.</summary>
    public IEnumerable<string> VariantsUsed() =>
        Groups.SelectMany(rule => rule.Serving.VariantsUsed()).Concat(Serving?.VariantsUsed() ?? []);

    public bool Equals(ReleaseState? other) =>
        other is not null
        && Availability == other.Availability
        && Groups.SequenceEqual(other.Groups)
        && Equals(Serving, other.Serving)
        && Share == other.Share;

    public override int GetHashCode() => HashCode.Combine(Availability, Groups.Count, Serving, Share);
}
