using System.Globalization;
using Microsoft.Playwright;
using ReleasePortal.Tests.Support;
using static Microsoft.Playwright.Assertions;

namespace ReleasePortal.Tests.Journeys;

public sealed class ReleasingJourney(LivePortal portal, ChromiumBrowser browser) : Journey(portal, browser)
{
    [Fact]
    public async Task Marketing_ReleasesInTwoClicks_AndUndoes()
    {
        var mara = await DemoAsync("marketing");
        var spring = Card(mara, "spring-storefront");
        await Expect(spring.Locator(".tag")).ToHaveTextAsync("Closed");

        await spring.GetByRole(AriaRole.Button, new() { Name = "Release…" }).ClickAsync();
        await Expect(mara.Dialog.Locator(".say")).ToHaveTextAsync("Everyone on Production will see Spring storefront immediately.");
        await mara.Dialog.GetByRole(AriaRole.Button, new() { Name = "Release", Exact = true }).ClickAsync();

        await Expect(mara.Messages).ToContainTextAsync("Released Spring storefront to everyone on Production");
        await Expect(spring.Locator(".tag")).ToHaveTextAsync("Everyone");
        await Expect(spring).ToContainTextAsync("by Mara Keller");

        await mara.Messages.GetByRole(AriaRole.Button, new() { Name = "Undo" }).ClickAsync();
        await Expect(spring.Locator(".tag")).ToHaveTextAsync("Closed");
        await Expect(mara.Messages.Filter(new() { HasText = "Undid the last change of Spring storefront" })).ToBeVisibleAsync();

        await mara.GoToAsync("History");
        var rows = mara.Main.Locator("tr.entry");
        await Expect(rows.Nth(0)).ToContainTextAsync("Mara Keller undid the last change of Spring storefront on Production: closed again");
        await Expect(rows.Nth(1)).ToContainTextAsync("Mara Keller released Spring storefront to everyone on Production");
    }

    [Fact]
    public async Task TwoBrowsers_OneReleases_TheOtherSeesItWithinASecond()
    {
        var aiko = await DemoAsync("auditor");
        var mara = await DemoAsync("marketing");
        await Expect(Card(aiko, "gift-cards").Locator(".tag")).ToHaveTextAsync("Closed");
        var seen = aiko.Page.EvaluateAsync<double>("""
            () => new Promise(resolve => new MutationObserver(() => {
              const card = document.querySelector('[data-control=gift-cards].just-changed');
              if (card?.querySelector('.tag').textContent === 'Everyone') resolve(Date.now());
            }).observe(document.querySelector('main'), { subtree: true, childList: true, attributes: true, characterData: true }))
            """);

        await Card(mara, "gift-cards").GetByRole(AriaRole.Button, new() { Name = "Release…" }).ClickAsync();
        var release = mara.Dialog.GetByRole(AriaRole.Button, new() { Name = "Release", Exact = true });
        var clicked = release.EvaluateAsync<double>("button => new Promise(resolve => button.addEventListener('click', () => resolve(Date.now()), { once: true }))");
        await release.ClickAsync();

        var milliseconds = await seen - await clicked;
        TestContext.Current.TestOutputHelper?.WriteLine(string.Create(CultureInfo.InvariantCulture, $"From the click to the mark in the other browser: {milliseconds:0} ms"));
        Assert.InRange(milliseconds, 0, 3_000); // a second when nothing else runs
    }

    [Fact]
    public async Task Keyboard_SignsInFindsAndReleases()
    {
        var mara = await AnonymousAsync();
        var keys = mara.Page.Keyboard;
        await mara.Page.GotoAsync("/");
        await keys.TypeAsync("marketing@example.com");
        await keys.PressAsync("Tab");
        await keys.TypeAsync(LivePortal.DemoPassword);
        await keys.PressAsync("Enter");
        await mara.IsOpenAsync();

        await keys.PressAsync("Control+k");
        await keys.TypeAsync("Price comp");
        await keys.PressAsync("Enter");
        await Expect(mara.Page.Locator("h1")).ToHaveTextAsync("Price comparison");
        await mara.IsOpenAsync();

        var production = mara.Main.GetByRole(AriaRole.Region, new() { Name = "Production" });
        await PressTabUntilAsync(mara, production.GetByRole(AriaRole.Button, new() { Name = "Release…" }));
        await keys.PressAsync("Enter");
        await Expect(mara.Dialog.Locator(".say[aria-live]")).ToContainTextAsync("Everyone on Production will see Price comparison");
        await Expect(mara.Dialog.Locator(":focus")).ToHaveCountAsync(1);
        await keys.PressAsync("Enter"); // in a form, Enter sends it

        await Expect(production.Locator(".tag")).ToHaveTextAsync("Everyone");
        await Expect(mara.Dialog).ToHaveCountAsync(0);
    }

    private static async Task PressTabUntilAsync(Visitor visitor, ILocator element)
    {
        await Expect(element).ToBeVisibleAsync();
        for (var presses = 0; presses < 100; presses++)
        {
            await visitor.Page.Keyboard.PressAsync("Tab");
            if (await element.EvaluateAsync<bool>("element => element === document.activeElement"))
                return;
        }

        Assert.Fail("The keyboard does not reach it.");
    }

    private static ILocator Card(Visitor visitor, string key) => visitor.Main.Locator($"[data-control={key}]");
}
