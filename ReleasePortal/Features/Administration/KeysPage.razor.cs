using Microsoft.AspNetCore.Components;
using MudBlazor;
using ReleasePortal.Changes;
using ReleasePortal.Components;
using ReleasePortal.Domain;
using ReleasePortal.Domain.People;
using ReleasePortal.Domain.Wording;

namespace ReleasePortal.Features.Administration;

/// <summary>What applications identify themselves with, on every environment.</summary>
public sealed partial class KeysPage
{
    private IReadOnlyList<KeyRow> _keys = [];

    [Inject]
    public required KeysQuery Query { get; init; }

    [Inject]
    public required ChangeDesk Desk { get; init; }

    [Inject]
    public required IDialogService Dialogs { get; init; }

    [Inject]
    public required Toasts Toasts { get; init; }

    private IReadOnlyList<KeyRow> InUse => [.. _keys.Where(key => key.RevokedAt is null)];

    private IReadOnlyList<KeyRow> Revoked => [.. _keys.Where(key => key.RevokedAt is not null)];

    protected override bool Concerns(ChangedSubject subject) => subject.Kind is SubjectKind.Key or SubjectKind.Environment;

    protected override async Task LoadAsync() => _keys = await Query.ListAsync(Actor, Gone);

    private Task CreateAsync() => Dialogs.ShowAsync<CreateKeyDialog>();

    private Task RotateAsync(KeyRow key) => Dialogs.ShowAsync<RotateKeyDialog>(
        title: null, new DialogParameters<RotateKeyDialog> { { dialog => dialog.Key, key } });

    private Task RevokeAsync(KeyRow key) => Dialogs.ConfirmAsync(new Confirmation(
        T["Keys.Revoke.Title", key.Name],
        T["Keys.Revoke.Go"],
        async reason =>
        {
            var result = await Desk.ApplyAsync(ChangeSet.Of(new RevokeKey(key.Id), reason), Actor);
            if (result.IsSuccess)
                Toasts.Done(T["Keys.Revoke.Done", key.Name]);
            return result.Refusal;
        })
    {
        Sentence = [new Segment(T["Keys.Revoke.Text", Workspace.Find(key.Environment)?.Name ?? key.Environment], Emphasis.None)],
        Harm = true,
        Reason = AskReason.Yes,
    });
}
