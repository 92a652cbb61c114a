using Microsoft.AspNetCore.Components;
using ReleasePortal.Changes;
using ReleasePortal.Components;
using ReleasePortal.Components.LeadTimes;
using ReleasePortal.Domain;
using ReleasePortal.Features.Deployments.List;

namespace ReleasePortal.Features.Deployments.Timeline;

/// <summary>Deployments above, releases below, on one axis; and how far the two are apart. All of it stands in the address.</summary>
public sealed partial class TimelinePage
{
    private TimelineAddress _address = new();
    private TimelinePeriod _period = TimelinePeriod.Read(new TimelineAddress(), DateOnly.MinValue.AddYears(2020));
    private DeploymentFilter _filter = new();
    private DeploymentChoices _choices = DeploymentChoices.None;
    private TimelineView? _view;
    private ReleaseTiming? _timing;
    private IReadOnlyList<TimelineItem> _items = [];
    private TimelineItem? _chosen;

    [Inject]
    public required TimelineReading Reading { get; init; }

    [Inject]
    public required DeploymentListQuery Deployments { get; init; }

    [Inject]
    public required ReleaseTimingQuery Timing { get; init; }

    [Inject]
    public required NavigationManager Navigation { get; init; }

    [SupplyParameterFromQuery]
    public string? Environment { get; set; }

    [SupplyParameterFromQuery]
    public string? Software { get; set; }

    [SupplyParameterFromQuery]
    public string? Control { get; set; }

    [SupplyParameterFromQuery]
    public string? From { get; set; }

    [SupplyParameterFromQuery]
    public string? To { get; set; }

    [SupplyParameterFromQuery]
    public string? Show { get; set; }

    private bool IsUnknownEnvironment => Environment is not (null or "" or TimelineAddress.Every) && Workspace.Find(Environment) is null;

    private string Title => _filter.Environment is { } environment
        ? T["Figure", Workspace.Find(environment)?.Name ?? environment, PeriodBar.Say(_period)]
        : T["Figure.Any", PeriodBar.Say(_period)];

    private string List => _filter.ToAddress(Navigation);

    protected override bool Concerns(ChangedSubject subject) => subject.Kind is SubjectKind.Deployment or SubjectKind.Control or SubjectKind.Environment;

    protected override async Task LoadAsync()
    {
        _address = new TimelineAddress { Environment = Environment, Software = Software, Control = Control, From = From, To = To, IsTable = Show is "table" };
        _period = TimelinePeriod.Read(_address, DateOnly.FromDateTime(Workspace.Zone.ToLocal(Time.GetUtcNow())));
        _filter = new DeploymentFilter
        {
            Environment = Environment is TimelineAddress.Every ? null : IsUnknownEnvironment || string.IsNullOrEmpty(Environment) ? Workspace.Environment.Key : Environment,
            Software = Software,
            Control = Control,
        };
        var steps = _period.Steps(Workspace.Zone);
        _choices = await Deployments.ChoicesAsync(Actor, Gone);
        var view = await Reading.ReadAsync(_filter, steps, Actor, Gone);
        (_view, _items) = (view, Words.Items(view));
        _chosen = _items.FirstOrDefault(item => item.Id == _chosen?.Id);
        StateHasChanged(); // what follows may take longer, and stands below
        _timing = await Timing.ReadAsync(
            new TimingScope(steps[0], steps[^1]) { Environment = _filter.Environment, Software = Software, Control = Control }, Actor, Gone);
    }

    private void Go(TimelineAddress address) => Navigation.NavigateTo(address.ToAddress(Navigation));
}
