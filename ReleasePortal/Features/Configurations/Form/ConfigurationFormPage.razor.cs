using Microsoft.AspNetCore.Components;
using ReleasePortal.Changes;
using ReleasePortal.Components;
using ReleasePortal.Components.Releasing;
using ReleasePortal.Domain;
using ReleasePortal.Domain.Configurations;
using ReleasePortal.Domain.Controls;
using ReleasePortal.Identity;

namespace ReleasePortal.Features.Configurations.Form;

/// <summary>Writes a configuration: from an environment as it is or was, from another configuration, or by hand.</summary>
public sealed partial class ConfigurationFormPage
{
    private ConfigurationDraft _draft = new();
    private string _loaded = "";
    private BusinessConfiguration? _existing;
    private FormMaterial? _material;
    private IReadOnlyList<(string Value, string Text)> _sources = [];
    private IReadOnlyList<string> _leftOut = [];
    private string? _from;
    private DateTimeOffset? _moment;
    private bool _businessOnly;
    private ReleaseSubject? _opened;
    private ReleaseChoice? _choice;
    private string? _reason;
    private Refusal? _problem;
    private Refusal? _refusal;
    private bool _isLoading = true;

    /// <summary>The configuration that is edited; none writes a new one.</summary>
    [Parameter]
    public string? Key { get; set; }

    /// <summary>What a new one starts from.</summary>
    [SupplyParameterFromQuery(Name = "from")]
    public string? From { get; set; }

    [Inject]
    public required ConfigurationFormQuery Query { get; init; }

    [Inject]
    public required ConfigurationQuery Configurations { get; init; }

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

    private IReadOnlyList<(string Value, string Text)> Closed =>
    [
        .. _material!.Controls.Values
            .Where(control => !_draft.States.ContainsKey(control.Control.Key))
            .Where(control => !_businessOnly || control.Control.Purpose is Purpose.Business)
            .OrderBy(control => control.Control.Name, StringComparer.CurrentCultureIgnoreCase)
            .Select(control => (control.Control.Key, control.Control.Name)),
    ];

    protected override async Task OnParametersSetAsync()
    {
        (_isLoading, _draft, _existing) = (true, new ConfigurationDraft(), null);
        var actor = await Session.ActorAsync();
        _material = await Query.ReadAsync(actor);
        var all = await Configurations.ListAsync(actor);
        _sources =
        [
            .. Workspace.Environments.Reverse().Select(environment => (new StatesSource(SourceKind.Environment, environment.Key).ToString(), T["From.Environment", environment.Name].Value)),
            .. all.Where(other => other.Key != Key).Select(other => (new StatesSource(SourceKind.Configuration, other.Key).ToString(), other.Name)),
        ];
        if (Key is not null)
            Edit(all.SingleOrDefault(known => known.Key == Key));
        else
            await StartFromAsync(From);
        (_loaded, _isLoading) = (_draft.ToString(), false);
    }

    private void Edit(BusinessConfiguration? existing)
    {
        _existing = existing;
        if (existing is null)
        {
            _material = null;
            return;
        }

        (_draft.Name, _draft.Key, _draft.Description) = (existing.Name, existing.Key, existing.Description);
        Fill(existing.Find()!.ByControl());
    }

    private async Task StartFromAsync(string? from)
    {
        _from = from;
        var source = StatesSource.Read(from);
        _moment = source?.At;
        if (source is null || await Configurations.StatesAsync(source, await Session.ActorAsync()) is not { } states)
            return;

        if (string.IsNullOrEmpty(_draft.Name) && source is { Kind: SourceKind.Environment, At: null })
            _draft.Name = T["New.Name", states.Name];
        Fill(states.States);
    }

    // A control that was retired since is not known to the form any more.
    private void Fill(IReadOnlyDictionary<string, ReleaseState> states)
    {
        _draft.States.Clear();
        foreach (var (control, state) in states.Where(state => _material!.Controls.TryGetValue(state.Key, out var known) && (!_businessOnly || known.Control.Purpose is Purpose.Business)))
            _draft.States[control] = state;
        _leftOut = [.. states.Keys.Where(control => !_material!.Controls.ContainsKey(control))];
        _opened = null;
    }

    private Task LimitAsync(bool businessOnly)
    {
        _businessOnly = businessOnly;
        if (!businessOnly)
            return Task.CompletedTask;

        foreach (var control in _draft.States.Keys.Where(key => _material!.Controls[key].Control.Purpose is Purpose.Operational).ToList())
            _draft.States.Remove(control);
        return Task.CompletedTask;
    }

    private void Open(string? key)
    {
        if (string.IsNullOrEmpty(key))
            return;

        _problem = null;
        _opened = _material!.SubjectOf(key, Workspace.Environment, _draft.States.GetValueOrDefault(key, ReleaseState.Closed));
        _choice = ReleaseChoice.From(_opened);
    }

    private void Close(string key)
    {
        _draft.States.Remove(key);
        _opened = null;
    }

    private void Take()
    {
        if (!_material!.StateAfter(_choice!.ToChange(_opened!)).TryGet(out var state, out _problem))
            return;

        _draft.States[_opened!.Key] = state;
        _opened = null;
    }

    private async Task SaveAsync()
    {
        var key = _existing?.Key ?? _draft.Key ?? "";
        Change change = _existing is null
            ? new DefineConfiguration(key, _draft.ToDetails())
            : new EditConfiguration(key, _draft.ToDetails(), _existing.Version);
        _refusal = (await Desk.ApplyAsync(ChangeSet.Of(change, _reason), await Session.ActorAsync())).Refusal;
        if (_refusal is not null)
            return;

        _loaded = _draft.ToString();
        Toasts.Done(T["Saved", _draft.Name ?? key]);
        Navigation.NavigateTo("/configurations/" + key);
    }
}
