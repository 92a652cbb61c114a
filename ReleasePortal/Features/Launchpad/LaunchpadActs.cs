using Microsoft.Extensions.Localization;
using MudBlazor;
using ReleasePortal.Changes;
using ReleasePortal.Components;
using ReleasePortal.Domain;
using ReleasePortal.Domain.Launches;
using ReleasePortal.Domain.Wording;
using ReleasePortal.Identity;

namespace ReleasePortal.Features.Launchpad;

/// <summary>What can be done to a launch from its card.</summary>
public sealed class LaunchpadActs(ChangeDesk desk, Session session, Toasts toasts, IDialogService dialogs, IStringLocalizer<LaunchpadTexts> texts)
{
    /// <summary>Stops it at once; one click, up to the last second.</summary>
    public Task HoldAsync(LaunchpadLaunch launch) =>
        ActAsync(new HoldLaunch(launch.Id), texts["Held", launch.Name], undo: new ResumeLaunch(launch.Id));

    public Task ResumeAsync(LaunchpadLaunch launch) =>
        ActAsync(new ResumeLaunch(launch.Id, launch.Version), texts["Resumed", launch.Name], undo: new HoldLaunch(launch.Id));

    /// <summary>Asks, and applies all its steps now.</summary>
    public Task LaunchNowAsync(LaunchpadLaunch launch) => dialogs.ConfirmAsync(
        new Confirmation(texts["LaunchNow.Title", launch.Name], texts["LaunchNow"], async _ =>
        {
            var refusal = await TryAsync(new StartLaunch(launch.Id, launch.Version), launch.Name);
            if (refusal is null)
                Done(texts["Launched", launch.Name], new UndoLaunch(launch.Id, []));
            return refusal;
        })
        {
            Sentence = [.. launch.Steps.SelectMany((step, index) => step.Will().Prepend(new Segment(index is 0 ? "" : " ", Emphasis.None)))],
        });

    private async Task ActAsync(LaunchChange change, string done, LaunchChange undo)
    {
        if (await TryAsync(change, reason: null) is { } refusal)
            toasts.ShowRefusal(refusal);
        else
            Done(done, undo);
    }

    private void Done(string text, LaunchChange undo) => toasts.Done(text, () => TryAsync(undo, texts["Undo.Reason"]));

    private async Task<Refusal?> TryAsync(LaunchChange change, string? reason) =>
        (await desk.ApplyAsync(new ChangeSet([change], reason, Correlation: change.Launch), await session.ActorAsync())).Refusal;
}
