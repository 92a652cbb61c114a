using Microsoft.Extensions.Localization;
using MudBlazor;
using ReleasePortal.Changes;
using ReleasePortal.Components;
using ReleasePortal.Domain;
using ReleasePortal.Domain.Audiences;
using ReleasePortal.Domain.Wording;
using ReleasePortal.Identity;

namespace ReleasePortal.Features.Audiences;

/// <summary>Defining, editing and removing groups: asks in a dialog, applies through the desk.</summary>
public sealed class GroupActs(
    ChangeDesk desk, Session session, Workspace workspace, IDialogService dialogs, Toasts toasts, IStringLocalizer<AudiencesTexts> texts)
{
    // A long form is not thrown away by a key that is easily hit.
    private static readonly DialogOptions KeepOpen = new() { CloseOnEscapeKey = false, BackdropClick = false };

    /// <summary>Asks for a new group.</summary>
    /// <returns>The key of the group; null when none was defined.</returns>
    public async Task<string?> DefineAsync()
    {
        var dialog = await dialogs.ShowAsync<GroupDialog>(texts["Define.Title"], KeepOpen);
        return await dialog.Result is { Canceled: false, Data: string key } ? key : null;
    }

    /// <summary>Edits a group as it was when the person decided to.</summary>
    public async Task EditAsync(GroupView group)
    {
        var parameters = new DialogParameters<GroupDialog> { { dialog => dialog.Opened, group } };
        await (await dialogs.ShowAsync<GroupDialog>(texts["Edit.Title", group.Details.Name], parameters, KeepOpen)).Result;
    }

    /// <summary>Removes a group that nothing is open to; a reason may be given.</summary>
    /// <returns>Whether it was removed.</returns>
    public Task<bool> RemoveAsync(GroupView group) => dialogs.ConfirmAsync(
        new Confirmation(
            texts["Remove.Title", group.Details.Name],
            texts["Remove.Go"],
            reason => ApplyAsync(new RemoveGroup(group.Key, group.Version), reason, texts["Removed", group.Details.Name]))
        {
            Sentence = new Sentence(nameof(RemoveGroup), Words.Of(("group", group.Details.Name))).Will(),
            Harm = true,
            Reason = ReasonRequired(group) ? AskReason.Required : AskReason.Yes,
        });

    /// <summary>Hands the change to the desk and says that it was done.</summary>
    /// <returns>Why it was not; null when it was.</returns>
    public async Task<Refusal?> ApplyAsync(GroupChange change, string? reason, string done)
    {
        var result = await desk.ApplyAsync(ChangeSet.Of(change, string.IsNullOrWhiteSpace(reason) ? null : reason.Trim()), await session.ActorAsync());
        if (result.IsSuccess)
            toasts.Done(done);
        return result.Refusal;
    }

    /// <summary>Whether some environment on which the group is in use asks for a reason.</summary>
    public bool ReasonRequired(GroupView group) => group.Uses.Any(use => workspace.Find(use.Environment) is { ReasonRequired: true });
}
