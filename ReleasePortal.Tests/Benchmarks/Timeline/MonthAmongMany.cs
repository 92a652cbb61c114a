using System.Diagnostics;
using System.Globalization;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using ReleasePortal.Benchmarks.Portal;
using ReleasePortal.Components.LeadTimes;
using ReleasePortal.Data;
using ReleasePortal.Domain.Access;
using ReleasePortal.Features.Deployments.List;
using ReleasePortal.Features.Deployments.Timeline;
using ReleasePortal.Tests.Support;

namespace ReleasePortal.Benchmarks.Timeline;

/// <summary>
/// The timeline of a month among a year of so many deployments, 10,000 controls and some 20,000 releases. The aim: under 300 ms at the
/// median with a million.
/// </summary>
internal static class MonthAmongMany
{
    private const int Controls = 10_000, Releases = 20_000, Times = 30, WarmUps = 2;

    public static async Task MeasureAsync(int deployments)
    {
        await using var portal = new MeasuredPortal();
        portal.Start();
        Console.WriteLine($"Making {Controls:N0} controls …");
        await portal.AddControlsAsync(Controls);
        var (engineer, marketing) = ((await portal.AddPersonAsync(Role.Engineer)).Actor, (await portal.AddPersonAsync(Role.Marketing)).Actor);
        var year = await FillAsync(portal, deployments, engineer);

        var (reading, timing) = (portal.Services.GetRequiredService<TimelineReading>(), portal.Services.GetRequiredService<ReleaseTimingQuery>());
        var month = new TimelinePeriod(year.Start.AddMonths(6), year.Start.AddMonths(6).AddDays(TimelinePeriod.Usual - 1));
        var steps = month.Steps(TimeZoneInfo.Utc);
        foreach (var (who, filter) in Questions(engineer, marketing))
        {
            var view = await reading.ReadAsync(filter, steps, who);
            var said = string.Create(
                CultureInfo.InvariantCulture,
                $"{who.Name}, {filter.Environment ?? "all environments"}{(filter.Software is null ? "" : ", " + filter.Software)} ({view.Deployments?.Count ?? view.DeploymentCounts.Sum():N0} deployments, {view.Turns?.Count ?? view.TurnCounts.Sum(count => count.Released + count.Withdrawn):N0} releases and withdrawals)");
            var scope = new TimingScope(steps[0], steps[^1]) { Environment = filter.Environment, Software = filter.Software };
            Console.WriteLine($"{said}: timeline {(await TakeAsync(() => reading.ReadAsync(filter, steps, who))).InMilliseconds()}");
            Console.WriteLine($"{said}: lead times {(await TakeAsync(() => timing.ReadAsync(scope, who))).InMilliseconds()}");
        }
    }

    private static IEnumerable<(Actor Who, DeploymentFilter Filter)> Questions(Actor engineer, Actor marketing)
    {
        yield return (engineer, new DeploymentFilter { Environment = "production" });
        yield return (engineer, new DeploymentFilter());
        yield return (engineer, new DeploymentFilter { Environment = "production", Software = "service-007" });
        yield return (marketing, new DeploymentFilter { Environment = "production" });
    }

    private static async Task<AYear> FillAsync(MeasuredPortal portal, int deployments, Actor engineer)
    {
        await using var database = await portal.Services.GetRequiredService<IDbContextFactory<PortalDbContext>>().CreateDbContextAsync();
        var controls = await database.Controls.AsNoTracking().Include(control => control.States).OrderBy(control => control.Key).ToListAsync();
        var environments = await database.Environments.ToDictionaryAsync(environment => environment.Key, environment => environment.Name);
        var head = await database.HistoryHeads.AsNoTracking().SingleAsync();
        var year = new AYear(controls, environments, engineer, TimeProvider.System.GetUtcNow());
        await using var connection = new SqliteConnection(database.Database.GetConnectionString());
        await connection.OpenAsync();
        await using (var pragma = connection.CreateCommand())
        {
            pragma.CommandText = "PRAGMA synchronous=OFF; PRAGMA cache_size=-500000;";
            await pragma.ExecuteNonQueryAsync();
        }

        Console.WriteLine($"Storing {deployments:N0} deployments and {Releases:N0} releases …");
        var start = Stopwatch.GetTimestamp();
        using (var prepared = new PreparedDeployments(connection))
        {
            foreach (var batch in year.Deployments(deployments).Chunk(50_000))
                prepared.Write(batch);
            prepared.Finish();
        }

        using (var history = new PreparedHistory(connection))
        {
            foreach (var batch in year.Releases(Releases, head).Chunk(2_000))
                history.Write(batch);
        }

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  in {Stopwatch.GetElapsedTime(start).TotalSeconds:N0} s"));
        return year;
    }

    private static async Task<List<TimeSpan>> TakeAsync(Func<Task> read)
    {
        var times = new List<TimeSpan>();
        for (var time = -WarmUps; time < Times; time++)
        {
            var start = Stopwatch.GetTimestamp();
            await read();
            if (time >= 0)
                times.Add(Stopwatch.GetElapsedTime(start));
        }

        return times;
    }
}
