using Microsoft.AspNetCore.Components;
using ReleasePortal.Changes;
using ReleasePortal.Domain.Access;
using ReleasePortal.Identity;

namespace ReleasePortal.Components;

/// <summary>
/// A page, or a part of one, that stays true while it is open: it reads again when its parameters, the chosen environment or,
/// through the change feed, anything that concerns it has changed, and marks for a moment what did.
/// </summary>
/// <remarks>
/// Reading never overlaps: whatever happens during a read leads to one more read after it. A page that keeps what the person
/// typed (a dialog, a form) is not a live page.
/// </remarks>
public abstract class LivePage : ComponentBase, IDisposable
{
    /// <summary>How long what changed stays marked: as long as <c>just-changed</c> in app.css.</summary>
    private static readonly TimeSpan MarkedFor = TimeSpan.FromSeconds(4);

    /// <summary>A stream of changes leads to at most five reads a second.</summary>
    private static readonly TimeSpan Breath = TimeSpan.FromMilliseconds(200);

    private static readonly TimeSpan ShortestWait = TimeSpan.FromMilliseconds(20);

    private readonly CancellationTokenSource _gone = new();
    private readonly Lock _gate = new();
    private readonly HashSet<Guid> _heard = [];
    private readonly Dictionary<Guid, DateTimeOffset> _marked = [];
    private IDisposable? _subscription;
    private ITimer? _alarm;
    private Task? _reading;
    private bool _again;
    private bool _isFollowing;

    protected LivePage() => Gone = _gone.Token;

    [Inject]
    public required ChangeFeed Feed { get; init; }

    [Inject]
    public required Session Session { get; init; }

    [Inject]
    public required Workspace Workspace { get; init; }

    [Inject]
    public required TimeProvider Time { get; init; }

    /// <summary>Who looks at the page; read again before each <see cref="LoadAsync"/>.</summary>
    protected Actor Actor { get; private set; } = Actor.Nobody;

    /// <summary>True until there is something true to show: show a skeleton.</summary>
    protected bool IsLoading { get; private set; } = true;

    /// <summary>Cancelled when the page is left.</summary>
    protected CancellationToken Gone { get; }

    /// <summary>Reads what the page shows, for <see cref="Actor"/> and the workspace's environment.</summary>
    protected abstract Task LoadAsync();

    /// <summary>Whether the page has to read again when this was changed. Everything concerns it unless it says otherwise.</summary>
    protected virtual bool Concerns(ChangedSubject subject) => true;

    /// <summary>The class of the row or card that shows this subject: <c>just-changed</c> for a moment after it was.</summary>
    protected string? Mark(Guid subject) => _marked.ContainsKey(subject) ? "just-changed" : null;

    /// <summary>Reads again, after a filter was changed for example.</summary>
    protected Task ReloadAsync()
    {
        _again = true;
        return _reading is { IsCompleted: false } ? _reading : _reading = ReadUntilTrueAsync();
    }

    /// <summary>Reads again when that instant has come, such as the end of what is shown; the last call counts.</summary>
    protected void ReloadAt(DateTimeOffset? instant)
    {
        _alarm?.Dispose();
        _alarm = instant is null || Gone.IsCancellationRequested
            ? null
            : Time.CreateTimer(_ => Run(ReloadAndShowAsync), state: null, Until(instant.Value), Timeout.InfiniteTimeSpan);
    }

    protected override void OnInitialized()
    {
        _subscription = Feed.Subscribe(OnFeed);
        Workspace.Changed += OnWorkspace;
    }

    protected override Task OnParametersSetAsync() => ReloadAsync();

    protected virtual void Dispose(bool disposing)
    {
        if (!disposing || Gone.IsCancellationRequested)
            return;

        Workspace.Changed -= OnWorkspace;
        _subscription?.Dispose();
        _alarm?.Dispose();
        _gone.Cancel();
        _gone.Dispose();
    }

    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    private async Task ReadUntilTrueAsync()
    {
        try
        {
            while (_again && !Gone.IsCancellationRequested)
            {
                _again = false;
                Actor = await Session.ActorAsync();
                await LoadAsync();
                IsLoading = _again && IsLoading;
            }
        }
        catch (OperationCanceledException) when (Gone.IsCancellationRequested)
        {
            // The person has left the page.
        }
    }

    private void OnWorkspace() => Run(async () =>
    {
        // What is on the page belongs to another environment: better a skeleton than the wrong state.
        IsLoading = true;
        StateHasChanged();
        await ReloadAndShowAsync();
    });

    private async Task ReloadAndShowAsync()
    {
        await ReloadAsync();
        StateHasChanged();
    }

    // A timer cannot wait for longer than some weeks, and may ring a little early: either leads to one read too many.
    private TimeSpan Until(DateTimeOffset instant) =>
        TimeSpan.FromTicks(Math.Clamp((instant - Time.GetUtcNow()).Ticks, ShortestWait.Ticks, TimeSpan.TicksPerDay));

    private void OnFeed(FeedNotice notice)
    {
        var subjects = notice.Subjects.Where(Concerns).ToList();
        if (subjects.Count is 0)
            return;

        lock (_gate)
        {
            _heard.UnionWith(subjects.Select(subject => subject.Id));
            if (_isFollowing)
                return;
            _isFollowing = true;
        }

        Run(FollowFeedAsync);
    }

    private async Task FollowFeedAsync()
    {
        while (MarkHeard())
        {
            await ReloadAndShowAsync();
            Run(UnmarkLaterAsync);
            await Task.Delay(Breath, Time, Gone);
        }
    }

    private bool MarkHeard()
    {
        lock (_gate)
        {
            foreach (var subject in _heard)
                _marked[subject] = Time.GetUtcNow() + MarkedFor;
            _isFollowing = _heard.Count > 0;
            _heard.Clear();
            return _isFollowing;
        }
    }

    private async Task UnmarkLaterAsync()
    {
        await Task.Delay(MarkedFor, Time, Gone);
        var now = Time.GetUtcNow();
        foreach (var subject in _marked.Where(mark => mark.Value <= now).Select(mark => mark.Key).ToList())
            _marked.Remove(subject);
        StateHasChanged();
    }

    private void Run(Func<Task> work) => _ = InvokeAsync(async () =>
    {
        if (Gone.IsCancellationRequested)
            return;

        try
        {
            await work();
        }
        catch (OperationCanceledException) when (Gone.IsCancellationRequested)
        {
            // The person has left the page.
        }
        catch (Exception exception)
        {
            await DispatchExceptionAsync(exception);
        }
    });
}
