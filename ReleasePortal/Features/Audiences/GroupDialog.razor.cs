using System.Globalization;
using Microsoft.AspNetCore.Components;
using MudBlazor;
using ReleasePortal.Components;
using ReleasePortal.Domain;
using ReleasePortal.Domain.Audiences;
using ReleasePortal.Identity;

namespace ReleasePortal.Features.Audiences;

/// <summary>
/// Who is in a group. It keeps the version that it opened with: when somebody else changed the group meanwhile, it shows what
/// they changed and keeps what was typed.
/// </summary>
public sealed partial class GroupDialog
{
    private FieldForm? _form;
    private GroupDraft _draft = new();
    private IReadOnlyList<(string Key, string Name)> _areas = [];
    private GroupView? _base;
    private GroupView? _now;
    private string? _reason;
    private Refusal? _refusal;
    private bool _keyIsOwn;

    [CascadingParameter]
    public required IMudDialogInstance Dialog { get; set; }

    [Inject]
    public required GroupActs Acts { get; init; }

    [Inject]
    public required GroupQuery Query { get; init; }

    [Inject]
    public required Session Session { get; init; }

    /// <summary>The group as it was when the dialog opened; null to define a new one.</summary>
    [Parameter]
    public GroupView? Opened { get; set; }

    private bool IsBusy => _form is { IsBusy: true };

    private bool ReasonRequired => _base is not null && Acts.ReasonRequired(_base);

    private IReadOnlyList<GroupUse> Uses => _base?.Uses ?? [];

    private string MembersHint => _draft.Members.Count is 0
        ? T["Members.Hint"]
        : T["Members.Hint"] + " " + T["Members.Count", _draft.Members.Count.ToString("N0", CultureInfo.CurrentCulture)];

    protected override async Task OnInitializedAsync()
    {
        _base = Opened;
        if (Opened is not null)
            _draft = GroupDraft.From(Opened.Key, Opened.Details);
        _areas = await Query.AreasAsync();
    }

    private void SetName(string? name)
    {
        _draft.Name = name;
        if (Opened is null && !_keyIsOwn)
            _draft.Key = Slug.From(name);
    }

    private void SetKey(string? key) => (_draft.Key, _keyIsOwn) = ((key ?? "").Trim(), !string.IsNullOrWhiteSpace(key));

    private async Task SaveAsync()
    {
        var details = _draft.ToDetails();
        var done = T[_base is null ? "Defined" : "Edited", details.Name.Trim()];
        var unreadable = _draft.Unreadable();
        _refusal = unreadable.Count > 0
            ? new Invalid([.. unreadable, .. GroupRules.Check(details).ExceptBy(unreadable.Select(error => error.Field), error => error.Field)])
            : await Acts.ApplyAsync(_base is null ? new DefineGroup(_draft.Key, details) : new EditGroup(_base.Key, details, _base.Version), _reason, done);
        if (_refusal is null)
            Dialog.Close(_draft.Key);
        _now = _refusal is Stale ? await Query.FindAsync(_base!.Key, await Session.ActorAsync()) : null;
    }

    private void KeepMine() => (_base, _now, _refusal) = (_now, null, null);

    private void TakeNew()
    {
        _draft = GroupDraft.From(_now!.Key, _now.Details);
        KeepMine();
    }
}
