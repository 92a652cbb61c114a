using System.Globalization;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using ReleasePortal.Tests.Support;

namespace ReleasePortal.Tests.Data;

/// <summary><c>kill -9</c> while the history is archived: every entry is in the database or in a file that holds, and none is lost.</summary>
public sealed class KilledArchiverTests
{
    /// <summary>A few rounds by default; the environment variable KILLS asks for more.</summary>
    private static readonly int Rounds = int.Parse(Environment.GetEnvironmentVariable("KILLS") ?? "3", CultureInfo.InvariantCulture);

    [Fact]
    public async Task KillAgainAndAgain_NoEntryIsLost()
    {
        await using var database = TestDatabase.OnSqlite();
        var entries = 0L;
        for (var round = 1; round <= Rounds; round++)
        {
            await KilledPortal.RunUntilKilledAsync(database, StreamOfArchives.Setting, StreamOfArchives.Archived, afterAtLeast: Random.Shared.Next(2, 8));
            entries = await AssertWholeAsync(database, entries);
        }
    }

    private static async Task<long> AssertWholeAsync(TestDatabase database, long before)
    {
        await using var portal = TestPortal.On(database, owned: false);
        var verdict = await portal.VerifyTogetherAsync();
        Assert.Null(verdict.Fault);
        Assert.Equal(0, verdict.StartsAfter);
        Assert.True(verdict.Entries > before);

        var archives = await portal.ArchivesAsync();
        Assert.NotEmpty(archives);
        var left = await portal.ReadAsync(context => context.Entries.Select(entry => entry.Sequence).Order().ToListAsync());
        Assert.Equal(Enumerable.Range(1, left.Count).Select(number => archives[^1].Last + number), left);
        Assert.Equal(Path.GetDirectoryName(new SqliteConnectionStringBuilder(database.ConnectionString).DataSource), Path.GetDirectoryName(portal.ArchiveFolder().Path));
        return verdict.Entries;
    }
}
