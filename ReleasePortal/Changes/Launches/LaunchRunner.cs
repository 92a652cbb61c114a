using System.Threading.Channels;
using ReleasePortal.Domain;

namespace ReleasePortal.Changes.Launches;

/// <summary>Wakes <see cref="DueLaunches"/> when something is due, or was planned anew.</summary>
internal sealed class LaunchRunner(DueLaunches launches, ChangeFeed feed, TimeProvider clock, ILogger<LaunchRunner> logger) : BackgroundService
{
    /// <summary>To be sure: clocks are set.</summary>
    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(15);

    private static readonly TimeSpan TryAgainAfter = TimeSpan.FromSeconds(1);

    private readonly Channel<bool> _news = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var subscription = feed.Subscribe(notice =>
        {
            if (notice.Subjects.Any(subject => subject.Kind is SubjectKind.Launch))
                _news.Writer.TryWrite(true);
        });
        var isRetimed = false;
        while (!stoppingToken.IsCancellationRequested)
        {
            var wait = TryAgainAfter;
            try
            {
                if (!isRetimed)
                    await launches.RetimeAsync(stoppingToken);
                isRetimed = true;
                await launches.RunAsync(stoppingToken);
                wait = await launches.UntilNextAsync(stoppingToken) ?? LookEvery;
            }
            catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
            {
                Log.RunningLaunchesFailed(logger, exception); // the database is away: what is due stays due
            }

            await WaitAsync(wait < LookEvery ? wait : LookEvery, stoppingToken);
        }
    }

    private async Task WaitAsync(TimeSpan wait, CancellationToken stopping)
    {
        if (wait <= TimeSpan.Zero)
            return;

        using var either = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        var news = _news.Reader.WaitToReadAsync(either.Token).AsTask();
        await Task.WhenAny(news, Task.Delay(wait, clock, either.Token));
        await either.CancelAsync();
        _news.Reader.TryRead(out _);
        stopping.ThrowIfCancellationRequested();
    }
}
