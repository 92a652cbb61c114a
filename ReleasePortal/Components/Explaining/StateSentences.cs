using Microsoft.Extensions.Localization;
using ReleasePortal.Domain.Controls;
using ReleasePortal.Domain.Wording;

namespace ReleasePortal.Components.Explaining;

/// <summary>What users get of a control, as one sentence in the present.</summary>
public sealed class StateSentences(IStringLocalizer<ExplainingTexts> texts)
{
    /// <summary>"Everyone sees it.", "10 % of users get Express, all others Classic."</summary>
    public string Say(IControlNames view, ReleaseState state)
    {
        ArgumentNullException.ThrowIfNull(view);
        ArgumentNullException.ThrowIfNull(state);
        return view.Control switch
        {
            { IsKillSwitch: true } => SayOfSwitch(view, state),
            { Kind: ControlKind.Toggle } => SayOfToggle(view, state),
            _ => SayOfFlag(view, state),
        };
    }

    /// <summary>What those get who are served this: "sees it", "Express", "half see Green, half see Blue".</summary>
    public string Say(IControlNames view, Serving serving)
    {
        ArgumentNullException.ThrowIfNull(view);
        ArgumentNullException.ThrowIfNull(serving);
        if (view.Control.Kind is ControlKind.Toggle)
            return texts["Gets.It"];

        return serving.Variant is { } variant ? texts["Gets.Variant", view.VariantName(variant)] : texts["Gets.Split", Split(view, serving)];
    }

    /// <summary>What all others get: "does not see it", "Classic".</summary>
    public string SayOff(IControlNames view)
    {
        ArgumentNullException.ThrowIfNull(view);
        return view.Control.Kind is ControlKind.Toggle ? texts["Gets.Nothing"] : texts["Gets.Variant", view.VariantName(view.Control.OffVariant)];
    }

    private string SayOfSwitch(IControlNames view, ReleaseState state) => state switch
    {
        { Availability: Availability.Closed } => view.Control.EffectWhenOff.Length > 0 ? texts["Say.Switch.OffWith", view.Control.EffectWhenOff] : texts["Say.Switch.Off"],
        { Availability: Availability.Groups } => texts["Say.Switch.Groups", Groups(view, state)],
        { Share: { } share } => texts["Say.Switch.Share", Phrasing.Percent(share)],
        _ => texts["Say.Switch.On"],
    };

    private string SayOfToggle(IControlNames view, ReleaseState state) => state switch
    {
        { Availability: Availability.Closed } => texts["Say.Toggle.Closed"],
        { Availability: Availability.Groups } => texts["Say.Toggle.Groups", Groups(view, state)],
        { Share: { } share } => texts["Say.Toggle.Share", Phrasing.Percent(share)],
        _ => texts["Say.Toggle.Everyone"],
    };

    private string SayOfFlag(IControlNames view, ReleaseState state)
    {
        var others = view.VariantName(view.Control.OffVariant);
        return state switch
        {
            { Availability: Availability.Closed } => texts["Say.Flag.Closed", others],
            { Availability: Availability.Groups } => texts["Say.Flag.Groups", Groups(view, state), others],
            { Serving: { Variant: { } variant }, Share: { } share } => texts["Say.Flag.Share", Phrasing.Percent(share), view.VariantName(variant), others],
            { Serving.Variant: { } variant } => texts["Say.Flag.Everyone", view.VariantName(variant)],
            { Serving: { } split, Share: { } share } => texts["Say.Flag.ShareSplit", Phrasing.Percent(share), Split(view, split), others],
            _ => texts["Say.Flag.Split", Split(view, state.Serving!)],
        };
    }

    private static string Groups(IControlNames view, ReleaseState state) =>
        Phrasing.List([.. state.Groups.Select(rule => view.GroupName(rule.Group))]);

    private static string Split(IControlNames view, Serving serving)
    {
        var total = serving.Split.Sum(part => (long)part.Weight);
        return Phrasing.List(
        [
            .. serving.Split
                .Where(part => part.Weight > 0)
                .Select(part => Phrasing.Fraction(part.Weight, total) + " " + view.VariantName(part.Variant)),
        ]);
    }
}
