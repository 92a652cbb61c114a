using Microsoft.AspNetCore.Components;
using MudBlazor;
using ReleasePortal.Changes;
using ReleasePortal.Domain;
using ReleasePortal.Features.Controls.Single;

namespace ReleasePortal.Features.Controls.CleanUp;

/// <summary>The controls that have done their work, the ripest first, each with what speaks for removing it.</summary>
public sealed partial class CleanUpPage
{
    /// <summary>So many at first, and with every press of the button.</summary>
    private const int Page = 50;

    private CleanUpView _view = CleanUpView.Empty;
    private IReadOnlyList<(string Value, string Text)> _owners = [];
    private int _most = Page;

    [Inject]
    public required CleanUpQuery Query { get; init; }

    [Inject]
    public required ControlQuery Controls { get; init; }

    [Inject]
    public required IDialogService Dialogs { get; init; }

    [Inject]
    public required NavigationManager Navigation { get; init; }

    [SupplyParameterFromQuery(Name = "owner")]
    public string? Owner { get; set; }

    private string Environment => Workspace.Find(_view.Environment ?? "")?.Name ?? _view.Environment ?? "";

    private IEnumerable<Candidate> Shown => _view.Candidates.Where(candidate => string.IsNullOrEmpty(Owner) || candidate.Owner == Owner);

    private string Count
    {
        get
        {
            var (all, ripe) = (Shown.Count(), Shown.Count(candidate => candidate.IsRipe));
            return T["CleanUp.Count", all, ripe];
        }
    }

    protected override bool Concerns(ChangedSubject subject) => subject.Kind is SubjectKind.Control or SubjectKind.Environment;

    protected override async Task LoadAsync()
    {
        _view = await Query.ViewAsync(Actor, Gone);
        _owners =
        [
            .. _view.Candidates.Select(candidate => candidate.Owner).Where(owner => owner.Length > 0).Distinct(StringComparer.Ordinal)
                .Order(StringComparer.CurrentCultureIgnoreCase).Select(owner => (owner, owner)),
        ];
    }

    private void Choose(string? owner) =>
        Navigation.NavigateTo(Navigation.GetUriWithQueryParameter("owner", owner), replace: true);

    private async Task RetireAsync(Candidate candidate)
    {
        // Somebody may have been quicker: the page will say so by itself in a moment.
        if (await Controls.FindAsync(candidate.Key, Actor, Gone) is not { IsRetired: false } view)
            return;

        var parameters = new DialogParameters<RetireDialog> { { dialog => dialog.View, view }, { dialog => dialog.Actor, Actor } };
        await Dialogs.ShowAsync<RetireDialog>(candidate.Name, parameters);
    }
}
