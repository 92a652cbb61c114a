using Microsoft.AspNetCore.Components;
using MudBlazor;
using ReleasePortal.Changes;
using ReleasePortal.Components;
using ReleasePortal.Domain;
using ReleasePortal.Domain.Freezes;

namespace ReleasePortal.Features.Freezes;

/// <summary>When environments accept no changes: now, later, and in the past.</summary>
public sealed partial class FreezesPage
{
    private IReadOnlyList<FreezeRow> _rows = [];

    [Inject]
    public required FreezesQuery Query { get; init; }

    [Inject]
    public required ChangeDesk Desk { get; init; }

    [Inject]
    public required IDialogService Dialogs { get; init; }

    [Inject]
    public required Toasts Toasts { get; init; }

    private IReadOnlyList<FreezeRow> Ahead => [.. _rows.Where(row => row.State is FreezeState.Active or FreezeState.Coming)];

    private IReadOnlyList<FreezeRow> Past => [.. _rows.Where(row => row.State is FreezeState.Over or FreezeState.Lifted)];

    protected override bool Concerns(ChangedSubject subject) => subject.Kind is SubjectKind.Freeze or SubjectKind.Environment;

    protected override async Task LoadAsync()
    {
        _rows = await Query.ListAsync(Actor, Gone);
        var edges = Ahead.Select(row => row.State is FreezeState.Coming ? row.Freeze.From : row.Freeze.Until);
        ReloadAt(edges.Order().Cast<DateTimeOffset?>().FirstOrDefault());
    }

    private Task WriteAsync(FreezeRow? row) => Dialogs.ShowAsync<FreezeDialog>(
        T["New.Title"], new DialogParameters<FreezeDialog> { { dialog => dialog.Opened, row?.Freeze } });

    private async Task LiftAsync(FreezeRow row)
    {
        var name = Workspace.Find(row.Freeze.Environment)?.Name ?? row.Freeze.Environment;
        var lift = new LiftFreeze(row.Freeze.Id, row.Freeze.Environment, row.Freeze.Version);
        var preview = await Query.PreviewAsync(lift, name, Actor, Gone);
        if (!preview.TryGet(out var sentence, out var refusal))
        {
            Toasts.ShowRefusal(refusal);
            return;
        }

        await Dialogs.ConfirmAsync(new Confirmation(
            T["Lift.Title", name],
            T["Lift.Go"],
            async reason =>
            {
                var result = await Desk.ApplyAsync(ChangeSet.Of(lift, reason), Actor);
                if (result.IsSuccess)
                    Toasts.Done(T["Lift.Done", name]);
                return result.Refusal;
            })
        {
            Sentence = sentence.Will(),
            Reason = AskReason.Yes,
        });
    }
}
