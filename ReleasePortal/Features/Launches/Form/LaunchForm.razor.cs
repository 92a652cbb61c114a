using Microsoft.AspNetCore.Components;
using ReleasePortal.Changes;
using ReleasePortal.Components;
using ReleasePortal.Components.Releasing;
using ReleasePortal.Domain;
using ReleasePortal.Domain.History;
using ReleasePortal.Domain.Launches;
using ReleasePortal.Identity;

namespace ReleasePortal.Features.Launches.Form;

/// <summary>
/// What, when, until, and under which name: in four sections, with what will happen beside them. Keeps what is typed whatever the
/// desk answers.
/// </summary>
public sealed partial class LaunchForm
{
    private string _began = "";
    private int? _seenVersion;
    private EntryLine? _meanwhile;
    private Refusal? _refusal;
    private bool _isSaving;
    private bool _isDone;

    [Inject]
    public required LaunchFormQuery Query { get; init; }

    [Inject]
    public required ReleaseQuery Controls { get; init; }

    [Inject]
    public required ChangeDesk Desk { get; init; }

    [Inject]
    public required Session Session { get; init; }

    [Inject]
    public required Workspace Workspace { get; init; }

    [Inject]
    public required Toasts Toasts { get; init; }

    [Inject]
    public required NavigationManager Navigation { get; init; }

    [Inject]
    public required TimeProvider Time { get; init; }

    [Parameter, EditorRequired]
    public LaunchDraft Draft { get; set; } = null!;

    /// <summary>The launch that is edited; null for a new one.</summary>
    [Parameter]
    public LaunchToEdit? Existing { get; set; }

    /// <summary>Drops what is typed and shows the launch as it is now.</summary>
    [Parameter]
    public EventCallback StartOver { get; set; }

    private bool IsDirty => !_isDone && Draft.ToString() != _began;

    private string Go => Draft.AsksForApproval ? "Ask" : Draft.IsTimed ? "Schedule" : "Ready";

    private IReadOnlyList<(string, string)> EnvironmentOptions => [.. Workspace.Environments.Select(environment => (environment.Key, environment.Name))];

    private IReadOnlyList<Choice<bool>> WhenOptions =>
        [new(true, T["When.Time"], T["When.Time.Detail"]), new(false, T["When.Button"], T["When.Button.Detail"])];

    private IReadOnlyList<Choice<bool>> UntilOptions =>
        [new(false, T["Until.Never"], T["Until.Never.Detail"]), new(true, T["Until.End"], T["Until.End.Detail"])];

    protected override async Task OnInitializedAsync()
    {
        (_began, _seenVersion) = (Draft.ToString(), Existing?.Launch.Version);
        foreach (var step in Draft.Steps)
            await SayAsync(step);
    }

    private async Task AddAsync(string control)
    {
        if (await Controls.FindAsync(control, Draft.Environment, await Session.ActorAsync()) is not { } subject)
            return;

        // Somebody who plans a launch wants the control to be seen by more people than now: by everyone, unless they say otherwise.
        var step = new StepDraft(subject, ReleaseChoice.From(subject with { State = Domain.Controls.ReleaseState.Closed }));
        Draft.Steps.Add(step);
        await SayAsync(step);
    }

    private void Move(int from, int by)
    {
        var moved = Draft.Steps[from];
        Draft.Steps.RemoveAt(from);
        Draft.Steps.Insert(from + by, moved);
    }

    private async Task MoveAsync(string? environment)
    {
        if (environment is null || Workspace.Find(environment) is not { } there)
            return;

        Draft.Environment = there;
        var actor = await Session.ActorAsync();
        foreach (var step in Draft.Steps)
        {
            step.Subject = await Controls.FindAsync(step.Subject.Key, there, actor) ?? step.Subject with { Environment = there };
            await SayAsync(step);
        }
    }

    private async Task SayAsync(StepDraft step)
    {
        var said = await Controls.SayAsync(step.Choice.ToChange(step.Subject), step.Subject.Environment, await Session.ActorAsync());
        (step.Said, step.Problem) = (said.Value, said.Refusal);
    }

    private async Task SaveAsync(bool submits)
    {
        if (_isSaving)
            return;

        _isSaving = true;
        try
        {
            _refusal = Draft.Check(Time.GetUtcNow()) ?? await ApplyAsync(submits);
        }
        finally
        {
            _isSaving = false;
        }

        if (_refusal is Stale && Existing is not null && await Query.FindLaunchAsync(Existing.Launch.Id, await Session.ActorAsync()) is { } now)
            (_seenVersion, _meanwhile) = (now.Launch.Version, now.LastChange);
    }

    private async Task<Refusal?> ApplyAsync(bool submits)
    {
        var (id, details) = (Existing?.Launch.Id ?? Guid.CreateVersion7(), Draft.ToDetails());
        LaunchChange plan = Existing is null ? new CreateLaunch(id, details) : new EditLaunch(id, details, _seenVersion);
        var refusal = await ApplyAsync(submits ? [plan, new SubmitLaunch(id)] : [plan], details);

        // An edit that changes nothing is no edit; what is left of it is to send it on its way.
        if (refusal is AlreadySo)
            refusal = submits ? await ApplyAsync([new SubmitLaunch(id, _seenVersion)], details) : null;
        if (refusal is not null)
            return refusal;

        _isDone = true;
        var done = submits ? Go : "Draft";
        Toasts.Done(T[$"Done.{done}", details.Name.Trim()]);
        Navigation.NavigateTo($"/launches/{id}");
        return null;
    }

    private async Task<Refusal?> ApplyAsync(IReadOnlyList<LaunchChange> changes, LaunchDetails details)
    {
        var set = new ChangeSet(changes, string.IsNullOrWhiteSpace(details.Notes) ? null : details.Notes.Trim(), Correlation: changes[0].Launch);
        return (await Desk.ApplyAsync(set, await Session.ActorAsync())).Refusal;
    }
}
