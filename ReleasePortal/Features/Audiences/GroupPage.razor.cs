using Microsoft.AspNetCore.Components;
using ReleasePortal.Changes;
using ReleasePortal.Domain;
using ReleasePortal.Domain.Access;

namespace ReleasePortal.Features.Audiences;

/// <summary>One group: who is in it, where it is in use, and for engineers the way to alter it.</summary>
public sealed partial class GroupPage
{
    private GroupView? _group;

    [Parameter]
    public string Key { get; set; } = "";

    [Inject]
    public required GroupQuery Query { get; init; }

    [Inject]
    public required GroupActs Acts { get; init; }

    [Inject]
    public required NavigationManager Navigation { get; init; }

    private bool MayDefine => AccessRules.Allows(Actor, Operation.DefineGroup);

    protected override bool Concerns(ChangedSubject subject) =>
        subject.Kind is SubjectKind.Control or SubjectKind.Area || subject.Key == Key;

    protected override async Task LoadAsync() => _group = await Query.FindAsync(Key, Actor, Gone);

    private async Task RemoveAsync()
    {
        if (await Acts.RemoveAsync(_group!))
            Navigation.NavigateTo("/audiences");
    }
}
