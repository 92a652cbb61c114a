using ReleasePortal.Domain.Access;

namespace ReleasePortal.Features.Controls.Single;

/// <summary>The parts of a control's page, by their names in the address.</summary>
public enum ControlTab
{
    Where,
    Who,
    Use,
    History,
    Code,
    Settings,
}

internal static class ControlTabs
{
    /// <summary>The tabs that are there for this person.</summary>
    public static IReadOnlyList<ControlTab> For(Actor actor) =>
        AccessRules.Allows(actor, Operation.MaintainControl)
            ? Enum.GetValues<ControlTab>()
            : [ControlTab.Where, ControlTab.Who, ControlTab.Use, ControlTab.History];

    /// <summary>The tab of the address; the first one for what is not there.</summary>
    public static ControlTab Read(string? tab, IReadOnlyList<ControlTab> tabs) =>
        tabs.FirstOrDefault(known => string.Equals(known.ToString(), tab, StringComparison.OrdinalIgnoreCase));

    /// <summary>The address of a tab.</summary>
    public static string Address(string control, ControlTab tab) =>
        tab is ControlTab.Where ? $"/controls/{control}" : $"/controls/{control}?tab={tab.ToString().ToLowerInvariant()}";
}
