namespace ReleasePortal.Changes.Checkpoints;

/// <summary>Looks again and again whether the head is to be signed, and what is to be sent.</summary>
internal sealed class CheckpointRunner(
    CheckpointWriter writer, CheckpointDelivery delivery, TimeProvider clock, ILogger<CheckpointRunner> logger) : BackgroundService
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(5);

    private bool _isFailing;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(LookEvery, clock);
        do
        {
            try
            {
                await writer.WriteIfDueAsync(stoppingToken);
                await delivery.SendAsync(stoppingToken);
                _isFailing = false;
            }
            catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
            {
                // The database is away: what is due stays due.
                if (!_isFailing)
                    Log.CheckpointsFailed(logger, exception);
                _isFailing = true;
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }
}
