using Microsoft.AspNetCore.Components;
using ReleasePortal.Identity;

namespace ReleasePortal.Features.History;

/// <summary>An opened entry: what differs, why, what was done together with it, and on request the stored text.</summary>
public sealed partial class EntryDetails
{
    private HistoryDetails? _details;
    private bool _isGone;
    private bool _isRaw;

    [Inject]
    public required HistoryQuery Query { get; init; }

    [Inject]
    public required Session Session { get; init; }

    /// <summary>The entry's id.</summary>
    [Parameter, EditorRequired]
    public Guid Entry { get; set; }

    /// <summary>The entry stands at its own address: nothing leads there.</summary>
    [Parameter]
    public bool IsOwnPage { get; set; }

    protected override async Task OnInitializedAsync()
    {
        _details = await Query.DetailsAsync(Entry, await Session.ActorAsync());
        _isGone = _details is null;
    }
}
