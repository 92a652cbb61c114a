using Microsoft.AspNetCore.Components;
using MudBlazor;
using ReleasePortal.Changes;
using ReleasePortal.Components;
using ReleasePortal.Domain;
using ReleasePortal.Domain.Access;
using ReleasePortal.Domain.Configurations;
using ReleasePortal.Domain.Controls;
using ReleasePortal.Domain.Wording;

namespace ReleasePortal.Features.Configurations.Single;

/// <summary>One configuration: its states as sentences, its versions, and beside another set of states.</summary>
public sealed partial class ConfigurationPage
{
    private ConfigurationView? _view;
    private IReadOnlyDictionary<string, ConfiguredControl> _controls = new Dictionary<string, ConfiguredControl>();
    private IReadOnlyList<(string Value, string Text)> _others = [];
    private NamedStates? _other;

    [Parameter]
    public string Key { get; set; } = "";

    /// <summary>The version that is shown; the newest without one.</summary>
    [SupplyParameterFromQuery(Name = "version")]
    public int? Number { get; set; }

    /// <summary>What it is compared with.</summary>
    [SupplyParameterFromQuery(Name = "with")]
    public string? With { get; set; }

    [Inject]
    public required ConfigurationQuery Query { get; init; }

    [Inject]
    public required ChangeDesk Desk { get; init; }

    [Inject]
    public required IDialogService Dialogs { get; init; }

    [Inject]
    public required Toasts Toasts { get; init; }

    [Inject]
    public required NavigationManager Navigation { get; init; }

    private bool MayDefine => AccessRules.Allows(Actor, Operation.DefineConfiguration);

    private ConfigurationVersion? Shown => _view?.Configuration.Find(Number);

    private IReadOnlyList<ComparedControl> Compared
    {
        get
        {
            var here = Shown!.ByControl();
            return
            [
                .. here.Keys.Union(_other!.States.Keys, StringComparer.Ordinal)
                    .Where(_controls.ContainsKey)
                    .Select(key => new ComparedControl(
                        _controls[key],
                        here.GetValueOrDefault(key, ReleaseState.Closed),
                        _other.States.GetValueOrDefault(key, ReleaseState.Closed)))
                    .OrderBy(row => row.Control.Control.Name, StringComparer.CurrentCultureIgnoreCase),
            ];
        }
    }

    protected override bool Concerns(ChangedSubject subject) =>
        subject.Kind is SubjectKind.Configuration or SubjectKind.Control or SubjectKind.Group or SubjectKind.Environment;

    protected override async Task LoadAsync()
    {
        _view = await Query.FindAsync(Key, Actor, Gone);
        if (_view is null)
            return;

        _controls = await Query.ControlsAsync(Actor, Gone);
        _others =
        [
            .. Workspace.Environments.Reverse().Select(environment => (new StatesSource(SourceKind.Environment, environment.Key).ToString(), environment.Name)),
            .. from other in await Query.ListAsync(Actor, Gone)
               where other.Key != Key
               select (new StatesSource(SourceKind.Configuration, other.Key).ToString(), other.Name),
        ];
        _other = StatesSource.Read(With) is { } source ? await Query.StatesAsync(source, Actor, Gone) : null;
    }

    private void CompareAsync(string? with) => Navigation.NavigateTo(Navigation.GetUriWithQueryParameter("with", string.IsNullOrEmpty(with) ? null : with));

    private Task ApplyAsync() => Dialogs.ShowAsync<ApplyDialog>(
        T["Apply.Title", _view!.Configuration.Name], new DialogParameters<ApplyDialog> { { dialog => dialog.Configuration, _view.Configuration } });

    private async Task RemoveAsync()
    {
        var configuration = _view!.Configuration;
        var sentence = new Sentence("RemoveConfiguration", Words.Of(("configuration", configuration.Name)));
        var isDone = await Dialogs.ConfirmAsync(new Confirmation(
            T["Remove.Title", configuration.Name],
            T["Remove.Go"],
            async reason => (await Desk.ApplyAsync(ChangeSet.Of(new RemoveConfiguration(configuration.Key, configuration.Version), reason), Actor)).Refusal)
        {
            Sentence = sentence.Will(),
            Harm = true,
            Reason = AskReason.Yes,
        });
        if (!isDone)
            return;

        Toasts.Done(T["Remove.Done", configuration.Name]);
        Navigation.NavigateTo("/configurations");
    }
}
