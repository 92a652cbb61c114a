using System.Globalization;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;
using ReleasePortal.Components;
using ReleasePortal.Domain.Wording;

namespace ReleasePortal.Features.History;

/// <summary>Every change as a sentence, newest first; new ones appear on top without moving what is being read.</summary>
public sealed partial class HistoryPage : IAsyncDisposable
{
    private readonly HistoryWindow _window = new();
    private readonly HashSet<Guid> _new = [];
    private readonly SemaphoreSlim _turn = new(1, 1);
    private HistoryFilter _filter = HistoryFilter.None;
    private HistoryPlace? _place;
    private (HistoryFilter Filter, HistoryPlace? Place)? _read;
    private HistoryFilter? _countFor;
    private HistoryCount? _count;
    private bool _isGoingOn;
    private bool _isStopped;
    private DotNetObjectReference<HistoryPage>? _self;
    private IJSObjectReference? _script;
    private IJSObjectReference? _watch;
    private ElementReference _root;

    // What stands there answers another question than the one that was just asked.
    private bool IsReading => IsLoading || _read != (_filter, _place);

    [Inject]
    public required HistoryQuery Query { get; init; }

    [Inject]
    public required NavigationManager Navigation { get; init; }

    [Inject]
    public required Announcer Announcer { get; init; }

    [Inject]
    public required IJSRuntime Script { get; init; }

    [SupplyParameterFromQuery(Name = "person")]
    public string? PersonText { get; set; }

    [SupplyParameterFromQuery(Name = "behalf")]
    public string? BehalfText { get; set; }

    [SupplyParameterFromQuery(Name = "control")]
    public string? Control { get; set; }

    [SupplyParameterFromQuery(Name = "group")]
    public string? Group { get; set; }

    [SupplyParameterFromQuery(Name = "launch")]
    public string? LaunchText { get; set; }

    [SupplyParameterFromQuery(Name = "environment")]
    public string? Environment { get; set; }

    [SupplyParameterFromQuery(Name = "action")]
    public string? Action { get; set; }

    [SupplyParameterFromQuery(Name = "source")]
    public string? Source { get; set; }

    [SupplyParameterFromQuery(Name = "purpose")]
    public string? Purpose { get; set; }

    [SupplyParameterFromQuery(Name = "period")]
    public string? Period { get; set; }

    [SupplyParameterFromQuery(Name = "from")]
    public string? From { get; set; }

    [SupplyParameterFromQuery(Name = "until")]
    public string? Until { get; set; }

    [SupplyParameterFromQuery(Name = "text")]
    public string? Text { get; set; }

    [SupplyParameterFromQuery(Name = "at")]
    public string? PlaceText { get; set; }

    protected override Task OnParametersSetAsync()
    {
        _filter = HistoryFilter.Read(parameter => parameter switch
        {
            "person" => PersonText,
            "behalf" => BehalfText,
            "control" => Control,
            "group" => Group,
            "launch" => LaunchText,
            "environment" => Environment,
            "action" => Action,
            "source" => Source,
            "purpose" => Purpose,
            "period" => Period,
            "from" => From,
            "until" => Until,
            "text" => Text,
            _ => null,
        });
        _place = HistoryPlace.Read(PlaceText);
        return base.OnParametersSetAsync();
    }

