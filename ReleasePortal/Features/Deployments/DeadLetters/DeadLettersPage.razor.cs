using Microsoft.AspNetCore.Components;
using ReleasePortal.Changes;
using ReleasePortal.Components;
using ReleasePortal.Domain;
using ReleasePortal.Domain.Access;
using ReleasePortal.Domain.Deployments;
using ReleasePortal.Features.Deployments.Hooks;

namespace ReleasePortal.Features.Deployments.DeadLetters;

/// <summary>Reports of deployments that were refused: why, and a way to try them again once the reason is gone.</summary>
public sealed partial class DeadLettersPage
{
    private readonly Dictionary<long, Refusal> _refusals = [];
    private IReadOnlyList<DeadLetter> _letters = [];
    private int _count;

    [Inject]
    public required DeadLettersQuery Query { get; init; }

    [Inject]
    public required DeadLetterActs Acts { get; init; }

    [Inject]
    public required HookDoor Door { get; init; }

    [Inject]
    public required Toasts Toasts { get; init; }

    private bool MayReplay => AccessRules.Allows(Actor, Operation.ReplayDeadLetters);

    protected override bool Concerns(ChangedSubject subject) => subject.Kind is SubjectKind.Deployment;

    protected override async Task LoadAsync() => (_letters, _count) = await Query.ListAsync(Actor, Gone);

    private async Task ReplayAsync(DeadLetter letter)
    {
        var refusal = await Acts.ReplayAsync(letter.Id);
        if (refusal is null)
            Toasts.Done(T["Dead.Replayed"]);
        else
            _refusals[letter.Id] = refusal;
        await ReloadAsync();
    }

    private async Task DiscardAsync(DeadLetter letter)
    {
        if (await Acts.DiscardAsync(letter.Id) is { } refusal)
            Toasts.ShowRefusal(refusal);
        else
            Toasts.Done(T["Dead.Discarded"]);
        await ReloadAsync();
    }
}
