using Microsoft.AspNetCore.Components;
using ReleasePortal.Changes;
using ReleasePortal.Components;
using ReleasePortal.Domain;
using ReleasePortal.Domain.Wording;
using ReleasePortal.Identity;

namespace ReleasePortal.Features.Controls.Form;

/// <summary>Makes a control, closed everywhere and in engineers' hands.</summary>
public sealed partial class NewControlPage
{
    private DraftInProgress _progress = null!;
    private IReadOnlyList<AreaChoice>? _areas;
    private Refusal? _refusal;
    private bool _isDone;

    [Inject]
    public required ControlFormQuery Query { get; init; }

    [Inject]
    public required ChangeDesk Desk { get; init; }

    [Inject]
    public required Session Session { get; init; }

    [Inject]
    public required Toasts Toasts { get; init; }

    [Inject]
    public required NavigationManager Navigation { get; init; }

    [Inject]
    public required TimeProvider Time { get; init; }

    private DateOnly Today => DateOnly.FromDateTime(Time.GetUtcNow().UtcDateTime);

    private Sentence Preview => new("CreateControl", Words.Of(("control", string.IsNullOrWhiteSpace(_progress.Draft.Name) ? T["New.It"] : _progress.Draft.Name)));

    protected override async Task OnInitializedAsync()
    {
        _progress = new DraftInProgress(ControlDraft.Empty(Today), version: 0);
        _areas = await Query.AreasAsync();
    }

    private async Task CreateAsync()
    {
        var draft = _progress.Draft;
        var area = draft.AreaToDefine(_areas!.Select(known => known.Key));
        _refusal = DraftRules.Check(draft, area, Today, existing: null);
        if (_refusal is not null)
            return;

        var create = draft.ToCreate();
        var result = await Desk.ApplyAsync(new ChangeSet(area is null ? [create] : [area, create]), await Session.ActorAsync());
        if (!result.TryGet(out _, out _refusal))
            return;

        _isDone = true;
        Toasts.Done(T["New.Done", create.Details.Name.Trim()]);
        Navigation.NavigateTo("/controls/" + create.Control);
    }
}
