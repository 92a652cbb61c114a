using Microsoft.AspNetCore.Components;
using ReleasePortal.Changes;
using ReleasePortal.Domain;

namespace ReleasePortal.Features.Operations;

/// <summary>What engineers look at in an incident: what is off, since when and why, and the switch of everything else.</summary>
public sealed partial class OperationsPage
{
    private OperationsBoard? _board;

    [Inject]
    public required OperationsQuery Query { get; init; }

    protected override bool Concerns(ChangedSubject subject) => subject.Kind is not (SubjectKind.Person or SubjectKind.Key);

    protected override async Task LoadAsync() => _board = await Query.BoardAsync(Workspace.Environment.Key, Actor, Gone);
}
