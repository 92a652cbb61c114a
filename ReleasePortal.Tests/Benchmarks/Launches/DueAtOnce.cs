using System.Diagnostics;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using ReleasePortal.Benchmarks.Portal;
using ReleasePortal.Data;
using ReleasePortal.Domain;
using ReleasePortal.Domain.Access;
using ReleasePortal.Domain.Controls;
using ReleasePortal.Domain.Launches;

namespace ReleasePortal.Benchmarks.Launches;

/// <summary>
/// 10,000 launches are planned, and 2,000 of them are due in the same minute, or all of these in one instant: how late each is, and how
/// long a page takes meanwhile. The aim (issue 3, for the minute): none later than 10 s, on two cores and SQLite.
/// </summary>
internal static class DueAtOnce
{
    private const int Controls = 200;
    private const int Planned = 10_000;
    private const int Due = 2_000;

    private const int Batch = 25;

    /// <summary>Enough to plan what is due then.</summary>
    private static readonly TimeSpan Lead = TimeSpan.FromMinutes(2);

    /// <param name="within">Over how long a time the launches are spread.</param>
    public static async Task MeasureAsync(TimeSpan within)
    {
        await using var portal = new MeasuredPortal();
        var address = portal.Start();
        Console.WriteLine($"Planning {Planned} launches …");
        await portal.AddControlsAsync(Controls);
        var owner = await portal.AddPersonAsync(Role.Engineer);
        var now = TimeProvider.System.GetUtcNow();
        await PlanAsync(portal, owner.Actor, Planned - Due, index => now.AddDays(1).AddMinutes(index));
        var at = Domain.History.EntryWriter.WholeMicroseconds(TimeProvider.System.GetUtcNow() + Lead);
        await PlanAsync(portal, owner.Actor, Due, index => at + (within * index / Due));

        await using var browser = await MeasuringBrowser.LaunchAsync(address);
        var signedIn = await browser.SignInAsync(owner.Email);
        await LoadAsync(browser, signedIn); // the first one compiles
        var wait = at - TimeProvider.System.GetUtcNow();
        Console.WriteLine($"Planned {(wait > TimeSpan.Zero ? "in time" : "too late: make the lead longer")}; waiting until {at:HH:mm:ss} UTC.");
        if (wait > TimeSpan.Zero)
            await Task.Delay(wait);

        var pages = new List<TimeSpan>();
        while (await CountAsync(portal, LaunchStatus.Scheduled, until: at + within) > 0)
            pages.Add(await LoadAsync(browser, signedIn));
        Console.WriteLine($"Late by: {(await LatenessAsync(portal, until: at + within)).InMilliseconds()}");
        Console.WriteLine($"The page of release controls meanwhile: {pages.InMilliseconds()}");
    }

    private static async Task PlanAsync(MeasuredPortal portal, Actor owner, int count, Func<int, DateTimeOffset> start)
    {
        foreach (var batch in Enumerable.Range(0, count).Chunk(Batch))
            await portal.ApplyAsync(owner, [.. batch.SelectMany(index => Changes(index, start(index)))]);
    }

    private static IEnumerable<Change> Changes(int index, DateTimeOffset start)
    {
        var id = Guid.CreateVersion7();
        var key = string.Create(System.Globalization.CultureInfo.InvariantCulture, $"feature-{(index % Controls) + 1:0000}");
        yield return new CreateLaunch(id, new LaunchDetails
        {
            Name = "Trade show",
            Environment = "staging",
            Steps = [PlannedStep.AtOnce(new ReleaseControlToEveryone(key, "staging", Share: (index % 9_999) + 1))],
            Start = new WantedTime(start.UtcDateTime, "UTC"),
        });
        yield return new SubmitLaunch(id);
    }

    private static async Task<int> CountAsync(MeasuredPortal portal, LaunchStatus status, DateTimeOffset until)
    {
        await using var database = await portal.Services.GetRequiredService<IDbContextFactory<PortalDbContext>>().CreateDbContextAsync();
        return await database.Launches.CountAsync(launch => launch.Status == status && launch.StartAt <= until);
    }

    private static async Task<IReadOnlyList<TimeSpan>> LatenessAsync(MeasuredPortal portal, DateTimeOffset until)
    {
        await using var database = await portal.Services.GetRequiredService<IDbContextFactory<PortalDbContext>>().CreateDbContextAsync();
        var launched = await database.Launches.Where(launch => launch.StartAt <= until).Select(launch => new { launch.Status, launch.StartAt, launch.StartedAt }).ToListAsync();
        if (launched.Find(launch => launch.Status is not LaunchStatus.Launched) is { } other)
            throw new InvalidOperationException($"One of them is {other.Status}.");
        return [.. launched.Select(launch => launch.StartedAt!.Value - launch.StartAt!.Value)];
    }

    private static async Task<TimeSpan> LoadAsync(MeasuringBrowser browser, IBrowserContext signedIn)
    {
        await using var context = await browser.FreshAsync(signedIn);
        var page = await context.NewPageAsync();
        var start = Stopwatch.GetTimestamp();
        await page.GotoAsync("/controls", new() { WaitUntil = WaitUntilState.Commit });
        await page.Locator("tr[aria-rowindex='2'] .name").WaitForAsync();
        return Stopwatch.GetElapsedTime(start);
    }
}
