using Microsoft.AspNetCore.Components;
using ReleasePortal.Changes;
using ReleasePortal.Components.CleanUp;
using ReleasePortal.Domain;
using ReleasePortal.Domain.Access;
using ReleasePortal.Domain.Controls;

namespace ReleasePortal.Features.Launchpad;

/// <summary>The home of marketing: what can be released, what is planned, and what people see now.</summary>
public sealed partial class LaunchpadPage
{
    private LaunchpadView? _view;
    private LaunchpadLaunches _launches = LaunchpadLaunches.None;
    private int _ripe;

    [Inject]
    public required LaunchpadQuery Query { get; init; }

    [Inject]
    public required LaunchpadLaunchesQuery Launches { get; init; }

    [Inject]
    public required RipeQuery Ripe { get; init; }

    private bool MayRelease => AccessRules.Allows(Actor, Operation.Release, Purpose.Business, environment: Workspace.Environment.Key);

    protected override bool Concerns(ChangedSubject subject) => subject.Kind is SubjectKind.Control or SubjectKind.Group or SubjectKind.Launch or SubjectKind.Deployment;

    protected override async Task LoadAsync()
    {
        _ripe = await Ripe.CountAsync(Actor, Gone);
        var launches = await Launches.ListAsync(Workspace.Environment.Key, Actor, Gone);
        (_view, _launches) = (await Query.ViewAsync(Workspace.Environment.Key, Actor, Gone), launches);
    }
}
