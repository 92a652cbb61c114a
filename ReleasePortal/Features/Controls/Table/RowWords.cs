using Microsoft.Extensions.Localization;
using ReleasePortal.Domain.Controls;
using ReleasePortal.Domain.Wording;

namespace ReleasePortal.Features.Controls.Table;

/// <summary>A state in the width of a column: the word for its tag, and a few more under it.</summary>
public sealed class RowWords(IStringLocalizer<ControlsTexts> texts)
{
    /// <summary>"Closed", "Some groups", "25 % of users", "Everyone"; of a kill switch "On" or "Off".</summary>
    public string Tag(ControlRow row, ReleaseState state)
    {
        ArgumentNullException.ThrowIfNull(row);
        ArgumentNullException.ThrowIfNull(state);
        return state.Share is { } share
            ? texts["Short.Share", Phrasing.Percent(share)]
            : texts[row.IsKillSwitch ? $"Short.Switch.{state.Availability}" : $"Short.{state.Availability}"];
    }

    /// <summary>Which groups, which version, or how many in a test; empty when the tag says all.</summary>
    public string Detail(ControlRow row, ReleaseState state, IReadOnlyDictionary<string, string> groups)
    {
        ArgumentNullException.ThrowIfNull(row);
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(groups);
        return state switch
        {
            { Availability: Availability.Groups } => Phrasing.List([.. state.Groups.Select(rule => groups.GetValueOrDefault(rule.Group, rule.Group))]),
            { Serving.Split: { Count: > 0 } split } => texts["Short.Split", split.Count(part => part.Weight > 0)],
            { Serving.Variant: { } variant } when row.Kind is ControlKind.Flag => row.VariantName(variant),
            _ => "",
        };
    }
}
