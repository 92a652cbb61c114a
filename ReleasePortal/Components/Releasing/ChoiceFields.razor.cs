using Microsoft.AspNetCore.Components;

namespace ReleasePortal.Components.Releasing;

/// <summary>For whom, and which version: the fields of the release dialog and of a launch's step.</summary>
public sealed partial class ChoiceFields
{
    /// <summary>The tile for a test between versions; no variant's key can begin with a hyphen.</summary>
    private const string Test = "-test";

    /// <summary>As many groups as stand there as tiles; the others are found under "Several groups".</summary>
    private const int MostTiles = 5;

    [Parameter, EditorRequired]
    public ReleaseSubject Subject { get; set; } = null!;

    /// <summary>What is chosen; the fields write into it.</summary>
    [Parameter, EditorRequired]
    public ReleaseChoice Choice { get; set; } = null!;

    [Parameter]
    public EventCallback Changed { get; set; }

    /// <summary>Stands before the names of the fields, where there are several sets of them.</summary>
    [Parameter]
    public string Prefix { get; set; } = "";

    /// <summary>The question; "Who will see it" unless told otherwise.</summary>
    [Parameter]
    public string? Label { get; set; }

    /// <summary>Whether nobody can be chosen too: to withdraw it.</summary>
    [Parameter]
    public bool AllowsNobody { get; set; }

    private WhoOption Who => new(Choice.Who, Choice.Who is WhoChoice.Group ? Choice.Group : null);

    private IReadOnlyList<Choice<WhoOption>> WhoOptions =>
    [
        new(new WhoOption(WhoChoice.Everyone), T["Everyone"], T["Everyone.Detail"]),
        .. Subject.Groups.Take(MostTiles).Select(group => new Choice<WhoOption>(new WhoOption(WhoChoice.Group, group.Key), group.Name, T.SizeOf(group))),
        .. Subject.Groups.Count > 1 ? [new Choice<WhoOption>(new WhoOption(WhoChoice.Groups), T["Several"], T["Several.Detail"])] : Array.Empty<Choice<WhoOption>>(),
        new(new WhoOption(WhoChoice.Share), T["Share"], T["Share.Detail"]),
        .. AllowsNobody ? [new Choice<WhoOption>(new WhoOption(WhoChoice.Nobody), T["Nobody"], T["Nobody.Detail"])] : Array.Empty<Choice<WhoOption>>(),
    ];

    private IReadOnlyList<Choice<string>> VariantOptions =>
    [
        .. Subject.Variants.Select(variant => new Choice<string>(variant.Key, variant.Name, variant.Key == Subject.OffVariant ? T["OffVariant"].Value : null)),
        new(Test, T["Test"], T["Test.Detail"]),
    ];

    private Task ChooseWhoAsync(WhoOption who)
    {
        (Choice.Who, Choice.Group) = (who.Who, who.Group);
        return Changed.InvokeAsync();
    }

    private Task ChooseVariantAsync(string variant)
    {
        Choice.Variant = variant == Test ? null : variant;
        return Changed.InvokeAsync();
    }

    private Task SetShareAsync(string percent)
    {
        Choice.SharePercent = percent;
        return Changed.InvokeAsync();
    }

    /// <summary>A tile under "who".</summary>
    private sealed record WhoOption(WhoChoice Who, string? Group = null);
}
