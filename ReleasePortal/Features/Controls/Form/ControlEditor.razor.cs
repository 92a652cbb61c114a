using Microsoft.AspNetCore.Components;
using ReleasePortal.Changes;
using ReleasePortal.Components;
using ReleasePortal.Domain;
using ReleasePortal.Domain.Controls;
using ReleasePortal.Features.Controls.Single;
using ReleasePortal.Identity;

namespace ReleasePortal.Features.Controls.Form;

/// <summary>
/// Edits what is written about a control. While nothing is typed it follows what others do; once something is, it keeps it and says
/// what has changed meanwhile.
/// </summary>
public sealed partial class ControlEditor
{
    private DraftInProgress _progress = null!;
    private IReadOnlyList<AreaChoice>? _areas;
    private Refusal? _refusal;
    private string? _reason;
    private object _fields = new();

    [Inject]
    public required ControlFormQuery Query { get; init; }

    [Inject]
    public required ChangeDesk Desk { get; init; }

    [Inject]
    public required Session Session { get; init; }

    [Inject]
    public required Toasts Toasts { get; init; }

    [Inject]
    public required TimeProvider Time { get; init; }

    /// <summary>The control as it is now.</summary>
    [Parameter, EditorRequired]
    public ControlView View { get; set; } = default!;

    /// <summary>Whether something is typed that is not saved.</summary>
    public bool IsDirty => _progress.IsDirty;

    private ControlDraft Now => ControlDraft.Of(View.Control);

    private bool IsBehind => _progress.Version < View.Control.Version;

    private DateOnly Today => DateOnly.FromDateTime(Time.GetUtcNow().UtcDateTime);

    protected override async Task OnInitializedAsync() => _areas = await Query.AreasAsync();

    protected override void OnParametersSet()
    {
        _progress ??= new DraftInProgress(Now, View.Control.Version);
        if (IsBehind && !IsDirty)
            StartOver();
    }

    private async Task SaveAsync()
    {
        var draft = _progress.Draft;
        var area = draft.AreaToDefine(_areas!.Select(known => known.Key));
        _refusal = DraftRules.Check(draft, area, Today, View.Control);
        if (_refusal is not null)
            return;

        var edit = new EditControl(View.Control.Key, draft.ToDetails(), _progress.Version);
        var result = await Desk.ApplyAsync(
            new ChangeSet(area is null ? [edit] : [area, edit], string.IsNullOrWhiteSpace(_reason) ? null : _reason.Trim()),
            await Session.ActorAsync());
        if (!result.TryGet(out _, out _refusal))
            return;

        // What was typed is what it is now: the page's own news of it will find nothing to tell.
        _progress = new DraftInProgress(draft, _progress.Version + 1);
        (_areas, _reason) = (await Query.AreasAsync(), null);
        Toasts.Done(T["Edit.Done", edit.Details.Name.Trim()]);
    }

    private void GoOn()
    {
        _progress.GoOnFrom(Now, View.Control.Version);
        _refusal = null;
    }

    private void StartOver()
    {
        _progress.StartOver(Now, View.Control.Version);
        _refusal = null;
        _fields = new object();
    }
}
