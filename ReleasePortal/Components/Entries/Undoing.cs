using Microsoft.Extensions.Localization;
using MudBlazor;
using ReleasePortal.Changes;
using ReleasePortal.Components.Releasing;
using ReleasePortal.Domain;
using ReleasePortal.Domain.Controls;
using ReleasePortal.Domain.History;
using ReleasePortal.Identity;

namespace ReleasePortal.Components.Entries;

/// <summary>Takes a change of a control's state back, from any list of entries: asks first, then applies through the desk.</summary>
public sealed class Undoing(
    ChangeDesk desk,
    UndoQuery query,
    ReleaseQuery preview,
    Session session,
    Workspace workspace,
    IDialogService dialogs,
    Toasts toasts,
    IStringLocalizer<EntriesTexts> texts)
{
    /// <summary>Says what will be again, asks for the reason, and undoes. What can no longer be undone is refused in words.</summary>
    /// <param name="entry">The entry's id.</param>
    public async Task UndoAsync(Guid entry)
    {
        var actor = await session.ActorAsync();
        if (await query.FindAsync(entry, actor) is not { } subject || workspace.Find(subject.Change.On) is not { } environment)
        {
            toasts.ShowRefusal(new Unknown(SubjectKind.Control, ""));
            return;
        }

        var said = await preview.PreviewAsync(subject.Change, environment, actor);
        if (!said.TryGet(out var sentence, out var refusal))
        {
            toasts.ShowRefusal(refusal);
            return;
        }

        var needsReason = subject.Purpose is Purpose.Operational || environment.ReasonRequired || await preview.FrozenAsync(environment) is not null;
        await dialogs.ConfirmAsync(new Confirmation(texts["Undo.Title", subject.Control], texts["Undo.Go"], reason => ApplyAsync(subject.Change, reason))
        {
            Sentence = sentence.Will(),
            Reason = needsReason ? AskReason.Required : AskReason.Yes,
        });
    }

    private async Task<Refusal?> ApplyAsync(Undo undo, string? reason)
    {
        var result = await desk.ApplyAsync(ChangeSet.Of(undo, reason, ChangeSource.Undo), await session.ActorAsync());
        if (!result.TryGet(out var applied, out var refusal))
            return refusal;

        toasts.Done(EntryLine.Headline(applied.Entries[^1]));
        return null;
    }
}
