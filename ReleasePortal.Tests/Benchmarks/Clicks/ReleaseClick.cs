using Microsoft.Playwright;
using ReleasePortal.Benchmarks.Portal;
using ReleasePortal.Domain.Access;
using ReleasePortal.Domain.Controls;
using static Microsoft.Playwright.Assertions;

namespace ReleasePortal.Benchmarks.Clicks;

/// <summary>
/// From marketing's click on "Release" in the browser to the first answer over OFREP that says so, in the demo shop.
/// The aim (issue 2): a median under 100 ms.
/// </summary>
internal static class ReleaseClick
{
    private const string Control = "spring-storefront";
    private const int Flips = 40;
    private const int WarmUps = 3;

    public static async Task MeasureAsync()
    {
        await using var portal = new MeasuredPortal("Development");
        var address = portal.Start();
        using var shop = new AskingShop(address, Control);
        var marketing = await portal.AddPersonAsync(Role.Marketing);
        await using var browser = await MeasuringBrowser.LaunchAsync(address);
        var page = await (await browser.SignInAsync(marketing.Email)).NewPageAsync();
        await page.GotoAsync("/");

        var times = new List<TimeSpan>();
        for (var flip = 0; flip < WarmUps + Flips; flip++)
        {
            times.Add(await ReleaseAsync(page, shop));
            await portal.ApplyAsync(marketing.Actor, new Withdraw(Control, "production"));
        }

        Console.WriteLine($"From the click to the answer: {times.Skip(WarmUps).InMilliseconds()}");
    }

    private static async Task<TimeSpan> ReleaseAsync(IPage page, AskingShop shop)
    {
        var card = page.Locator($"[data-control={Control}]");
        await Expect(card.Locator(".tag")).ToHaveTextAsync("Closed");
        await card.GetByRole(AriaRole.Button, new() { Name = "Release…" }).ClickAsync();
        var dialog = page.Locator(".portal-dialog");
        await Expect(dialog.Locator(".say")).ToBeVisibleAsync();
        var release = dialog.GetByRole(AriaRole.Button, new() { Name = "Release", Exact = true });

        // The browser's clock and the shop's are one: both run on this machine.
        await release.EvaluateAsync("button => button.addEventListener('click', () => window.clickedAt = Date.now(), { capture: true })");
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(10));
        var seen = shop.WaitUntilOnAsync(patience.Token);
        await release.ClickAsync();
        var seenAt = await seen;

        await Expect(dialog).ToHaveCountAsync(0);
        return seenAt - DateTimeOffset.FromUnixTimeMilliseconds(await page.EvaluateAsync<long>("window.clickedAt"));
    }
}
