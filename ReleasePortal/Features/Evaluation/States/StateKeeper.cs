using System.Threading.Channels;
using ReleasePortal.Changes;

namespace ReleasePortal.Features.Evaluation.States;

/// <summary>
/// Keeps the snapshot in step with the history: builds it before the first request is answered, and again whenever the change
/// feed speaks. While the database is away, the last known snapshot stays and it tries again every second.
/// </summary>
internal sealed class StateKeeper(
    EvaluationStates states, StateQuery query, ChangeFeed feed, TimeProvider clock, ILogger<StateKeeper> logger) : BackgroundService
{
    private static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(1);

    private readonly Materials _materials = new();
    private long _heardAt;

    // However often the feed speaks while a snapshot is being built, one more is enough.
    private readonly Channel<bool> _wake = Channel.CreateBounded<bool>(
        new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite, SingleReader = true });

    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        await RefreshAsync(cancellationToken);
        await base.StartAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var subscription = feed.Subscribe(_ => Hear());
        _wake.Writer.TryWrite(true); // whatever was committed before we listened
        while (true)
        {
            await WaitAsync(stoppingToken);
            await RefreshAsync(stoppingToken);
        }
    }

    private void Hear()
    {
        Interlocked.CompareExchange(ref _heardAt, clock.GetTimestamp(), 0);
        _wake.Writer.TryWrite(true);
    }

    private async Task WaitAsync(CancellationToken stopping)
    {
        Task woken = _wake.Reader.WaitToReadAsync(stopping).AsTask();
        await (states.IsBehind ? Task.WhenAny(woken, Task.Delay(RetryAfter, clock, stopping)) : woken);
        stopping.ThrowIfCancellationRequested();
        _wake.Reader.TryRead(out _);
    }

    private async Task RefreshAsync(CancellationToken cancellationToken)
    {
        var (heardAt, since) = (Interlocked.Exchange(ref _heardAt, 0), clock.GetTimestamp());
        try
        {
            var reading = await query.ReadAsync(states.Current?.Head, cancellationToken);
            _materials.Take(reading);
            states.Swap(_materials.Compile(reading, states.Current, clock.GetUtcNow()));
            Telemetry.Rebuilt(clock.GetElapsedTime(since), heardAt is 0 ? null : clock.GetElapsedTime(heardAt));
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            // Whatever it was: applications go on getting answers.
            if (!states.IsBehind)
                Log.FellBehind(logger, exception);
            states.FallBehind();
            Telemetry.RebuildFailed(clock.GetElapsedTime(since), exception);
            Interlocked.CompareExchange(ref _heardAt, heardAt, 0);
        }
    }
}
