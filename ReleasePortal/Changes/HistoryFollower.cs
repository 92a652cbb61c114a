using Microsoft.EntityFrameworkCore;
using ReleasePortal.Data;

namespace ReleasePortal.Changes;

/// <summary>
/// Tells this portal's feed what other portals wrote to the same PostgreSQL: woken by their notifications to be quick, and every
/// second by itself to be sure. An embedded database has one portal only and needs none.
/// </summary>
internal sealed class HistoryFollower(
    IDbContextFactory<PostgreSqlPortalDbContext> contexts, ChangeFeed feed, ILogger<HistoryFollower> logger) : BackgroundService
{
    private const int AtOnce = 1_000;

    private static readonly TimeSpan PollEvery = TimeSpan.FromSeconds(1);

    private bool _isBehind;

    /// <summary>Remembers where the history ends before anything that listens to the feed reads the store.</summary>
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        await using (var database = await contexts.CreateDbContextAsync(cancellationToken))
            feed.BeginAfter(await database.HistoryHeads.Select(head => head.Sequence).SingleAsync(cancellationToken));
        await base.StartAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (true)
        {
            try
            {
                await FollowAsync(stoppingToken);
            }
            catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
            {
                // The database is away, or cut the connection: nothing is lost, for what was not told is read again.
                if (!_isBehind)
                    Log.FollowingFailed(logger, exception);
                _isBehind = true;
                await Task.Delay(PollEvery, stoppingToken);
            }
        }
    }

    private async Task FollowAsync(CancellationToken stopping)
    {
        await using var database = await contexts.CreateDbContextAsync(stopping);
        await database.ListenAsync(stopping);
        while (true)
        {
            await TellNewsAsync(database, stopping);
            _isBehind = false;
            await database.WaitForNewsAsync(PollEvery, stopping);
        }
    }

    private async Task TellNewsAsync(PostgreSqlPortalDbContext database, CancellationToken stopping)
    {
        while (true)
        {
            // Entries become visible in the order of their sequence: each is written under the lock of the head.
            var told = feed.ToldUpTo;
            var news = await database.Entries
                .Where(entry => entry.Sequence > told)
                .OrderBy(entry => entry.Sequence)
                .Take(AtOnce)
                .Select(entry => new
                {
                    entry.Correlation,
                    Committed = new CommittedEntry(
                        entry.Sequence, new ChangedSubject(entry.SubjectKind, entry.SubjectId, entry.SubjectKey, entry.Environment)),
                })
                .ToListAsync(stopping);
            foreach (var changeSet in news.GroupBy(entry => entry.Correlation, entry => entry.Committed))
                feed.Tell([.. changeSet]);
            if (news.Count < AtOnce)
                return;
        }
    }
}
