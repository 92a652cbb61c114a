using System.Globalization;
using Microsoft.EntityFrameworkCore;
using ReleasePortal.Domain;
using ReleasePortal.Domain.Launches;
using ReleasePortal.Tests.Support;

namespace ReleasePortal.Tests.Data;

/// <summary><c>kill -9</c> while launches run: each of them is wholly applied or wholly not, and none twice.</summary>
public sealed class KilledRunnerTests
{
    /// <summary>A few rounds by default; the environment variable KILLS asks for more.</summary>
    private static readonly int Rounds = int.Parse(Environment.GetEnvironmentVariable("KILLS") ?? "3", CultureInfo.InvariantCulture);

    [Fact]
    public async Task KillAgainAndAgain_LaunchesAreWholeAndOnce()
    {
        await using var database = TestDatabase.OnSqlite();
        var planned = new HashSet<Guid>();
        for (var round = 1; round <= Rounds; round++)
        {
            var said = await KilledPortal.RunUntilKilledAsync(database, StreamOfLaunches.Setting, StreamOfLaunches.Planned, afterAtLeast: Random.Shared.Next(5, 40));
            planned.UnionWith(said.Select(Guid.Parse));
            await AssertWholeAsync(database, planned);
        }
    }

    private static async Task AssertWholeAsync(TestDatabase database, IReadOnlySet<Guid> planned)
    {
        await using var portal = TestPortal.On(database, owned: false);
        Assert.Null((await portal.VerifyAsync()).FirstBad);

        var entries = (await portal.EntriesAsync()).ToLookup(entry => entry.Correlation);
        var launches = await portal.ReadAsync(context => context.Launches.AsNoTracking().Include(launch => launch.Steps).ToListAsync());
        Assert.Subset(launches.Select(launch => launch.Id).ToHashSet(), planned.ToHashSet());
        Assert.All(launches, launch =>
        {
            var acts = entries[launch.Id].ToList();
            var isLaunched = launch.Status is LaunchStatus.Launched;
            Assert.True(isLaunched || launch.Status is LaunchStatus.Scheduled, $"It is {launch.Status}.");
            Assert.Equal(isLaunched ? 1 : 0, acts.Count(entry => entry.Action is nameof(StartLaunch)));
            Assert.Equal(launch.Steps.Count(step => step.HasActed), acts.Count(entry => entry.SubjectKind is SubjectKind.Control));
            Assert.All(launch.Steps, step => Assert.Equal(isLaunched, step.Outcome is StepOutcome.Done or StepOutcome.AlreadySo));
        });
    }
}
