using Microsoft.AspNetCore.Components;
using MudBlazor;
using ReleasePortal.Changes;
using ReleasePortal.Domain;
using ReleasePortal.Domain.Access;

namespace ReleasePortal.Features.Budgets;

/// <summary>How far each budget is used, and what could go; administrators set the limits.</summary>
public sealed partial class BudgetsPage
{
    private BudgetsView _view = BudgetsView.Empty;

    [Inject]
    public required BudgetsQuery Query { get; init; }

    [Inject]
    public required IDialogService Dialogs { get; init; }

    private bool MaySet => AccessRules.Allows(Actor, Operation.ManageEnvironments);

    protected override bool Concerns(ChangedSubject subject) =>
        subject.Kind is SubjectKind.Budgets or SubjectKind.Control or SubjectKind.Group or SubjectKind.Environment;

    protected override async Task LoadAsync() => _view = await Query.ReadAsync(Actor, Gone);

    private Task SetAsync() => Dialogs.ShowAsync<LimitsDialog>(
        T["Set.Title"], new DialogParameters<LimitsDialog> { { dialog => dialog.Limits, _view.Limits }, { dialog => dialog.Version, _view.Version } });
}
