using Microsoft.AspNetCore.Components;
using ReleasePortal.Changes;
using ReleasePortal.Domain;
using ReleasePortal.Domain.Access;
using ReleasePortal.Domain.Controls;

namespace ReleasePortal.Features.Launchpad;

/// <summary>The home of marketing: what can be released, and what people see now.</summary>
public sealed partial class LaunchpadPage
{
    private LaunchpadView? _view;

    [Inject]
    public required LaunchpadQuery Query { get; init; }

    private bool MayRelease => AccessRules.Allows(Actor, Operation.Release, Purpose.Business, environment: Workspace.Environment.Key);

    protected override bool Concerns(ChangedSubject subject) => subject.Kind is SubjectKind.Control or SubjectKind.Group;

    protected override async Task LoadAsync() => _view = await Query.ViewAsync(Workspace.Environment.Key, Actor, Gone);
}
