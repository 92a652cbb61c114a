using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using ReleasePortal.Data;
using ReleasePortal.Domain;
using ReleasePortal.Domain.Access;
using ReleasePortal.Domain.Launches;

namespace ReleasePortal.Changes.Launches;

/// <summary>
/// Does what launches have planned. It only asks the desk, which looks at the launch again in the transaction that applies it:
/// two portals, or one that was killed on the way, never run one twice or half.
/// </summary>
internal sealed class DueLaunches(
    IDbContextFactory<PortalDbContext> contexts, ChangeDesk desk, TimeProvider clock, IOptions<LaunchOptions> options, ILogger<DueLaunches> logger)
{
    private const int AtOnce = 200;

    /// <summary>So many share a transaction, which costs more than what happens in it; people's changes wait that long at most.</summary>
    private const int Together = 20;

    private static readonly TimeSpan TryAgainAfter = TimeSpan.FromSeconds(2);

    private readonly Dictionary<Guid, DateTimeOffset> _setAside = [];

    /// <summary>Works out again when what is planned is due, under the rules that its zones have today.</summary>
    public async Task RetimeAsync(CancellationToken stopping)
    {
        foreach (var id in await FindMovedAsync(stopping))
            await desk.ApplyAsync(new ChangeSet([new RetimeLaunch(id)], Source: ChangeSource.Portal, Correlation: id), Actor.Portal, stopping);
    }

    /// <summary>Does all that is due now.</summary>
    public async Task RunAsync(CancellationToken stopping)
    {
        while (true)
        {
            var due = await FindDueAsync(clock.GetUtcNow(), stopping);
            foreach (var some in due.Chunk(Together))
                await RunAsync(some, stopping);
            if (due.Count < AtOnce)
                return;
        }
    }

    /// <summary>How long nothing is due; null when nothing is planned.</summary>
    public async Task<TimeSpan?> UntilNextAsync(CancellationToken stopping)
    {
        var aside = _setAside.Keys.ToList();
        await using var database = await contexts.CreateDbContextAsync(stopping);
        var next = await database.Launches
            .Where(launch => launch.NextAt != null && !aside.Contains(launch.Id))
            .MinAsync(launch => launch.NextAt, stopping);
        var soonest = _setAside.Values.Append(next ?? DateTimeOffset.MaxValue).Min();
        return soonest == DateTimeOffset.MaxValue ? null : soonest - clock.GetUtcNow();
    }

    private async Task<IReadOnlyList<Guid>> FindMovedAsync(CancellationToken stopping)
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

        return moved;
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
                launch.Version,
                launch.OwnerId,
                launch.Notes != "" ? launch.Notes : launch.Name,
                launch.Status,
                launch.StartAt,
                launch.StartedAt,
                launch.EndAt))
            .ToListAsync(stopping);
    }

    // Most go well. Where one does not, all of them are done by themselves, so that none fails for another's reason.
    private async Task RunAsync(IReadOnlyList<DueLaunch> launches, CancellationToken stopping)
    {
        if (launches.Count > 1 && await TryTogetherAsync(launches, stopping))
            return;
        foreach (var launch in launches)
            await RunAsync(launch, stopping);
    }

    private async Task<bool> TryTogetherAsync(IReadOnlyList<DueLaunch> launches, CancellationToken stopping)
    {
        try
        {
            var now = clock.GetUtcNow();
            var acts = launches.Select(launch => (Launch: launch, Act: launch.Act(now, options.Value.Grace))).ToList();
            if (!(await desk.ApplyTogetherAsync([.. acts.Select(act => WishFor(act.Launch, act.Act))], stopping)).IsSuccess)
                return false;

            foreach (var (launch, act) in acts)
                Telemetry.Did(act, launch.StartAt, clock.GetUtcNow());
            return true;
        }
        catch (Exception) when (!stopping.IsCancellationRequested)
        {
            return false; // by itself, the one that is to blame says what it was
        }
    }

    private async Task RunAsync(DueLaunch launch, CancellationToken stopping)
    {
        try
        {
            var act = launch.Act(clock.GetUtcNow(), options.Value.Grace);
            if (await TryAsync(launch, act, stopping) is not { } refusal)
                return;

            // What somebody else has done or stopped meanwhile is no longer due; should it be, it is tried again.
            if (launch.Failure(refusal) is not { } failure || await TryAsync(launch, failure, stopping) is not null)
                SetAside(launch);
        }
        catch (Exception exception) when (!stopping.IsCancellationRequested)
        {
            Log.RunningLaunchFailed(logger, exception, launch.Id);
            SetAside(launch);
        }
    }

    private async Task<Refusal?> TryAsync(DueLaunch launch, LaunchChange act, CancellationToken stopping)
    {
        var result = await desk.ApplyTogetherAsync([WishFor(launch, act)], stopping);
        if (result.IsSuccess)
            Telemetry.Did(act, launch.StartAt, clock.GetUtcNow());
        return result.Refusal;
    }

    private static Wish WishFor(DueLaunch launch, LaunchChange act) => new(
        new ChangeSet([act], launch.Reason, ChangeSource.Launch, launch.Id),
        act is KeptLaunch ? Actor.Portal : Actor.ScheduleFor(launch.Owner));

    private void SetAside(DueLaunch launch) => _setAside[launch.Id] = clock.GetUtcNow() + TryAgainAfter;
}
