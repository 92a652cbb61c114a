using Microsoft.AspNetCore.Components;
using ReleasePortal.Components;
using ReleasePortal.Components.Releasing;
using ReleasePortal.Components.Times;
using ReleasePortal.Domain.Access;
using ReleasePortal.Identity;

namespace ReleasePortal.Features.Launches.Form;

/// <summary>Alters the plan of a launch that has not begun.</summary>
public sealed partial class EditLaunchPage
{
    private LaunchToEdit? _launch;
    private LaunchDraft? _draft;
    private IReadOnlyList<string> _leftOut = [];
    private bool _isLoading = true;

    [Inject]
    public required LaunchFormQuery Query { get; init; }

    [Inject]
    public required ReleaseQuery Controls { get; init; }

    [Inject]
    public required Session Session { get; init; }

    [Inject]
    public required Workspace Workspace { get; init; }

    [Inject]
    public required TimeProvider Time { get; init; }

    [Parameter]
    public Guid Id { get; set; }

    protected override Task OnParametersSetAsync() => LoadAsync();

    private async Task LoadAsync()
    {
        var actor = await Session.ActorAsync();
        _launch = await Query.FindLaunchAsync(Id, actor);
        _draft = _launch is null || Workspace.Find(_launch.Launch.Environment) is not { } environment ? null : await DraftAsync(_launch, environment, actor);
        _isLoading = false;
    }

    private async Task<LaunchDraft> DraftAsync(LaunchToEdit edited, EnvironmentView environment, Actor actor)
    {
        var (launch, now) = (edited.Launch, Time.GetUtcNow());
        var (steps, leftOut) = (new List<StepDraft>(), new List<string>());
        foreach (var step in launch.Steps)
        {
            if (await Controls.FindAsync(step.Control, environment, actor) is { } subject)
                steps.Add(StepDraft.Of(subject, step));
            else
                leftOut.Add(step.ControlName); // retired meanwhile, it cannot be a step any more
        }

        _leftOut = leftOut;

        return new LaunchDraft
        {
            Environment = environment,
            Name = launch.Name,
            Notes = launch.Notes,
            Steps = steps,
            IsTimed = launch.Start is not null,
            Start = launch.Start is { } start ? TimeDraft.Of(start) : TimeDraft.Usual(now, Workspace.Zone),
            HasEnd = launch.End is not null,
            End = launch.End is { } end ? TimeDraft.Of(end) : TimeDraft.Usual(now, Workspace.Zone, days: 8),
            IsRequest = launch.IsRequest,
        };
    }
}
