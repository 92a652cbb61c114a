using Microsoft.AspNetCore.Components;
using ReleasePortal.Changes;
using ReleasePortal.Domain;
using ReleasePortal.Domain.Access;

namespace ReleasePortal.Features.Audiences;

/// <summary>All groups: who is in them, in words, and what is open to them.</summary>
public sealed partial class AudiencesPage
{
    private IReadOnlyList<GroupView>? _groups;

    [Inject]
    public required GroupQuery Query { get; init; }

    [Inject]
    public required GroupActs Acts { get; init; }

    [Inject]
    public required NavigationManager Navigation { get; init; }

    private bool MayDefine => AccessRules.Allows(Actor, Operation.DefineGroup);

    protected override bool Concerns(ChangedSubject subject) => subject.Kind is SubjectKind.Group or SubjectKind.Control or SubjectKind.Area;

    protected override async Task LoadAsync() => _groups = await Query.ListAsync(Actor, Gone);

    private async Task DefineAsync()
    {
        if (await Acts.DefineAsync() is { } key)
            Navigation.NavigateTo("/audiences/" + key);
    }
}
