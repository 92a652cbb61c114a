using Microsoft.AspNetCore.Components;
using MudBlazor;
using ReleasePortal.Components;
using ReleasePortal.Domain.Access;
using ReleasePortal.Domain.Launches;
using ReleasePortal.Domain.Wording;

namespace ReleasePortal.Features.Launches.Single;

/// <summary>What a launch is called, where it is in its life, and what this person may ask of it.</summary>
public sealed partial class LaunchHead
{
    [Parameter, EditorRequired]
    public LaunchView View { get; set; } = default!;

    [Parameter, EditorRequired]
    public Actor Actor { get; set; } = Actor.Nobody;

    [Inject]
    public required LaunchActs Acts { get; init; }

    [Inject]
    public required IDialogService Dialogs { get; init; }

    private Launch Launch => View.Launch;

    private string SubmitText => T[View.NeedsApproval && Launch.ApprovedBy is null ? "Act.Ask" : Launch.Start is null ? "Act.Ready" : "Act.Schedule"];

    // What begins by itself needs no button; what waits for one, or did not come about, does.
    private bool IsUpToThem => Launch is { Status: LaunchStatus.Scheduled, Start: null } or { Status: LaunchStatus.Failed or LaunchStatus.Missed };

    private bool Offers(LaunchAct act) => View.Offers(act, Actor);

    private Task StartAsync() => Dialogs.ShowAsync<StartDialog>(
        T["Start.Title", Launch.Name], new DialogParameters<StartDialog> { { dialog => dialog.Launch, Launch } });

    private Task AnswerAsync(bool isApproval) => Dialogs.ShowAsync<AnswerDialog>(
        T["Act.Approve"], new DialogParameters<AnswerDialog> { { dialog => dialog.View, View }, { dialog => dialog.IsApproval, isApproval } });

    private Task UndoAsync() => Dialogs.ShowAsync<UndoDialog>(
        T["Undo.Title", Launch.Name], new DialogParameters<UndoDialog> { { dialog => dialog.Launch, Launch } });

    private Task CancelAsync() => ConfirmAsync(
        "CancelLaunch", T["Cancel.Title", Launch.Name], T["Cancel.Go"], new CancelLaunch(Launch.Id, Launch.Version), harm: true);

    private Task EndAsync() => ConfirmAsync("EndLaunch", T["End.Title", Launch.Name], T["Act.End"], new EndLaunch(Launch.Id, Launch.Version), harm: true);

    private Task AdvanceAsync() => ConfirmAsync(
        "AdvanceLaunch.Skipped", T["Advance.Title", Launch.Name], T["Act.Advance"], new AdvanceLaunch(Launch.Id, IsSkip: true, Launch.Version), harm: false);

    // The launch is kept as it was when the question was asked, even while the page behind it goes on.
    private Task ConfirmAsync(string sentence, string title, string go, LaunchChange change, bool harm)
    {
        var launch = Launch;
        return Dialogs.ConfirmAsync(new Confirmation(title, go, _ => Acts.ApplyAsync(launch, change))
        {
            Sentence = new Sentence(sentence, Words.Of(("launch", launch.Name))).Will(),
            Harm = harm,
        });
    }
}
