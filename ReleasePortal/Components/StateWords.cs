using Microsoft.Extensions.Localization;
using ReleasePortal.Domain.Controls;
using ReleasePortal.Domain.Wording;

namespace ReleasePortal.Components;

/// <summary>The state of a control on an environment in a few words, for tags and cells.</summary>
public sealed class StateWords(IStringLocalizer<ComponentsTexts> texts)
{
    /// <summary>"Closed", "Some groups", "Everyone"; for a kill switch "Off", "On for some groups", "On".</summary>
    public string Say(Availability availability, bool killSwitch = false) =>
        killSwitch ? texts[$"Switch.{availability}"] : texts[$"Availability.{availability}"];

    /// <summary>"Early access", "10 % of everyone", "Express for everyone", "Everyone, split in 2".</summary>
    /// <param name="state">The whole state on one environment.</param>
    /// <param name="kind">A flag's tag names the version that people get.</param>
    /// <param name="groupName">The name of a group by its key; the key itself when it is not given.</param>
    /// <param name="variantName">The name of a variant by its key, likewise.</param>
    /// <param name="killSwitch">Whether it reads as a switch: on or off.</param>
    public string Say(
        ReleaseState state,
        ControlKind kind,
        Func<string, string>? groupName = null,
        Func<string, string>? variantName = null,
        bool killSwitch = false) => state switch
        {
            { Availability: Availability.Closed } => Say(state.Availability, killSwitch),
            { Availability: Availability.Groups } =>
                Phrasing.List([.. state.Groups.Select(rule => groupName?.Invoke(rule.Group) ?? rule.Group)]),
            { Serving.Split: { Count: > 0 } split, Share: { } share } =>
                texts["State.ShareSplit", Phrasing.Percent(share), Parts(split)],
            { Serving.Split: { Count: > 0 } split } => texts["State.Split", Parts(split)],
            { Serving.Variant: { } variant, Share: { } share } when kind is ControlKind.Flag =>
                texts["State.VariantShare", variantName?.Invoke(variant) ?? variant, Phrasing.Percent(share)],
            { Serving.Variant: { } variant } when kind is ControlKind.Flag =>
                texts["State.Variant", variantName?.Invoke(variant) ?? variant],
            { Share: { } share } => texts["State.Share", Phrasing.Percent(share)],
            _ => Say(Availability.Everyone, killSwitch),
        };

    /// <summary>The class of the tag: its colour repeats what its words say.</summary>
    public static string ToneOf(Availability availability, bool killSwitch = false) => availability switch
    {
        Availability.Closed => killSwitch ? "harmt" : "wait",
        _ => "live",
    };

    private static int Parts(IReadOnlyList<WeightedVariant> split) => split.Count(part => part.Weight > 0);
}
