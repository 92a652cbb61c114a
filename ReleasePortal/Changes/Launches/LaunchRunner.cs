using System.Threading.Channels;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using ReleasePortal.Data;
using ReleasePortal.Domain;
using ReleasePortal.Domain.Access;
using ReleasePortal.Domain.Launches;

namespace ReleasePortal.Changes.Launches;

/// <summary>
/// Does what launches have planned, at its time. It only asks the desk, which looks at the launch again in the transaction that
/// applies it: two portals, or one that was killed on the way, never run one twice or half.
/// </summary>
internal sealed class LaunchRunner(
    IDbContextFactory<PortalDbContext> contexts,
    ChangeDesk desk,
    ChangeFeed feed,
    TimeProvider clock,
    IOptions<LaunchOptions> options,
    ILogger<LaunchRunner> logger) : BackgroundService
{
    private const int AtOnce = 200;

    /// <summary>To be sure: clocks are set, and other portals plan.</summary>
    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(15);

    private static readonly TimeSpan TryAgainAfter = TimeSpan.FromSeconds(2);

    private readonly Channel<bool> _news = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private readonly Dictionary<Guid, DateTimeOffset> _setAside = [];

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var subscription = feed.Subscribe(notice =>
        {
            if (notice.Subjects.Any(subject => subject.Kind is SubjectKind.Launch))
                _news.Writer.TryWrite(true);
        });
        var isTimed = false;
        while (!stoppingToken.IsCancellationRequested)
        {
            var wait = TryAgainAfter;
            try
            {
                if (!isTimed)
                    await RetimeAsync(stoppingToken);
                isTimed = true;
                wait = await RunDueAsync(stoppingToken);
            }
            catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
            {
                Log.RunningLaunchesFailed(logger, exception); // the database is away: what is due stays due
            }

            await WaitAsync(wait, stoppingToken);
        }
    }

    /// <summary>Works out again when what is planned is due, under the rules that its zones have today.</summary>
    private async Task RetimeAsync(CancellationToken stopping)
    {
        await using var database = await contexts.CreateDbContextAsync(stopping);
        var planned = database.Launches.AsNoTracking()
            .Where(launch => launch.Status != LaunchStatus.Ended && launch.Status != LaunchStatus.Cancelled && launch.Status != LaunchStatus.Undone
                && (launch.Start != null || launch.End != null))
            .Select(launch => new { launch.Id, launch.Start, launch.StartedAt, launch.End })
            .AsAsyncEnumerable();
        var moved = new List<Guid>();
        await foreach (var launch in planned.WithCancellation(stopping))
        {
            var startMoves = launch.StartedAt is null && launch.Start is { } start && start.Again() != start;
            if (startMoves || (launch.End is { } end && end.Again() != end))
                moved.Add(launch.Id);
        }

        foreach (var id in moved)
            await desk.ApplyAsync(new ChangeSet([new RetimeLaunch(id)], Source: ChangeSource.Portal, Correlation: id), Actor.Portal, stopping);
    }

    /// <returns>How long nothing is due after it.</returns>
    private async Task<TimeSpan> RunDueAsync(CancellationToken stopping)
    {
        while (true)
        {
            var now = clock.GetUtcNow();
            var due = await FindDueAsync(now, stopping);
            foreach (var launch in due)
                await RunAsync(launch, stopping);
            if (due.Count < AtOnce)
                break;
        }

        return await UntilNextAsync(stopping);
    }

    private async Task<IReadOnlyList<DueLaunch>> FindDueAsync(DateTimeOffset now, CancellationToken stopping)
    {
        foreach (var (id, until) in _setAside.ToList())
        {
            if (until <= now)
                _setAside.Remove(id);
        }

        var aside = _setAside.Keys.ToList();
        await using var database = await contexts.CreateDbContextAsync(stopping);
        return await database.Launches.AsNoTracking()
            .Where(launch => launch.NextAt <= now && !aside.Contains(launch.Id))
            .OrderBy(launch => launch.NextAt)
            .Take(AtOnce)
            .Select(launch => new DueLaunch(
                launch.Id,
                launch.OwnerId,
                launch.Notes != "" ? launch.Notes : launch.Name,
                launch.Status,
                launch.StartAt,
                launch.StartedAt,
                launch.EndAt))
            .ToListAsync(stopping);
    }

    private async Task<TimeSpan> UntilNextAsync(CancellationToken stopping)
    {
        await using var database = await contexts.CreateDbContextAsync(stopping);
        var next = await database.Launches.Where(launch => launch.NextAt != null).MinAsync(launch => launch.NextAt, stopping);
        var until = next - clock.GetUtcNow();
        if (until < TryAgainAfter && _setAside.Count > 0)
            return TryAgainAfter;
        return until < LookEvery ? (until > TimeSpan.Zero ? until.Value : TimeSpan.Zero) : LookEvery;
    }

    private async Task RunAsync(DueLaunch launch, CancellationToken stopping)
    {
        try
        {
            var act = launch.Act(clock.GetUtcNow(), options.Value.Grace);
            if (await TryAsync(launch, act, stopping) is not { } refusal)
                return;
            if (launch.Failure(refusal) is not { } failure || await TryAsync(launch, failure, stopping) is not null)
                SetAside(launch); // what is still due when it is looked at again is tried again
        }
        catch (Exception exception) when (!stopping.IsCancellationRequested)
        {
            Log.RunningLaunchFailed(logger, exception, launch.Id);
            SetAside(launch);
        }
    }

    private async Task<Refusal?> TryAsync(DueLaunch launch, LaunchChange act, CancellationToken stopping)
    {
        var actor = act is KeptLaunch ? Actor.Portal : Actor.ScheduleFor(launch.Owner);
        var changes = new ChangeSet([act], launch.Reason, ChangeSource.Launch, launch.Id);
        return (await desk.ApplyAsync(changes, actor, stopping)).Refusal;
    }

    private void SetAside(DueLaunch launch) => _setAside[launch.Id] = clock.GetUtcNow() + TryAgainAfter;

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
