using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using MudBlazor;
using ReleasePortal.Domain;
using ReleasePortal.Domain.Freezes;
using ReleasePortal.Domain.Wording;
using ReleasePortal.Identity;

namespace ReleasePortal.Components.Releasing;

/// <summary>
/// Who, which version, why, and in one sentence what will happen. Keeps the version that it opened with, even while the page
/// behind it refreshes.
/// </summary>
public sealed partial class ReleaseDialog
{
    /// <summary>The tile for a test between versions; no variant's key can begin with a hyphen.</summary>
    private const string Test = "-test";

    /// <summary>As many groups as stand in the dialog as tiles; the others are found under "Several groups".</summary>
    private const int MostTiles = 5;

    private ReleaseSubject? _subject;
    private ReleaseChoice _choice = null!;
    private string? _reason;
    private Sentence? _sentence;
    private Refusal? _previewRefusal;
    private Refusal? _refusal;
    private Frozen? _frozen;

    [Inject]
    public required Releasing Releasing { get; init; }

    [Inject]
    public required ReleaseQuery Query { get; init; }

    [Inject]
    public required Session Session { get; init; }

    [CascadingParameter]
    public required IMudDialogInstance Dialog { get; set; }

    /// <summary>The control as it was when the dialog opened.</summary>
    [Parameter, EditorRequired]
    public required ReleaseSubject Opened { get; set; }

    private ReleaseSubject Subject => _subject ?? Opened;

    private WhoOption Who => new(_choice.Who, _choice.Who is WhoChoice.Group ? _choice.Group : null);

    private IReadOnlyList<Choice<WhoOption>> WhoOptions =>
    [
        new(new WhoOption(WhoChoice.Everyone), T["Everyone"], T["Everyone.Detail"]),
        .. Subject.Groups.Take(MostTiles).Select(group => new Choice<WhoOption>(new WhoOption(WhoChoice.Group, group.Key), group.Name, T.SizeOf(group))),
        .. Subject.Groups.Count > 1 ? [new Choice<WhoOption>(new WhoOption(WhoChoice.Groups), T["Several"], T["Several.Detail"])] : Array.Empty<Choice<WhoOption>>(),
        new(new WhoOption(WhoChoice.Share), T["Share"], T["Share.Detail"]),
    ];

    private IReadOnlyList<Choice<string>> VariantOptions =>
    [
        .. Subject.Variants.Select(variant => new Choice<string>(variant.Key, variant.Name, variant.Key == Subject.OffVariant ? T["OffVariant"].Value : null)),
        new(Test, T["Test"], T["Test.Detail"]),
    ];

    protected override async Task OnInitializedAsync()
    {
        _choice = ReleaseChoice.From(Opened);
        await PreviewAsync();
    }

    private Task ChooseWhoAsync(WhoOption who)
    {
        (_choice.Who, _choice.Group) = (who.Who, who.Group);
        return PreviewAsync();
    }

    private Task ChooseVariantAsync(string variant)
    {
        _choice.Variant = variant == Test ? null : variant;
        return PreviewAsync();
    }

    private Task SetShareAsync(string percent)
    {
        _choice.SharePercent = percent;
        return PreviewAsync();
    }

    private async Task PreviewAsync()
    {
        var preview = await Query.PreviewAsync(_choice.ToChange(Subject), Subject.Environment, await Session.ActorAsync());
        (_sentence, _previewRefusal) = (preview.Value, preview.Refusal);
        _frozen = await Query.FrozenAsync(Subject.Environment);
    }

    private async Task ReleaseAsync()
    {
        _refusal = await Releasing.ApplyAsync(_choice.ToChange(Subject), string.IsNullOrWhiteSpace(_reason) ? null : _reason.Trim());
        if (_refusal is null)
            Dialog.Close(true);
    }

    // After a change by somebody else: the new state becomes what the person has seen; their own choices stay.
    private async Task LookAgainAsync()
    {
        if (await Query.FindAsync(Subject.Key, Subject.Environment, await Session.ActorAsync()) is not { } now)
            return;

        (_subject, _refusal) = (now, null);
        await PreviewAsync();
    }

    /// <summary>A tile under "who".</summary>
    private sealed record WhoOption(WhoChoice Who, string? Group = null);
}

internal static class GroupSizeWords
{
    /// <summary>A group's size in words: "7 people", "about 5 %", "by their details".</summary>
    public static string SizeOf(this IStringLocalizer<ReleasingTexts> texts, GroupSize group)
    {
        if (group is { Sample: { } sample, HasConditions: false, Members: 0 })
            return texts["Size.Sample", Phrasing.Percent(sample)];
        if (group is { Members: > 0, HasConditions: false, Sample: null })
            return group.Members is 1 ? texts["Size.One"] : texts["Size.Members", group.Members];
        return texts["Size.Conditions"];
    }
}
