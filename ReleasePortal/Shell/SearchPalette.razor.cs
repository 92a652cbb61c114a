using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.Localization;
using ReleasePortal.Components;
using ReleasePortal.Domain.Access;

namespace ReleasePortal.Shell;

/// <summary>
/// The search box behind Ctrl+K: asks every feature's source and walks through what they found. Opened and closed by portal.js
/// as a native dialog, which keeps the focus inside and gives it back.
/// </summary>
public sealed partial class SearchPalette : IDisposable
{
    /// <summary>Long enough that a word typed in one go is asked for once.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(120);

    private IReadOnlyList<SearchHit> _hits = [];
    private CancellationTokenSource _asking = new();
    private Task _search = Task.CompletedTask;
    private string _text = "";
    private string? _answered;
    private int _active;
    private bool _isSearching;

    [Parameter, EditorRequired]
    public required Actor Actor { get; set; }

    [Inject]
    public required IEnumerable<ISearchSource> Sources { get; init; }

    [Inject]
    public required Workspace Workspace { get; init; }

    [Inject]
    public required Browser Browser { get; init; }

    [Inject]
    public required NavigationManager Navigation { get; init; }

    [Inject]
    public required TimeProvider Time { get; init; }

    [Inject]
    public required IStringLocalizer<ShellTexts> T { get; init; }

    [Inject]
    public required ILogger<SearchPalette> Logger { get; init; }

    public void Dispose()
    {
        _asking.Cancel();
        _asking.Dispose();
    }

    private static string HitId(int index) => "palette-hit-" + index.ToString(System.Globalization.CultureInfo.InvariantCulture);

    private Task OpenAsync() => _search = Search(_text, TimeSpan.Zero);

    private Task TypeAsync(string? text)
    {
        _text = text ?? "";
        return _search = Search(_text.Trim(), Pause);
    }

    private Task Search(string text, TimeSpan pause)
    {
        _asking.Cancel();
        _asking.Dispose();
        _asking = new CancellationTokenSource();
        _isSearching = true;
        return SearchAsync(text, pause, _asking.Token);
    }

    private async Task SearchAsync(string text, TimeSpan pause, CancellationToken token)
    {
        try
        {
            if (pause > TimeSpan.Zero)
                await Task.Delay(pause, Time, token);
            var found = await Task.WhenAll(Ranked(text).Select(source => AskAsync(source, text, token)));
            token.ThrowIfCancellationRequested();
            var grouped = found.SelectMany(hits => hits).GroupBy(hit => hit.Group, StringComparer.Ordinal);
            (_hits, _active, _isSearching, _answered) = ([.. grouped.SelectMany(group => group)], 0, false, text);
        }
        catch (OperationCanceledException)
        {
            // Another letter was typed: its own search answers.
        }
    }

    // Before anything is typed the pages are the offer; after that they come behind what bears the name.
    private IEnumerable<ISearchSource> Ranked(string text) =>
        Sources.OrderBy(source => source is PageSource == text.Length > 0);

    // One source that fails must not silence the others.
    private async Task<IReadOnlyList<SearchHit>> AskAsync(ISearchSource source, string text, CancellationToken token)
    {
        try
        {
            return await source.FindAsync(text, Actor, Workspace.Environment.Key, token);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            Log.SearchSourceFailed(Logger, exception, source.GetType().Name);
            return [];
        }
    }

    private async Task KeyAsync(KeyboardEventArgs key)
    {
        switch (key.Key)
        {
            case "ArrowDown" when _hits.Count > 0:
                await MoveAsync((_active + 1) % _hits.Count);
                break;
            case "ArrowUp" when _hits.Count > 0:
                await MoveAsync((_active + _hits.Count - 1) % _hits.Count);
                break;
            case "Enter":
                await _search; // whoever types quickly means what they typed, not what was listed before
                if (_hits.Count > 0)
                    await GoAsync(_hits[_active]);
                break;
        }
    }

    private async Task MoveAsync(int index)
    {
        _active = index;
        await Browser.ScrollToHitAsync(HitId(index));
    }

    private async Task GoAsync(SearchHit hit)
    {
        await Browser.CloseSearchAsync();
        (_text, _hits) = ("", []);
        Navigation.NavigateTo(hit.Href);
    }
}
