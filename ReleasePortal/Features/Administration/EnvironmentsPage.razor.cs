using Microsoft.AspNetCore.Components;
using MudBlazor;
using ReleasePortal.Changes;
using ReleasePortal.Components;
using ReleasePortal.Domain;

namespace ReleasePortal.Features.Administration;

/// <summary>Where features are released, in the order of the way to production.</summary>
public sealed partial class EnvironmentsPage
{
    private IReadOnlyList<EnvironmentRow> _environments = [];

    [Inject]
    public required EnvironmentsQuery Query { get; init; }

    [Inject]
    public required IDialogService Dialogs { get; init; }

    protected override bool Concerns(ChangedSubject subject) => subject.Kind is SubjectKind.Environment;

    protected override async Task LoadAsync() => _environments = await Query.ListAsync(Actor, Gone);

    private static EnvironmentView ViewOf(EnvironmentRow row) =>
        new(row.Key, row.Details.Name, row.Details.Rank, row.Details.IsProduction, row.Details.ReasonRequired);

    private Task EditAsync(EnvironmentRow? row) => Dialogs.ShowAsync<EnvironmentDialog>(
        row?.Details.Name, new DialogParameters<EnvironmentDialog> { { dialog => dialog.Row, row } });
}
