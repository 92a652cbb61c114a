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
    private HistoryFilter? _read;
    private DotNetObjectReference<HistoryPage>? _self;
    private IJSObjectReference? _script;
    private IJSObjectReference? _watch;
    private ElementReference _root;

    // What stands there answers another question than the one that was just asked.
    private bool IsReading => IsLoading || _read != _filter;

    [Inject]
    public required HistoryQuery Query { get; init; }

    [Inject]
    public required Announcer Announcer { get; init; }

    [Inject]
    public required IJSRuntime Script { get; init; }

    [SupplyParameterFromQuery(Name = "person")]
    public string? PersonText { get; set; }

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

    [SupplyParameterFromQuery(Name = "period")]
    public string? Period { get; set; }

    [SupplyParameterFromQuery(Name = "from")]
    public string? From { get; set; }

    [SupplyParameterFromQuery(Name = "until")]
    public string? Until { get; set; }

    [SupplyParameterFromQuery(Name = "text")]
    public string? Text { get; set; }

    protected override Task OnParametersSetAsync()
    {
        _filter = HistoryFilter.Read(parameter => parameter switch
        {
            "person" => PersonText,
            "control" => Control,
            "group" => Group,
            "launch" => LaunchText,
            "environment" => Environment,
            "action" => Action,
            "source" => Source,
            "period" => Period,
            "from" => From,
            "until" => Until,
            "text" => Text,
            _ => null,
        });
        return base.OnParametersSetAsync();
    }

    protected override Task LoadAsync() => InTurnAsync(() =>
        _read == _filter ? ReadAgainAsync() : ReadNewestAsync());

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (!firstRender)
            return;

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
        await InTurnAsync(async () =>
        {
            if (_window.HasOlder && _read is { } filter)
                _window.AddOlder(await Query.OlderAsync(filter, Actor, Workspace.Zone, _window.Rows[^1].Sequence, Gone));
        });
        StateHasChanged();
    }

    /// <summary>The person has come back near the first row.</summary>
    [JSInvokable]
    public async Task ReadNewerAsync()
    {
        await InTurnAsync(async () =>
        {
            if (_window.HasNewer && _read is { } filter)
                _window.AddNewer(await Query.NewerAsync(filter, Actor, Workspace.Zone, _window.Rows[0].Sequence, Gone));
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

    private Task GoToNewestAsync() => InTurnAsync(ReadNewestAsync);

    private async Task ReadNewestAsync()
    {
        var filter = _filter;
        var head = await Query.HeadAsync(Gone);
        _window.Start(await Query.NewestAsync(filter, Actor, Workspace.Zone, Gone), head);
        _read = filter;
        _new.Clear();
    }

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
