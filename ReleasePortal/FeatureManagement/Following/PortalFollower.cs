using System.Net;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace ReleasePortal.FeatureManagement.Following;

/// <summary>
/// Follows the environment for as long as the application runs: by the portal's events, which come at once, and by asking now and
/// then, in case that events do not come through. No evaluation ever waits for any of it.
/// </summary>
internal sealed class PortalFollower(
    PortalClient client,
    StateRefresh refresh,
    PortalConnection connection,
    IOptions<ReleasePortalOptions> options,
    TimeProvider clock,
    ILogger<PortalFollower> logger) : BackgroundService, IHostedLifecycleService
{
    /// <summary>The portal says at least every few seconds that the stream stands; after so much silence it does not.</summary>
    private static readonly TimeSpan Silence = TimeSpan.FromMinutes(1);

    private readonly Backoff _backoff = new(TimeSpan.FromSeconds(30));
    private readonly SemaphoreSlim _isBack = new(0);
    private string? _lastEventId;
    private bool _isDeaf;

    private TimeSpan PollEvery => options.Value.PollEvery;

    /// <summary>Before anything else of the application starts: what it serves first is right already.</summary>
    public async Task StartingAsync(CancellationToken cancellationToken)
    {
        var restored = await refresh.RestoreAsync(cancellationToken).ConfigureAwait(false);
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(options.Value.StartTimeout);
        try
        {
            if (await refresh.RunAsync(patience.Token).ConfigureAwait(false))
                return;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            Log.StartedTooSlowly(logger, options.Value.StartTimeout.TotalSeconds);
        }

        if (restored is { } savedAt)
            Log.StartedFromFile(logger, savedAt);
        else
            Log.StartedWithNothing(logger);
    }

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public override void Dispose()
    {
        _isBack.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await Task.WhenAll(ListenAsync(stoppingToken), PollAsync(stoppingToken)).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The application stops.
        }
    }

    private async Task PollAsync(CancellationToken stopping)
    {
        while (true)
        {
            var wait = Backoff.Drawn(PollEvery);
            await Task.Delay(refresh.RetryAfter > wait ? refresh.RetryAfter : wait, clock, stopping).ConfigureAwait(false);
            var wasAway = connection.Trouble is not null;
            if (await refresh.RunAsync(stopping).ConfigureAwait(false) && wasAway && !connection.IsListening)
                _isBack.Release();
        }
    }

    private async Task ListenAsync(CancellationToken stopping)
    {
        while (true)
        {
            var atLeast = TimeSpan.Zero;
            try
            {
                atLeast = await ListenOnceAsync(stopping).ConfigureAwait(false);
            }
            catch (Exception exception) when (!stopping.IsCancellationRequested)
            {
                Complain(Away.Reason(exception) ?? "Listening failed.", Away.Reason(exception) is null ? exception : null);
            }
            finally
            {
                connection.IsListening = false;
            }

            await WaitAsync(_backoff.Next(atLeast), stopping).ConfigureAwait(false);
        }
    }

    /// <summary>Waits for so long, or until polling finds that the portal is back.</summary>
    private async Task WaitAsync(TimeSpan wait, CancellationToken stopping)
    {
        using var earlier = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        await Task.WhenAny(Task.Delay(wait, clock, earlier.Token), _isBack.WaitAsync(earlier.Token)).ConfigureAwait(false);
        await earlier.CancelAsync().ConfigureAwait(false);
        stopping.ThrowIfCancellationRequested();
    }

    /// <summary>Listens until the stream ends.</summary>
    /// <returns>How long the portal wants us to stay away.</returns>
    private async Task<TimeSpan> ListenOnceAsync(CancellationToken stopping)
    {
        using var response = await client.ListenAsync(_lastEventId, stopping).ConfigureAwait(false);
        if (response.StatusCode is not HttpStatusCode.OK)
        {
            Complain($"The portal answered {(int)response.StatusCode}.");
            return PortalClient.RetryAfter(response) ?? (IsRefusal(response.StatusCode) ? PollEvery : TimeSpan.Zero);
        }

        var stream = await response.Content.ReadAsStreamAsync(stopping).ConfigureAwait(false);
        using var lines = new StreamReader(stream);
        var events = new EventStream(lines, Silence);
        Listens();
        await foreach (var id in events.ReadAsync(stopping).ConfigureAwait(false))
        {
            if (!await refresh.RunAsync(stopping).ConfigureAwait(false))
                break; // without having acted on it, so that it comes again

            _lastEventId = id;
            _backoff.Reset();
        }

        return events.Retry ?? TimeSpan.Zero;
    }

    private void Listens()
    {
        if (_isDeaf)
            Log.HearsAgain(logger);
        _isDeaf = false;
        connection.IsListening = true;
        if (connection.Trouble is null)
            _backoff.Reset();
    }

    // Somebody has to do something about it first.
    private static bool IsRefusal(HttpStatusCode status) => status is HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden or HttpStatusCode.NotFound;

    /// <summary>Once, however often it fails in a row.</summary>
    private void Complain(string reason, Exception? exception = null)
    {
        if (!_isDeaf)
            Log.HearsNothing(logger, reason, PollEvery.TotalSeconds, exception);
        _isDeaf = true;
    }
}
