using MudBlazor;
using ReleasePortal.Changes;
using ReleasePortal.Components;
using ReleasePortal.Domain;
using ReleasePortal.Domain.Access;
using ReleasePortal.Domain.Controls;
using ReleasePortal.Domain.History;
using ReleasePortal.Identity;

namespace ReleasePortal.Features.Controls.Single;

/// <summary>What an engineer does to a control beside editing it: asks with the sentence of what will happen, applies, says it.</summary>
public sealed class ControlActs(ControlQuery query, ChangeDesk desk, Session session, IDialogService dialogs, Toasts toasts)
{
    /// <summary>Asks first. What cannot be done now is said at once, without a question.</summary>
    public async Task ConfirmAsync(DefinitionChange change, string title, string go, Actor actor)
    {
        if (!(await query.PreviewAsync(change, actor)).TryGet(out var sentence, out var refusal))
        {
            toasts.ShowRefusal(refusal);
            return;
        }

        await dialogs.ConfirmAsync(new Confirmation(title, go, reason => ApplyAsync(change, reason))
        {
            Sentence = sentence.Will(),
            Reason = AskReason.Yes,
        });
    }

    /// <summary>Hands the change to the desk and says that it was done.</summary>
    /// <returns>Why it was not; null when it was.</returns>
    public async Task<Refusal?> ApplyAsync(DefinitionChange change, string? reason)
    {
        var changes = ChangeSet.Of(change, string.IsNullOrWhiteSpace(reason) ? null : reason.Trim());
        if (!(await desk.ApplyAsync(changes, await session.ActorAsync())).TryGet(out var applied, out var refusal))
            return refusal;

        toasts.Done(EntryLine.Headline(applied.Entries[^1]));
        return null;
    }
}
