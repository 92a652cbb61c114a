using System.Globalization;
using Microsoft.EntityFrameworkCore;
using ReleasePortal.Domain;
using ReleasePortal.Tests.Support;

namespace ReleasePortal.Tests.Data;

/// <summary>
/// <c>kill -9</c> in the middle of a stream of changes: the portal itself, started as a program of its own, loses nothing that it
/// acknowledged, writes nothing by halves, and goes on where it was.
/// </summary>
public sealed class KilledPortalTests(PostgresServer postgres)
{
    [Fact]
    public async Task KillAgainAndAgain_OnSqlite_LosesNothingThatWasAcknowledged()
    {
        await using var database = TestDatabase.OnSqlite();
        await KillAsync(database, rounds: 3);
    }

    [Fact]
    public async Task Kill_OnPostgreSql_LosesNothingThatWasAcknowledged()
    {
        await using var database = await TestDatabase.OnPostgreSqlAsync(postgres);
        await KillAsync(database, rounds: 1);
    }

    private static async Task KillAsync(TestDatabase database, int rounds)
    {
        var acknowledged = new Dictionary<long, string>();
        for (var round = 1; round <= rounds; round++)
        {
            var said = await KilledPortal.RunUntilKilledAsync(
                database, StreamOfChanges.Setting, StreamOfChanges.Acknowledged, afterAtLeast: Random.Shared.Next(20, 60));
            foreach (var words in said.Select(line => line.Split(' ')))
                acknowledged.Add(long.Parse(words[0], CultureInfo.InvariantCulture), words[1]);

            await AssertWholeAsync(database, acknowledged, mostUnacknowledged: round * StreamOfChanges.Writers);
        }
    }

    private static async Task AssertWholeAsync(TestDatabase database, Dictionary<long, string> acknowledged, int mostUnacknowledged)
    {
        await using var portal = TestPortal.On(database, owned: false);
        Assert.Null((await portal.VerifyAsync()).FirstBad);

        var released = (await portal.EntriesAsync()).Where(entry => entry is { SubjectKind: SubjectKind.Control, Environment: not null }).ToList();
        var hashes = released.ToDictionary(entry => entry.Sequence, entry => entry.Hash);
        Assert.All(acknowledged, entry => Assert.Equal(entry.Value, hashes[entry.Key]));
        Assert.InRange(released.Count - acknowledged.Count, 0, mostUnacknowledged);

        // A state and its entry are written together or not at all.
        var states = await portal.ReadAsync(context => context.Controls
            .SelectMany(control => control.States, (control, state) => new { control.Key, state.Version, state.LastEntry })
            .ToListAsync());
        Assert.Equal(
            released.GroupBy(entry => entry.SubjectKey).Select(group => (group.Key, group.Count(), (Guid?)group.Last().Id)).Order(),
            states.Select(state => (state.Key, state.Version, state.LastEntry)).Order());
    }
}
