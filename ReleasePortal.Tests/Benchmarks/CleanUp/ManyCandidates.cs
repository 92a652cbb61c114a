using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using ReleasePortal.Benchmarks.Portal;
using ReleasePortal.Components.CleanUp;
using ReleasePortal.Data.Code;
using ReleasePortal.Data.Usage;
using ReleasePortal.Domain.Access;
using ReleasePortal.Domain.Controls;
using ReleasePortal.Features.Controls.CleanUp;

namespace ReleasePortal.Benchmarks.CleanUp;

/// <summary>
/// What the page Clean-up waits for, with so many controls, each asked for by three applications and named in code ten times. The aim:
/// under 500 ms at the median with 10,000.
/// </summary>
internal static class ManyCandidates
{
    private const int Times = 11;
    private const int Repositories = 10;

    public static async Task MeasureAsync(int controls)
    {
        await using var portal = new MeasuredPortal();
        portal.Start();
        Console.WriteLine($"Making {controls} controls …");
        await portal.AddControlsAsync(controls);
        var engineer = (await portal.AddPersonAsync(Role.Engineer)).Actor;
        string[] keys = [.. Enumerable.Range(1, controls).Select(number => string.Create(CultureInfo.InvariantCulture, $"feature-{number:0000}"))];
        await UseAsync(portal, keys);
        await NameAsync(portal, keys);

        var (page, ripe) = (portal.Services.GetRequiredService<CleanUpQuery>(), portal.Services.GetRequiredService<RipeQuery>());
        var view = await page.ViewAsync(engineer); // the first one compiles
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{view.Candidates.Count:N0} of {controls:N0} controls could go"));
        Console.WriteLine($"Clean-up: {(await TakeAsync(() => page.ViewAsync(engineer))).InMilliseconds()}");
        Console.WriteLine($"Count on the Launchpad: {(await TakeAsync(() => ripe.CountAsync(engineer))).InMilliseconds()}");
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

    private static async Task UseAsync(MeasuredPortal portal, string[] keys)
    {
        var now = TimeProvider.System.GetUtcNow();
        Guid[] applications = [Guid.CreateVersion7(), Guid.CreateVersion7(), Guid.CreateVersion7()];
        var uses =
            from key in keys
            from application in applications
            select new KeyValuePair<UseKey, long>(new UseKey(key, "production", application, Asking.ByName, Variant.On), 1);
        await portal.Services.GetRequiredService<UsageStore>().WriteAsync(new UsageBatch(now.AddSeconds(-20), now, uses), CancellationToken.None);
    }

    private static async Task NameAsync(MeasuredPortal portal, string[] keys)
    {
        var store = portal.Services.GetRequiredService<CodeStore>();
        foreach (var (index, part) in keys.Chunk((keys.Length / Repositories) + 1).Index())
        {
            await store.TakeAsync(new CodeScan
            {
                Id = Guid.CreateVersion7(),
                Repository = string.Create(CultureInfo.InvariantCulture, $"acme/part-{index}"),
                Commit = "c0ffee",
                At = TimeProvider.System.GetUtcNow(),
                References = [.. part.Select(key => new CodeReference { Control = key, Count = 10, Places = [.. Enumerable.Range(1, 10).Select(line => new CodePlace("src/shop/page.js", line))] })],
            });
        }
    }
}
