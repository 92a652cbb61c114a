using Microsoft.AspNetCore.Components;
using ReleasePortal.Changes;
using ReleasePortal.Domain;

namespace ReleasePortal.Features.Launches.Single;

/// <summary>One launch: what it will do, whether anything stands in its way, and what came of it.</summary>
public sealed partial class LaunchPage
{
    /// <summary>What no change tells of, such as a time that passes, is looked at this often.</summary>
    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(30);

    private LaunchView? _view;
    private IReadOnlyList<PreflightFinding> _preflight = [];
    private ITimer? _timer;

    [Parameter]
    public Guid Id { get; set; }

    [Inject]
    public required LaunchQuery Query { get; init; }

    [Inject]
    public required PreflightQuery PreflightQuery { get; init; }

    // The preflight looks at everything else that a launch depends on.
    protected override bool Concerns(ChangedSubject subject) => subject.Kind is not SubjectKind.Key;

    protected override void OnInitialized()
    {
        base.OnInitialized();
        _timer = Time.CreateTimer(_ => LookAgain(), state: null, LookEvery, LookEvery);
    }

    protected override async Task LoadAsync()
    {
        var view = await Query.FindAsync(Id, Actor, Gone);
        _preflight = view is null ? [] : await PreflightQuery.ReadAsync(Id, Actor, Gone);
        _view = view;
    }

    protected override void Dispose(bool disposing)
    {
        _timer?.Dispose();
        base.Dispose(disposing);
    }

    private void LookAgain() => _ = InvokeAsync(async () =>
    {
        if (Gone.IsCancellationRequested)
            return;

        try
        {
            await ReloadAsync();
            StateHasChanged();
        }
        catch (Exception exception)
        {
            await DispatchExceptionAsync(exception);
        }
    });
}
