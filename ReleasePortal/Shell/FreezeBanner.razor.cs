using Microsoft.AspNetCore.Components;
using ReleasePortal.Changes;
using ReleasePortal.Components.Freezes;
using ReleasePortal.Domain;
using ReleasePortal.Domain.Freezes;

namespace ReleasePortal.Shell;

/// <summary>Says on every page that the chosen environment is frozen: from the instant at which it is until it no longer is.</summary>
public sealed partial class FreezeBanner
{
    private Frozen? _frozen;

    [Inject]
    public required IFreezeDirectory Freezes { get; init; }

    // While another environment is being looked at, the freeze of the one before is not true.
    private Frozen? Shown => IsLoading ? null : _frozen;

    protected override bool Concerns(ChangedSubject subject) => subject.Kind is SubjectKind.Freeze;

    protected override async Task LoadAsync()
    {
        var (now, environment) = (Time.GetUtcNow(), Workspace.Environment);
        var freezes = await Freezes.ListAsync(environment.Key, now, Gone);
        var last = freezes.Where(freeze => freeze.From <= now).MaxBy(freeze => freeze.Until);
        _frozen = last is null ? null : new Frozen(environment.Name, last.Until, last.Reason);
        ReloadAt(freezes.SelectMany(freeze => new[] { freeze.From, freeze.Until }).Where(edge => edge > now).Order().Cast<DateTimeOffset?>().FirstOrDefault());
    }
}
