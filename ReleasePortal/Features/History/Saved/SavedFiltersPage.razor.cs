using Microsoft.AspNetCore.Components;
using MudBlazor;
using ReleasePortal.Changes;
using ReleasePortal.Components;
using ReleasePortal.Data.Filters;
using ReleasePortal.Domain;
using ReleasePortal.Domain.Wording;

namespace ReleasePortal.Features.History.Saved;

/// <summary>The filters that a person keeps, and those that were given to them.</summary>
public sealed partial class SavedFiltersPage
{
    private IReadOnlyList<SavedFilterRow> _rows = [];

    [Inject]
    public required SavedFilterStore Filters { get; init; }

    [Inject]
    public required IDialogService Dialogs { get; init; }

    [Inject]
    public required Toasts Toasts { get; init; }

    protected override bool Concerns(ChangedSubject subject) => subject.Kind is SubjectKind.Person;

    protected override async Task LoadAsync() => _rows = await Filters.ListAsync(Actor, Gone);

    private string Given(SavedFilterRow row) =>
        row.Readers.Count is 0 ? T["Given.None"] : string.Join(", ", row.Readers.Select(reader => reader.Name));

    private async Task EditAsync(SavedFilterRow row)
    {
        var dialog = await Dialogs.ShowAsync<SaveFilterDialog>(
            row.Name, new DialogParameters<SaveFilterDialog> { { dialog => dialog.Opened, row } });
        await dialog.Result;
        await ReloadAsync();
    }

    private async Task RemoveAsync(SavedFilterRow row)
    {
        await Dialogs.ConfirmAsync(new Confirmation(T["Remove.Of", row.Name], T["Remove"], async _ =>
        {
            var refusal = await Filters.RemoveAsync(row.Id, Actor, Gone);
            if (refusal is null)
                Toasts.Done(T["Remove.Done", row.Name]);
            return refusal;
        })
        {
            Sentence = [new Segment(T[row.Readers.Count is 0 ? "Remove.Text" : "Remove.Text.Given"], Emphasis.None)],
            Harm = true,
        });
        await ReloadAsync();
    }
}
