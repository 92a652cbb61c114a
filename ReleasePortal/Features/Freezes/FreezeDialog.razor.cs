using Microsoft.AspNetCore.Components;
using MudBlazor;
using ReleasePortal.Changes;
using ReleasePortal.Components;
using ReleasePortal.Domain;
using ReleasePortal.Domain.Freezes;
using ReleasePortal.Domain.Wording;
using ReleasePortal.Identity;

namespace ReleasePortal.Features.Freezes;

/// <summary>Defines a freeze or edits one. Every time in it is on the viewer's clock.</summary>
public sealed partial class FreezeDialog
{
    private string _environment = "";
    private bool _isNow = true;
    private DateTime? _from;
    private DateTime? _until;
    private string? _reason;
    private Sentence? _sentence;
    private Refusal? _refusal;

    [CascadingParameter]
    public required IMudDialogInstance Dialog { get; set; }

    [Inject]
    public required ChangeDesk Desk { get; init; }

    [Inject]
    public required FreezesQuery Query { get; init; }

    [Inject]
    public required Session Session { get; init; }

    [Inject]
    public required Workspace Workspace { get; init; }

    [Inject]
    public required Toasts Toasts { get; init; }

    [Inject]
    public required TimeProvider Time { get; init; }

    /// <summary>The freeze as it was when the dialog opened; null defines a new one.</summary>
    [Parameter]
    public Freeze? Opened { get; set; }

    private bool HasBegun => Opened?.IsActive(Time.GetUtcNow()) is true;

    private DateTime Now => Workspace.Zone.ToLocal(Time.GetUtcNow());

    private IReadOnlyList<(string Value, string Text)> Environments =>
        [.. Workspace.Environments.Reverse().Select(environment => (environment.Key, environment.Name))];

    private IReadOnlyList<Choice<bool>> Beginnings => [new(true, T["From.Now"]), new(false, T["From.Later"])];

    private FreezeDetails Details => new(
        _isNow || _from is not { } from ? null : Workspace.Zone.ToInstant(from),
        _until is { } until ? Workspace.Zone.ToInstant(until) : null,
        _reason ?? "");

    private FreezeChange Change => Opened is null
        ? new DefineFreeze(_environment, Details)
        : new EditFreeze(Opened.Id, Opened.Environment, Details, Opened.Version);

    protected override void OnInitialized()
    {
        _environment = Opened?.Environment ?? Workspace.Environment.Key;
        if (Opened is null)
            return;

        (_isNow, _from) = (false, Workspace.Zone.ToLocal(Opened.From));
        (_until, _reason) = (Workspace.Zone.ToLocal(Opened.Until), Opened.Reason);
    }

    private string NameOf(string environment) => Workspace.Find(environment)?.Name ?? environment;

    /// <summary>The zone with its offset on that day; summer time may begin in between.</summary>
    private string ZoneOf(DateTime? local)
    {
        var at = local is { } moment ? Workspace.Zone.ToInstant(moment) : Time.GetUtcNow();
        return T["Zone", WhenWords.ZoneName(Workspace.Zone, Workspace.Zone.GetUtcOffset(at))];
    }

    private Task SetEnvironmentAsync(string? environment)
    {
        _environment = environment ?? "";
        return PreviewAsync();
    }

    private Task SetNowAsync(bool isNow)
    {
        // The next full hour, as a proposal.
        _from ??= Now.Date.AddHours(Now.Hour + 1);
        _isNow = isNow;
        return PreviewAsync();
    }

    private Task SetFromAsync(DateTime? from)
    {
        _from = from;
        return PreviewAsync();
    }

    private Task SetUntilAsync(DateTime? until)
    {
        _until = until;
        return PreviewAsync();
    }

    private Task SetReasonAsync(string? reason)
    {
        _reason = reason;
        return PreviewAsync();
    }

    private async Task PreviewAsync() =>
        _sentence = (await Query.PreviewAsync(Change, NameOf(_environment), await Session.ActorAsync())).Value;

    private async Task SaveAsync()
    {
        _refusal = !_isNow && _from is null
            ? new Invalid("from", "Required")
            : (await Desk.ApplyAsync(ChangeSet.Of(Change, _reason), await Session.ActorAsync())).Refusal;
        if (_refusal is not null)
            return;

        Toasts.Done(Opened is null ? T["New.Done", NameOf(_environment)] : T["Edit.Done", NameOf(_environment)]);
        Dialog.Close(true);
    }
}
