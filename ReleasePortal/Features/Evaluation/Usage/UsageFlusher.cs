using Microsoft.Extensions.Options;
using ReleasePortal.Data.Usage;

namespace ReleasePortal.Features.Evaluation.Usage;

/// <summary>
/// Writes what was counted every few seconds and at the end. While the database is away, one batch waits here and the counters
/// simply go on counting: nothing grows, and nothing is lost but the minute in which it was.
/// </summary>
internal sealed class UsageFlusher(
    UsageCounter counter, UsageStore store, IOptions<UsageOptions> options, TimeProvider clock, ILogger<UsageFlusher> logger) : BackgroundService
{
    private static readonly TimeSpan PruneEvery = TimeSpan.FromMinutes(10);

    // Not disposed of: it has nothing to let go, and a host may stop once more after its end.
    private readonly SemaphoreSlim _one = new(1);
    private DateTimeOffset _since = clock.GetUtcNow();
    private DateTimeOffset _pruned;
    private UsageBatch? _batch;
    private bool _hasBegun;
    private bool _isBehind;

    /// <summary>Writes what was counted; what could not be written is kept for the next time.</summary>
    public async Task FlushAsync(CancellationToken cancellationToken)
    {
        await _one.WaitAsync(cancellationToken);
        try
        {
            await WriteAsync(_batch, cancellationToken); // what was left over goes by the time when it was counted
            await WriteAsync(_batch = Drain(), cancellationToken);
            (_batch, _isBehind) = (null, false);
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            if (!_isBehind)
                Log.UsageNotWritten(logger, exception);
            _isBehind = true;
        }
        finally
        {
            _one.Release();
        }
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await FlushAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(options.Value.FlushSeconds), clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            await FlushAsync(stoppingToken);
            await PruneAsync(stoppingToken);
        }
    }

    private UsageBatch Drain()
    {
        var counts = counter.Drain();
        if (!_hasBegun)
            counts[UseKey.Counting] = 0;
        _hasBegun = true;

        var now = clock.GetUtcNow();
        var batch = new UsageBatch(_since, now, counts);
        _since = now;
        return batch;
    }

    private Task WriteAsync(UsageBatch? batch, CancellationToken cancellationToken) =>
        batch is null ? Task.CompletedTask : store.WriteAsync(batch, cancellationToken);

    private async Task PruneAsync(CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        if (_isBehind || now - _pruned < PruneEvery)
            return;

        try
        {
            await store.PruneAsync(now, cancellationToken);
            _pruned = now;
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            Log.UsageNotPruned(logger, exception);
        }
    }
}