    protected override Task LoadAsync() => InTurnAsync(() =>
        _read == (_filter, _place) ? ReadAgainAsync() : ReadFirstAsync());

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender)
            await WatchAsync();
        await GoOnAsync();
    }

    private async Task WatchAsync()
    {
        _self = DotNetObjectReference.Create(this);
        try
        {
            _script = await Script.InvokeAsync<IJSObjectReference?>("import", Gone, "./" + Assets["Features/History/HistoryPage.razor.js"]);
            if (_script is not null)
                _watch = await _script.InvokeAsync<IJSObjectReference?>("start", Gone, _root, _self);
        }
        catch (Exception exception) when (exception is JSDisconnectedException or OperationCanceledException)
        {
            // The person has left already.
        }
    }

    /// <summary>The person has come near the last row.</summary>
    [JSInvokable]
    public async Task ReadOlderAsync()
    {
        _isStopped = false;
        await SearchOnAsync();
    }

    /// <summary>The person has come back near the first row.</summary>
    [JSInvokable]
    public async Task ReadNewerAsync()
    {
        await InTurnAsync(async () =>
        {
            if (_window.HasNewer && _read is { Filter: var filter })
            {
                _window.AddNewer(_window.NewerPause is { } pause
                    ? await Query.NewerAsync(filter, Actor, Workspace.Zone, pause, Gone)
                    : await Query.NewerAsync(filter, Actor, Workspace.Zone, _window.Rows[0].Sequence, Gone));
            }
        });
        StateHasChanged();
    }

    public async ValueTask DisposeAsync()
    {
        Dispose();
        try
        {
            if (_watch is not null)
            {
                await _watch.InvokeVoidAsync("stop");
                await _watch.DisposeAsync();
            }

            if (_script is not null)
                await _script.DisposeAsync();
        }
        catch (JSDisconnectedException)
        {
            // The browser has gone; nothing is left to tidy up there.
        }

        _self?.Dispose();
    }

    private async Task GoToNewestAsync()
    {
        if (_place is null)
            await InTurnAsync(ReadFirstAsync);
        else
            Navigation.NavigateTo(_filter.ToAddress());
    }

    private async Task ReadFirstAsync()
    {
        var (filter, place) = (_filter, _place);
        var head = await Query.HeadAsync(Gone);
        if (place is null)
        {
            _window.Start(await Query.NewestAsync(filter, Actor, Workspace.Zone, Gone), head);
        }
        else
        {
            var after = await Query.FindAsync(place, Workspace.Zone, Gone);
            _window.Start(
                await Query.OlderAsync(filter, Actor, Workspace.Zone, after, Gone),
                await Query.NewerAsync(filter, Actor, Workspace.Zone, after - 1, Gone),
                head);
        }

        (_read, _isStopped) = ((filter, place), false);
        if (_countFor != filter)
            _count = null;
        _new.Clear();
    }

    // What takes longer than a moment is done after something is shown, a moment at a time: the page stays in the person's hands.
    private async Task GoOnAsync()
    {
        if (_isGoingOn)
            return;

        _isGoingOn = true;
        try
        {
            while (!Gone.IsCancellationRequested && !IsReading && Next() is { } next)
            {
                await next();
                await Task.Yield(); // whatever the person did meanwhile comes first
            }
        }
        catch (OperationCanceledException) when (Gone.IsCancellationRequested)
        {
            // The person has left the page.
        }
        finally
        {
            _isGoingOn = false;
        }
    }

    private Func<Task>? Next() => _count is null ? CountAsync : _window.OlderPause is not null && !_isStopped ? SearchOnAsync : null;

    private async Task CountAsync()
    {
        var filter = _filter;
        var count = await Query.CountAsync(filter, Actor, Workspace.Zone, Gone);
        if (filter != _filter)
            return;

        (_countFor, _count) = (filter, count);
        StateHasChanged();
    }

    private async Task SearchOnAsync()
    {
        await InTurnAsync(ReadOlderInTurnAsync);
        StateHasChanged();
    }

    private async Task ReadOlderInTurnAsync()
    {
        if (!_window.HasOlder || IsReading)
            return;

        _window.AddOlder(_window.OlderPause is { } pause
            ? await Query.OlderAsync(_filter, Actor, Workspace.Zone, pause, Gone)
            : await Query.OlderAsync(_filter, Actor, Workspace.Zone, _window.Rows[^1].Sequence, Gone));
    }

    private string SearchedTo(HistoryPause pause) =>
        T["Searched", TimeZoneInfo.ConvertTime(pause.At, Workspace.Zone).ToString("d MMMM yyyy", CultureInfo.CurrentCulture)];

    private void Stop() => _isStopped = true;

    private string Counted(HistoryCount count) => count switch
    {
        { IsExact: false } => T["Count.More", Number(count.Number)],
        { Number: 1 } => T["Count.One"],
        _ => T["Count", Number(count.Number)],
    };

    private static string Number(long number) => number.ToString("N0", CultureInfo.CurrentCulture);

    private async Task ReadAgainAsync()
    {
        var head = await Query.HeadAsync(Gone);
        var again = await Query.AgainAsync(
            _filter,
            Actor,
            Workspace.Zone,
            [.. _window.Rows.Select(row => row.Sequence)],
            since: _window.HasNewer ? null : _window.ReadUpTo,
            HistoryWindow.MostRows + HistoryQuery.StretchLength,
            Gone);
        var added = _window.Take(again, head);
        if (added.Count is 0)
            return;

        _count = null;
        _new.UnionWith(added.Select(row => row.Id));
        Announcer.Say(T["New", added[0].Who + " " + added[0].Said.Plain()]);
    }

    // What is read while the window moves would be put in the wrong place.
    private async Task InTurnAsync(Func<Task> read)
    {
        await _turn.WaitAsync(Gone);
        try
        {
            await read();
        }
        finally
        {
            _turn.Release();
        }
    }
}
