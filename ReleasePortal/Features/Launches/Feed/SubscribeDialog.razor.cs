using Microsoft.AspNetCore.Components;
using MudBlazor;
using ReleasePortal.Changes;
using ReleasePortal.Domain;
using ReleasePortal.Domain.Access;
using ReleasePortal.Domain.People;
using ReleasePortal.Identity;

namespace ReleasePortal.Features.Launches.Feed;

/// <summary>A person's secret address for their own calendar: made, replaced, removed; shown once.</summary>
public sealed partial class SubscribeDialog
{
    private DateTimeOffset? _since;
    private string? _address;
    private Refusal? _refusal;

    [CascadingParameter]
    public required IMudDialogInstance Dialog { get; set; }

    [Inject]
    public required CalendarFeedQuery Query { get; init; }

    [Inject]
    public required ChangeDesk Desk { get; init; }

    [Inject]
    public required Session Session { get; init; }

    [Inject]
    public required NavigationManager Navigation { get; init; }

    protected override async Task OnInitializedAsync() => _since = await Query.SinceAsync(await Session.ActorAsync());

    private async Task MakeAsync()
    {
        var token = CalendarAddress.NewToken();
        if (await DoAsync(actor => new MakeCalendarAddress(actor.Id, CalendarAddress.HashOf(token))))
            _address = $"{Navigation.BaseUri}calendar/{token}.ics";
    }

    private async Task RemoveAsync()
    {
        if (await DoAsync(actor => new RemoveCalendarAddress(actor.Id)))
            _address = null;
    }

    private async Task<bool> DoAsync(Func<Actor, PersonChange> change)
    {
        var actor = await Session.ActorAsync();
        _refusal = (await Desk.ApplyAsync(ChangeSet.Of(change(actor)), actor)).Refusal;
        _since = await Query.SinceAsync(actor);
        return _refusal is null;
    }
}
