using System.Globalization;
using Microsoft.AspNetCore.Components;
using MudBlazor;
using ReleasePortal.Changes;
using ReleasePortal.Components;
using ReleasePortal.Domain;
using ReleasePortal.Domain.Environments;
using ReleasePortal.Identity;

namespace ReleasePortal.Features.Administration;

/// <summary>Adds an environment or edits one.</summary>
public sealed partial class EnvironmentDialog
{
    private string? _name;
    private string? _key;
    private string? _rank;
    private string? _reason;
    private bool _isProduction;
    private bool _reasonRequired;
    private ApprovalPolicy _approval;
    private Refusal? _refusal;

    [CascadingParameter]
    public required IMudDialogInstance Dialog { get; set; }

    [Inject]
    public required ChangeDesk Desk { get; init; }

    [Inject]
    public required Session Session { get; init; }

    [Inject]
    public required Workspace Workspace { get; init; }

    [Inject]
    public required Toasts Toasts { get; init; }

    /// <summary>The environment as it was when the dialog opened; null adds a new one.</summary>
    [Parameter]
    public EnvironmentRow? Row { get; set; }

    /// <summary>Follows the name until somebody writes one.</summary>
    private string Key => Row?.Key ?? _key ?? Slug.From(_name);

    /// <summary>What cannot be a rank is one that the desk refuses.</summary>
    private EnvironmentDetails Details => new(
        _name ?? "",
        int.TryParse(_rank, NumberStyles.Integer, CultureInfo.InvariantCulture, out var rank) ? rank : -1,
        _isProduction,
        _reasonRequired,
        _approval);

    private IReadOnlyList<Choice<ApprovalPolicy>> Approvals =>
        [.. Enum.GetValues<ApprovalPolicy>().Select(policy => new Choice<ApprovalPolicy>(policy, T[$"Approval.{policy}"], T[$"Approval.Detail.{policy}"]))];

    protected override void OnInitialized()
    {
        var details = Row?.Details ?? new EnvironmentDetails("", RankBeforeProduction(), IsProduction: false, ReasonRequired: false);
        _name = details.Name;
        _rank = details.Rank.ToString(CultureInfo.InvariantCulture);
        _isProduction = details.IsProduction;
        _reasonRequired = details.ReasonRequired;
        _approval = details.Approval;
    }

    private int RankBeforeProduction()
    {
        var ranks = Workspace.Environments.ToLookup(environment => environment.IsProduction, environment => environment.Rank);
        var last = ranks[false].DefaultIfEmpty().Max();
        return ranks[true].Any() ? (last + ranks[true].Min()) / 2 : last + 10;
    }

    private void SetName(string? name) => _name = name;

    private void SetKey(string? key) => _key = string.IsNullOrWhiteSpace(key) ? null : key.Trim();

    private async Task SaveAsync()
    {
        EnvironmentChange change = Row is null ? new DefineEnvironment(Key, Details) : new EditEnvironment(Row.Key, Details, Row.Version);
        _refusal = (await Desk.ApplyAsync(ChangeSet.Of(change, _reason), await Session.ActorAsync())).Refusal;
        if (_refusal is not null)
            return;

        Toasts.Done(Row is null ? T["Environments.Add.Done", Details.Name] : T["Environments.Edit.Done", Details.Name]);
        Dialog.Close(true);
    }
}
