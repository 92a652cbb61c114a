namespace ReleasePortal.Changes.Archiving;

/// <summary>Looks again and again whether something is to be archived.</summary>
internal sealed class ArchiveRunner(Archiver archiver, TimeProvider clock, ILogger<ArchiveRunner> logger) : BackgroundService
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromMinutes(1);

    private bool _isFailing;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(LookEvery, clock);
        do
        {
            try
            {
                await archiver.RunAsync(stoppingToken);
                _isFailing = false;
            }
            catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
            {
                // The disk is full, or the database away: what is due stays due.
                if (!_isFailing)
                    Log.ArchivingFailed(logger, exception);
                _isFailing = true;
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }
}
