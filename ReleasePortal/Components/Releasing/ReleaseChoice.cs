using System.Globalization;
using ReleasePortal.Domain.Controls;

namespace ReleasePortal.Components.Releasing;

/// <summary>For whom the person wants to open it.</summary>
public enum WhoChoice
{
    Everyone,

    /// <summary>The one group of <see cref="ReleaseChoice.Group"/>.</summary>
    Group,

    /// <summary>The groups of <see cref="ReleaseChoice.Groups"/>, in their order.</summary>
    Groups,

    Share,

    /// <summary>Nobody: it is withdrawn.</summary>
    Nobody,
}

/// <summary>What is chosen in the release dialog, and the change that it comes to.</summary>
public sealed class ReleaseChoice
{
    private const int BasisPoints = 100;

    private ReleaseChoice(ReleaseSubject subject)
    {
        Variant = subject.Variants.FirstOrDefault(variant => variant.Key != subject.OffVariant)?.Key ?? Domain.Controls.Variant.On;
        var even = (100 / subject.Variants.Count).ToString(CultureInfo.InvariantCulture);
        Weights = subject.Variants.ToDictionary(variant => variant.Key, _ => even, StringComparer.Ordinal);
    }

    public WhoChoice Who { get; set; } = WhoChoice.Everyone;

    public string? Group { get; set; }

    public List<string> Groups { get; } = [];

    /// <summary>The share in percent, as typed.</summary>
    public string SharePercent { get; set; } = "10";

    /// <summary>Which version they get; null stands for a test between versions.</summary>
    public string? Variant { get; set; }

    /// <summary>For a test: the weight of each version in percent, as typed.</summary>
    public Dictionary<string, string> Weights { get; }

    /// <summary>What a dialog opens with: the state as it is, or everyone when it is closed.</summary>
    public static ReleaseChoice From(ReleaseSubject subject)
    {
        var choice = new ReleaseChoice(subject);
        var state = subject.State;
        if (state.Availability is Availability.Closed)
            return choice;

        choice.Take(state.Serving ?? state.Groups[0].Serving);
        if (state.Share is { } share)
            (choice.Who, choice.SharePercent) = (WhoChoice.Share, (share / (decimal)BasisPoints).ToString("0.##", CultureInfo.InvariantCulture));
        if (state.Groups is [var only])
            (choice.Who, choice.Group) = (WhoChoice.Group, only.Group);
        else if (state.Groups.Count > 1)
            choice.Who = WhoChoice.Groups;
        choice.Groups.AddRange(state.Groups.Select(rule => rule.Group));
        return choice;
    }

    /// <summary>What a step of a launch has chosen.</summary>
    public static ReleaseChoice From(ReleaseSubject subject, StateChange change)
    {
        var choice = From(subject with { State = StateAfter(change) });
        if (change is Withdraw)
            choice.Who = WhoChoice.Nobody;
        return choice;
    }

    /// <summary>The change that it comes to. What was typed wrongly becomes a value that the control refuses beside its field.</summary>
    public StateChange ToChange(ReleaseSubject subject)
    {
        var on = subject.Environment.Key;
        if (Who is WhoChoice.Nobody)
            return new Withdraw(subject.Key, on, subject.Version);

        int? share = Who is WhoChoice.Share ? Parse(SharePercent, BasisPoints) : null;
        if (Who is WhoChoice.Group or WhoChoice.Groups)
        {
            var groups = Who is WhoChoice.Groups ? Groups : Group is null ? [] : [Group];
            return new ReleaseToGroups(subject.Key, on, [.. groups.Select(group => new GroupRule(group, Serving()))], subject.Version);
        }

        return Variant is null
            ? new ServeSplit(subject.Key, on, Split(), share, subject.Version)
            : new ReleaseControlToEveryone(subject.Key, on, Variant, share, subject.Version);
    }

    /// <summary>Everything that is chosen, to tell whether something was.</summary>
    public override string ToString() =>
        $"{Who} {Group} {string.Join(',', Groups)} {SharePercent} {Variant} {string.Join(',', Weights.Select(part => part.Key + part.Value))}";

    private static ReleaseState StateAfter(StateChange change) => change switch
    {
        ReleaseControlToEveryone everyone => ReleaseState.ToEveryone(Domain.Controls.Serving.Of(everyone.Variant ?? Domain.Controls.Variant.On), everyone.Share),
        ServeSplit split => ReleaseState.ToEveryone(Domain.Controls.Serving.Between(split.Split), split.Share),
        ReleaseToGroups groups => ReleaseState.ToGroups(groups.Groups),
        _ => ReleaseState.Closed,
    };

    private Serving Serving() => Variant is null
        ? Domain.Controls.Serving.Between(Split())
        : Domain.Controls.Serving.Of(Variant);

    private List<WeightedVariant> Split() =>
        [.. Weights.Select(part => new WeightedVariant(part.Key, Parse(part.Value, 1)))];

    private void Take(Serving serving)
    {
        Variant = serving.Variant;
        if (serving.Variant is not null)
            return;

        var total = serving.Split.Sum(part => (long)part.Weight);
        foreach (var key in Weights.Keys.ToList())
        {
            var weight = serving.Split.FirstOrDefault(part => part.Variant == key)?.Weight ?? 0;
            Weights[key] = (weight * 100m / total).ToString("0.##", CultureInfo.InvariantCulture);
        }
    }

    // An impossible number for what cannot be read: the control's own rules answer it, in the same words as any other.
    private static int Parse(string typed, int factor) =>
        decimal.TryParse(typed.Replace(',', '.').TrimEnd('%', ' '), NumberStyles.Number, CultureInfo.InvariantCulture, out var number)
        && number is > -1_000 and < 1_000_000
            ? (int)Math.Round(number * factor)
            : -1;
}
