using Microsoft.AspNetCore.Components;
using ReleasePortal.Changes;
using ReleasePortal.Components;
using ReleasePortal.Domain;
using ReleasePortal.Domain.Access;

namespace ReleasePortal.Features.History.AsItWas;

/// <summary>A moment of an environment: where every control stood, what was done around it, what a user got.</summary>
public sealed partial class AsItWasPage
{
    /// <summary>What is shown before a moment was chosen.</summary>
    private static readonly TimeSpan Yesterday = TimeSpan.FromDays(1);

    private AsItWasAddress _address = new(Environment: null, At: null);
    private AsItWasAddress? _wanted;
    private AsItWasAddress? _read;
    private DateTimeOffset? _usual;
    private DateTimeOffset? _archivedUntil;
    private AsItWasView _view = AsItWasView.Empty;
    private HistoryAround _around = HistoryAround.Empty;

    [Inject]
    public required AsItWasQuery Query { get; init; }

    [Inject]
    public required HistoryQuery Entries { get; init; }

    [Inject]
    public required NavigationManager Navigation { get; init; }

    [SupplyParameterFromQuery(Name = "environment")]
    public string? EnvironmentText { get; set; }

    [SupplyParameterFromQuery(Name = "at")]
    public string? AtText { get; set; }

    [SupplyParameterFromQuery(Name = "show")]
    public string? Show { get; set; }

    [SupplyParameterFromQuery(Name = "minutes")]
    public string? Minutes { get; set; }

    [SupplyParameterFromQuery(Name = "only")]
    public string? Only { get; set; }

    private EnvironmentView Environment => (_address.Environment is { } key ? Workspace.Find(key) : null) ?? Workspace.Environment;

    private DateTimeOffset At => _address.At ?? (_usual ??= WholeMinute(Time.GetUtcNow() - Yesterday));

    // With what was not chosen but is shown, so that a link from here means the same tomorrow.
    private AsItWasAddress Shown => _address with { Environment = Environment.Key, At = At };

    private bool SeesAll => AccessRules.Allows(Actor, Operation.BrowseHistory, Domain.Controls.Purpose.Operational);

    protected override bool Concerns(ChangedSubject subject) =>
        _address.Part is AsItWasPart.Around || subject.Kind is SubjectKind.Control or SubjectKind.Group or SubjectKind.Environment;

    protected override Task OnParametersSetAsync()
    {
        _address = AsItWasAddress.Read(EnvironmentText, AtText, Show, Minutes, Only);
        _wanted = Shown with { OnlyDiffering = false };
        return base.OnParametersSetAsync();
    }

    protected override async Task LoadAsync()
    {
        var wanted = _wanted = Shown with { OnlyDiffering = false };
        _archivedUntil = await Query.ArchivedUntilAsync(Gone);
        if (At < _archivedUntil)
            _view = AsItWasView.Empty;
        else if (wanted.Part is AsItWasPart.Controls)
            _view = await Query.ReadAsync(Environment.Key, At, Actor, Gone);
        else if (wanted.Part is AsItWasPart.Around)
            _around = await Entries.AroundAsync(At, TimeSpan.FromMinutes(wanted.Minutes), Actor, Gone);
        _read = wanted;
    }

    private void Go((string Environment, DateTimeOffset At) chosen) =>
        Navigation.NavigateTo((_address with { Environment = chosen.Environment, At = chosen.At }).ToString());

    private static DateTimeOffset WholeMinute(DateTimeOffset at) => new(at.UtcTicks - (at.UtcTicks % TimeSpan.TicksPerMinute), TimeSpan.Zero);
}
