using System.Diagnostics;
using Microsoft.Playwright;
using ReleasePortal.Benchmarks.Portal;
using ReleasePortal.Domain.Access;

namespace ReleasePortal.Benchmarks.Lists;

/// <summary>
/// From asking for the page of release controls to the first row on the screen, with 5,000 controls and a browser that has loaded
/// nothing yet. The aim (issue 2): under a second.
/// </summary>
internal static class FirstRows
{
    private const int Controls = 5_000;
    private const int Times = 7;

    public static async Task MeasureAsync()
    {
        await using var portal = new MeasuredPortal();
        var address = portal.Start();
        Console.WriteLine($"Making {Controls} controls …");
        await portal.AddControlsAsync(Controls);

        await using var browser = await MeasuringBrowser.LaunchAsync(address);
        foreach (var role in new[] { Role.Engineer, Role.Marketing })
        {
            var signedIn = await browser.SignInAsync((await portal.AddPersonAsync(role)).Email);
            await LoadAsync(browser, signedIn); // the first one compiles
            var times = new List<TimeSpan>();
            for (var time = 0; time < Times; time++)
                times.Add(await LoadAsync(browser, signedIn));
            Console.WriteLine($"First rows for {role}: {times.InMilliseconds()}");
        }
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
