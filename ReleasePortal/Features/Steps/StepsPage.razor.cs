using Microsoft.AspNetCore.Components;
using ReleasePortal.Changes;
using ReleasePortal.Domain;

namespace ReleasePortal.Features.Steps;

/// <summary>The four steps side by side, each with how far it has come, what shows it, and what to do next.</summary>
public sealed partial class StepsPage
{
    private static readonly int[] Periods = [30, 90, 365];

    private StepsView? _view;
    private IReadOnlyList<StepCard> _cards = [];

    [Inject]
    public required StepsQuery Query { get; init; }

    [Inject]
    public required StepWords Words { get; init; }

    [SupplyParameterFromQuery(Name = "days")]
    public string? Days { get; set; }

    private int Chosen => Periods.FirstOrDefault(days => days.ToString(System.Globalization.CultureInfo.InvariantCulture) == Days, 90);

    protected override bool Concerns(ChangedSubject subject) => subject.Kind is not (SubjectKind.Freeze or SubjectKind.Configuration or SubjectKind.History);

    protected override async Task LoadAsync()
    {
        _view = await Query.ReadAsync(Chosen, Actor, Gone);
        _cards = _view is null ? [] : Words.Cards(_view, Actor, Workspace.Zone);
    }
}
