using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using MudBlazor;
using ReleasePortal.Components.Times;
using ReleasePortal.Domain;
using ReleasePortal.Domain.Freezes;
using ReleasePortal.Domain.Launches;
using ReleasePortal.Domain.Wording;
using ReleasePortal.Identity;

namespace ReleasePortal.Components.Releasing;

/// <summary>
/// Who, which version, why, and in one sentence what will happen. Keeps the version that it opened with, even while the page
/// behind it refreshes.
/// </summary>
public sealed partial class ReleaseDialog
{
    private ReleaseSubject? _subject;
    private ReleaseChoice _choice = null!;
    private ReleaseTiming _timing = null!;
    private bool _mustAsk;
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
    public required PlannedReleases Planned { get; init; }

    [Inject]
    public required TimeWords Times { get; init; }

    [Inject]
    public required Workspace Workspace { get; init; }

    [Inject]
    public required TimeProvider Clock { get; init; }

    [Inject]
    public required Session Session { get; init; }

    [CascadingParameter]
    public required IMudDialogInstance Dialog { get; set; }

    /// <summary>The control as it was when the dialog opened.</summary>
    [Parameter, EditorRequired]
    public required ReleaseSubject Opened { get; set; }

    private ReleaseSubject Subject => _subject ?? Opened;

    /// <summary>Whether another person must approve it: as the environment says, or as the desk said when it was tried.</summary>
    private bool Asks => _mustAsk || PlannedReleases.AsksForApproval(Subject, _timing);

    private bool IsAlready => _previewRefusal is AlreadySo && !_timing.IsLater;

    private string Go => T[Asks ? "Ask" : _timing.IsLater ? "Schedule" : "Release"];

    protected override async Task OnInitializedAsync()
    {
        _choice = ReleaseChoice.From(Opened);
        _timing = ReleaseTiming.Now(Clock.GetUtcNow(), Workspace.Zone);
        await PreviewAsync();
    }

    private IReadOnlyList<Segment> Said(Sentence sentence) => (_timing.IsLater, Asks) switch
    {
        (true, _) => sentence.WillAt(_timing.Start.Settle("start").Value is { } start ? Times.On(start) : ""),
        (false, true) => sentence.WillAt(""),
        _ => sentence.Will(),
    };

    private async Task PreviewAsync()
    {
        var (change, actor) = (_choice.ToChange(Subject), await Session.ActorAsync());
        var preview = await (_timing.IsLater
            ? Query.SayAsync(change, Subject.Environment, actor)
            : Query.PreviewAsync(change, Subject.Environment, actor));
        (_sentence, _previewRefusal) = (preview.Value, preview.Refusal);
        _frozen = _timing.IsLater ? null : await Query.FrozenAsync(Subject.Environment); // what is planned meets the freezes of its time
    }

    private async Task ReleaseAsync()
    {
        var (change, reason) = (_choice.ToChange(Subject), string.IsNullOrWhiteSpace(_reason) ? null : _reason.Trim());
        _refusal = Asks || !_timing.IsPlain
            ? await Planned.PlanAsync(Subject, change, _timing, Asks, reason)
            : await Releasing.ApplyAsync(change, reason);
        _mustAsk |= _refusal is ApprovalNeeded;
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
