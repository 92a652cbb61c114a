using System.Diagnostics;
using System.Runtime.InteropServices;
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
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

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
            foreach (var (sequence, hash) in await RunUntilKilledAsync(database, afterAtLeast: Random.Shared.Next(20, 60)))
                acknowledged.Add(sequence, hash);

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

    /// <summary>Runs the portal until it has acknowledged so many changes, then kills it without warning.</summary>
    /// <returns>What it acknowledged.</returns>
    private static async Task<List<(long Sequence, string Hash)>> RunUntilKilledAsync(TestDatabase database, int afterAtLeast)
    {
        using var portal = Start(database);
        var acknowledged = new List<(long, string)>();
        try
        {
            var errors = portal.StandardError.ReadToEndAsync();
            using var patience = new CancellationTokenSource(Patience);
            while (await portal.StandardOutput.ReadLineAsync(patience.Token) is { } line)
            {
                if (!line.StartsWith(StreamOfChanges.Acknowledged, StringComparison.Ordinal))
                    continue;

                var words = line.Split(' ');
                acknowledged.Add((long.Parse(words[1], System.Globalization.CultureInfo.InvariantCulture), words[2]));
                if (acknowledged.Count == afterAtLeast)
                    portal.Kill(); // what it had said until then is still in the pipe
            }

            Assert.True(acknowledged.Count >= afterAtLeast, $"The portal ended by itself: {await errors}");
            return acknowledged;
        }
        finally
        {
            if (!portal.HasExited)
                portal.Kill();
            await portal.WaitForExitAsync();
        }
    }

    /// <summary>The portal as it is built, with nothing but <see cref="StreamOfChanges"/> beside it.</summary>
    private static Process Start(TestDatabase database)
    {
        var here = AppContext.BaseDirectory;
        var runtime = Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", "..", OperatingSystem.IsWindows() ? "dotnet.exe" : "dotnet");
        return Process.Start(new ProcessStartInfo(
            Path.GetFullPath(runtime),
            [
                "exec",
                "--depsfile", Path.Combine(here, "ReleasePortal.Tests.deps.json"),
                "--runtimeconfig", Path.Combine(here, "ReleasePortal.Tests.runtimeconfig.json"),
                Path.Combine(here, "ReleasePortal.dll"),
                "--urls", "http://127.0.0.1:0",
                $"--{StreamOfChanges.Setting}", "true",
                "--Logging:LogLevel:Default", "Error",
                "--Database:Provider", $"{database.Provider}",
                "--ConnectionStrings:Portal", database.ConnectionString,
            ])
        {
            Environment =
            {
                ["ASPNETCORE_ENVIRONMENT"] = "Testing",
                ["ASPNETCORE_HOSTINGSTARTUPASSEMBLIES"] = typeof(StreamOfChanges).Assembly.GetName().Name,
            },
            WorkingDirectory = here,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        })!;
    }
}
