using System.Collections.Concurrent;
using ReleasePortal.Data;

namespace ReleasePortal.Identity.Keys;

/// <summary>Collects when API keys were last used, to the minute, and writes it down each minute and at the end.</summary>
internal sealed class LastUses(KeyUses store, TimeProvider clock, ILogger<LastUses> logger) : BackgroundService
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    // Minutes since year 1 by key: a number that is written without a lock.
    private ConcurrentDictionary<Guid, long> _uses = [];

    public void Record(Guid key) => Record(key, clock.GetUtcNow());

    /// <summary>For who knows the time already.</summary>
    public void Record(Guid key, DateTimeOffset now)
    {
        var minute = now.Ticks / Minute.Ticks;
        if (!_uses.TryGetValue(key, out var known) || known != minute)
            _uses[key] = minute;
    }

    /// <summary>Writes what was collected; what could not be written is kept for the next time.</summary>
    public async Task FlushAsync(CancellationToken cancellationToken)
    {
        var batch = Interlocked.Exchange(ref _uses, []);
        if (batch.IsEmpty)
            return;

        try
        {
            await store.WriteAsync(
                [.. batch.Select(use => KeyValuePair.Create(use.Key, new DateTimeOffset(use.Value * Minute.Ticks, TimeSpan.Zero)))],
                cancellationToken);
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            Log.UsesNotWritten(logger, exception);
            foreach (var (key, minute) in batch)
                _uses.TryAdd(key, minute);
        }
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await FlushAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Minute, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
            await FlushAsync(stoppingToken);
    }
}
