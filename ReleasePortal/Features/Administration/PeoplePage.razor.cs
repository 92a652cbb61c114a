using Microsoft.AspNetCore.Components;
using MudBlazor;
using ReleasePortal.Changes;
using ReleasePortal.Components;
using ReleasePortal.Domain;
using ReleasePortal.Domain.People;
using ReleasePortal.Domain.Wording;

namespace ReleasePortal.Features.Administration;

/// <summary>Who can sign in, and as what.</summary>
public sealed partial class PeoplePage
{
    private IReadOnlyList<PersonRow> _people = [];

    [Inject]
    public required PeopleQuery Query { get; init; }

    [Inject]
    public required ChangeDesk Desk { get; init; }

    [Inject]
    public required IDialogService Dialogs { get; init; }

    [Inject]
    public required Toasts Toasts { get; init; }

    [Inject]
    public required NavigationManager Navigation { get; init; }

    /// <summary>Only people whose name or address contains it.</summary>
    [SupplyParameterFromQuery]
    public string? Text { get; set; }

    protected override bool Concerns(ChangedSubject subject) => subject.Kind is SubjectKind.Person;

    protected override async Task LoadAsync() => _people = await Query.ListAsync(Text, Actor, Gone);

    private void Filter(ChangeEventArgs input) => Navigation.NavigateTo(
        Navigation.GetUriWithQueryParameter("text", string.IsNullOrWhiteSpace(input.Value as string) ? null : (string)input.Value), replace: true);

    private Task AddAsync() => Dialogs.ShowAsync<AddPersonDialog>();

    private Task EditAsync(PersonRow person) => Dialogs.ShowAsync<EditPersonDialog>(
        person.Name, new DialogParameters<EditPersonDialog> { { dialog => dialog.Person, person } });

    private Task ResetAsync(PersonRow person) => Dialogs.ShowAsync<ResetPasswordDialog>(
        person.Name, new DialogParameters<ResetPasswordDialog> { { dialog => dialog.Person, person } });

    private Task DisableAsync(PersonRow person) => Dialogs.ConfirmAsync(new Confirmation(
        T["People.Disable.Title", person.Name],
        T["People.Disable.Go"],
        reason => ApplyAsync(new DisablePerson(person.Id), reason, T["People.Disable.Done", person.Name]))
    {
        Sentence = [new Segment(T[person.Id == Actor.Id ? "People.Disable.Yourself" : "People.Disable.Text"], Emphasis.None)],
        Harm = true,
        Reason = AskReason.Yes,
    });

    private Task ForgetAsync(PersonRow person) => Dialogs.ShowAsync<ForgetPersonDialog>(
        title: null, new DialogParameters<ForgetPersonDialog> { { dialog => dialog.Person, person } });

    private async Task EnableAsync(PersonRow person)
    {
        if (await ApplyAsync(new EnablePerson(person.Id), reason: null, T["People.Enable.Done", person.Name]) is { } refusal)
            Toasts.ShowRefusal(refusal);
    }

    private async Task<Refusal?> ApplyAsync(PersonChange change, string? reason, string done)
    {
        var result = await Desk.ApplyAsync(ChangeSet.Of(change, reason), Actor);
        if (result.IsSuccess)
            Toasts.Done(done);
        return result.Refusal;
    }
}
