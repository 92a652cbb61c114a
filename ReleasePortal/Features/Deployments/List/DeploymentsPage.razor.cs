using Microsoft.AspNetCore.Components;
using ReleasePortal.Changes;
using ReleasePortal.Domain;

namespace ReleasePortal.Features.Deployments.List;

/// <summary>What was deployed where. The filters stand in the address, so a view can be shared.</summary>
public sealed partial class DeploymentsPage
{
    private DeploymentFilter _filter = new();
    private DeploymentStretch _stretch = new([], HasOlder: false);
    private DeploymentChoices _choices = DeploymentChoices.None;

    [Inject]
    public required DeploymentListQuery Query { get; init; }

    [Inject]
    public required NavigationManager Navigation { get; init; }

    [SupplyParameterFromQuery]
    public string? Environment { get; set; }

    [SupplyParameterFromQuery]
    public string? Software { get; set; }

    [SupplyParameterFromQuery]
    public string? Control { get; set; }

    [SupplyParameterFromQuery]
    public string? Before { get; set; }

    protected override bool Concerns(ChangedSubject subject) => subject.Kind is SubjectKind.Deployment or SubjectKind.Control or SubjectKind.Environment;

    protected override async Task LoadAsync()
    {
        _filter = new DeploymentFilter { Environment = Environment, Software = Software, Control = Control, Before = DeploymentPlace.Read(Before) };
        _choices = await Query.ChoicesAsync(Actor, Gone);
        _stretch = await Query.ListAsync(_filter, Actor, Gone);
    }

    private void Show(DeploymentFilter filter) => Navigation.NavigateTo((filter with { Before = null }).ToAddress(Navigation));
}
