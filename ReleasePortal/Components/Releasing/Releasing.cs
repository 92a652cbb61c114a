using Microsoft.Extensions.Localization;
using MudBlazor;
using ReleasePortal.Changes;
using ReleasePortal.Domain;
using ReleasePortal.Domain.Controls;
using ReleasePortal.Domain.History;
using ReleasePortal.Domain.Launches;
using ReleasePortal.Domain.Wording;
using ReleasePortal.Identity;

namespace ReleasePortal.Components.Releasing;

/// <summary>
/// Releasing and withdrawing from any page: asks in a dialog, applies through the desk, offers to undo.
/// </summary>
public sealed class Releasing(
    ChangeDesk desk, UndoOffers offers, ReleaseQuery query, PlannedReleases planned, Session session, Workspace workspace, IDialogService dialogs, Toasts toasts, IStringLocalizer<ReleasingTexts> texts)
{
    /// <summary>Asks for whom and which version, and releases. For a kill switch: asks for the reason, and switches it on.</summary>
    /// <param name="control">The control's key.</param>
    /// <param name="environment">The environment's key; null for the one that is chosen.</param>
    public async Task ReleaseAsync(string control, string? environment = null)
    {
        if (await FindAsync(control, environment) is not { } subject)
            return;

        if (subject.IsKillSwitch)
        {
            var switchOn = new ReleaseControlToEveryone(subject.Key, subject.Environment.Key, SeenVersion: subject.Version);
            await ConfirmAsync(subject, switchOn, texts["SwitchOn.Title", subject.Name], texts["SwitchOn"], harm: false);
            return;
        }

        var parameters = new DialogParameters<ReleaseDialog> { { dialog => dialog.Opened, subject } };
        await (await dialogs.ShowAsync<ReleaseDialog>(subject.Name, parameters)).Result;
    }

    /// <summary>Asks for the reason, says what will happen, and withdraws. For a kill switch: switches it off.</summary>
    /// <inheritdoc cref="ReleaseAsync"/>
    public async Task WithdrawAsync(string control, string? environment = null)
    {
        if (await FindAsync(control, environment) is not { } subject)
            return;

        var withdraw = new Withdraw(subject.Key, subject.Environment.Key, subject.Version);
        var (title, go) = subject.IsKillSwitch
            ? (texts["SwitchOff.Title", subject.Name], texts["SwitchOff"])
            : (texts["Withdraw.Title", subject.Name], texts["Withdraw"]);
        await ConfirmAsync(subject, withdraw, title, go, harm: true);
    }

    /// <summary>Applies a change of a state and offers to undo it.</summary>
    /// <returns>Why it was not done; null when it was.</returns>
    public async Task<Refusal?> ApplyAsync(StateChange change, string? reason)
    {
        var result = await desk.ApplyAsync(ChangeSet.Of(change, reason), await session.ActorAsync());
        if (!result.TryGet(out var applied, out var refusal))
            return refusal;

        OfferUndo(applied);
        return null;
    }

    private async Task<ReleaseSubject?> FindAsync(string control, string? environment)
    {
        var on = environment is null ? workspace.Environment : workspace.Find(environment);
        var subject = on is null ? null : await query.FindAsync(control, on, await session.ActorAsync());
        if (subject is null)
            toasts.ShowRefusal(new Unknown(SubjectKind.Control, control));
        return subject;
    }

    private async Task ConfirmAsync(ReleaseSubject subject, StateChange change, string title, string go, bool harm)
    {
        var preview = await query.PreviewAsync(change, subject.Environment, await session.ActorAsync());
        if (!preview.TryGet(out var sentence, out var refusal))
        {
            toasts.ShowRefusal(refusal);
            return;
        }

        var effect = harm && subject.EffectWhenOff.Length > 0 ? [new Segment(" " + subject.EffectWhenOff, Emphasis.None)] : Array.Empty<Segment>();
        var request = new Attempt(texts["Ask"], reason => planned.PlanAsync(subject, change, timing: null, asks: true, reason));
        var asks = !change.IsWithdrawal && PlannedReleases.AsksForApproval(subject, timing: null);
        await dialogs.ConfirmAsync(new Confirmation(title, asks ? request.Go : go, asks ? request.Act : reason => ApplyAsync(change, reason))
        {
            Instead = refused => refused is ApprovalNeeded ? request : null,
            Sentence = [.. asks ? sentence.WillAt("") : sentence.Will(), .. effect, .. asks ? Approval(subject) : []],
            Harm = harm,
            Reason = subject.ReasonRequired ? AskReason.Required : AskReason.Yes,
        });
    }

    private IEnumerable<Segment> Approval(ReleaseSubject subject) => [new Segment(" " + texts["Says.Request", subject.Environment.Name], Emphasis.None)];

    private void OfferUndo(Applied applied)
    {
        var last = applied.Entries[^1];
        var said = EntryLine.Headline(last);
        offers.Add(last, toasts.Done(said, async () =>
        {
            var undone = await desk.ApplyAsync(applied.Undo(texts["Undo.Reason", said])!, await session.ActorAsync());
            if (undone.TryGet(out var entries, out var refusal))
                toasts.Done(EntryLine.Headline(entries.Entries[^1]));
            return refusal;
        }));
    }
}
