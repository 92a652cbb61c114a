using System.Diagnostics;
using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using ReleasePortal.Benchmarks.History;
using ReleasePortal.Benchmarks.Portal;
using ReleasePortal.Components.LeadTimes;
using ReleasePortal.Data;
using ReleasePortal.Data.Deployments;
using ReleasePortal.Data.Usage;
using ReleasePortal.Domain.Access;
using ReleasePortal.Domain.Controls;
using ReleasePortal.Domain.Deployments;
using ReleasePortal.Features.Steps;

namespace ReleasePortal.Benchmarks.Steps;

/// <summary>
/// What the page Four steps waits for at the end of three busy years, with 10,000 controls, each asked for by three applications, and
/// a deployment a day. The aim: under 300 ms at the median over 90 days.
/// </summary>
internal static class LongRoad
{
    private const int Controls = 10_000;
    private const int Times = 11;
    private const int Deployments = 3 * 365;

    public static async Task MeasureAsync(int entries)
    {
        await using var portal = new MeasuredPortal();
        portal.Start();
        Console.WriteLine($"Making {Controls} controls and {entries} entries …");
        var (_, end) = await portal.FillAsync(entries, Controls);
        await UseAsync(portal, end);
        await DeployAsync(portal, end);

        var contexts = portal.Services.GetRequiredService<IDbContextFactory<PortalDbContext>>();
        var query = new StepsQuery(contexts, new ReleaseTimingQuery(contexts), new Then(end));
        foreach (var role in Enum.GetValues<Role>())
        {
            var actor = Actor.Person(Guid.CreateVersion7(), role.ToString(), role);
            foreach (var days in new[] { 30, 90, 365 })
            {
                var view = await query.ReadAsync(days, actor); // the first one compiles
                var releases = view!.Transfer.Step.ByBusiness.All.ToString("N0", CultureInfo.InvariantCulture);
                Console.WriteLine($"{role}, {days} days, {releases} releases: {(await TakeAsync(() => query.ReadAsync(days, actor))).InMilliseconds()}");
            }
        }
    }

    private static async Task<List<TimeSpan>> TakeAsync(Func<Task> read)
    {
        var times = new List<TimeSpan>();
        for (var time = 0; time < Times; time++)
        {
            var start = Stopwatch.GetTimestamp();
            await read();
            times.Add(Stopwatch.GetElapsedTime(start));
        }

        return times;
    }

    private static string KeyOf(int number) => string.Create(CultureInfo.InvariantCulture, $"feature-{number:0000}");

    private static async Task UseAsync(MeasuredPortal portal, DateTimeOffset now)
    {
        Guid[] applications = [Guid.CreateVersion7(), Guid.CreateVersion7(), Guid.CreateVersion7()];
        var uses =
            from number in Enumerable.Range(1, Controls)
            from application in applications
            select new KeyValuePair<UseKey, long>(new UseKey(KeyOf(number), "production", application, Asking.ByName, Variant.On), 1);
        await portal.Services.GetRequiredService<UsageStore>().WriteAsync(new UsageBatch(now.AddSeconds(-20), now, uses), CancellationToken.None);
    }

    private static async Task DeployAsync(MeasuredPortal portal, DateTimeOffset now)
    {
        var store = ActivatorUtilities.CreateInstance<DeploymentStore>(portal.Services, new Then(now));
        for (var day = Deployments; day > 0; day--)
        {
            await store.RecordAsync(new DeploymentReport
            {
                Source = DeploymentSource.Api,
                Id = string.Create(CultureInfo.InvariantCulture, $"run-{day}"),
                Kind = DeploymentKind.Deployed,
                Software = string.Create(CultureInfo.InvariantCulture, $"part-{day % 10}"),
                Version = string.Create(CultureInfo.InvariantCulture, $"1.{Deployments - day}.0"),
                Environment = "production",
                At = now.AddDays(-day),
                Controls = [.. Enumerable.Range(0, 200).Select(place => KeyOf(1 + (((place * 50) + day) % Controls)))],
            });
        }
    }

    private sealed class Then(DateTimeOffset now) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => now;
    }
}
