using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Logging;
using Microsoft.Playwright;
using ReleasePortal.Tests.Support;
using WebShop;
using static Microsoft.Playwright.Assertions;

namespace ReleasePortal.Tests.Journeys;

/// <summary>A shop that asks Microsoft.FeatureManagement, and the page that its shoppers have open.</summary>
public sealed class ShopJourney(LivePortal portal, ChromiumBrowser browser) : Journey(portal, browser)
{
    private readonly ChromiumBrowser _browser = browser;

    [Fact]
    public async Task OpenPageOfTheShop_ChangesWhenMarketingClicks()
    {
        await using var shop = await OpenShopAsync();
        await using var lena = await _browser.NewContextAsync();
        var page = await lena.NewPageAsync();
        var problems = new List<string>();
        page.PageError += (_, error) => problems.Add(error);
        page.Console += (_, message) => problems.AddRange(message.Type is "error" ? [message.Text] : []);
        await page.GotoAsync(shop.Urls.Single());
        await Expect(page.Locator("[data-feature=spring-storefront]")).ToHaveCountAsync(0);
        await Expect(page.Locator(".hero h1")).ToBeVisibleAsync();
        await page.EvaluateAsync("() => window.isTheSame = true");

        var mara = await DemoAsync("marketing");
        var card = mara.Main.Locator("[data-control=spring-storefront]");
        await card.GetByRole(AriaRole.Button, new() { Name = "Release…" }).ClickAsync();
        await mara.Dialog.GetByRole(AriaRole.Button, new() { Name = "Release", Exact = true }).ClickAsync();
        await Expect(page.Locator("[data-feature=spring-storefront] h1")).ToHaveTextAsync("Spring is here");

        await card.GetByRole(AriaRole.Button, new() { Name = "Withdraw" }).ClickAsync();
        await mara.Dialog.GetByRole(AriaRole.Button, new() { Name = "Withdraw", Exact = true }).ClickAsync();
        await Expect(page.Locator("[data-feature=spring-storefront]")).ToHaveCountAsync(0);
        await Expect(page.Locator(".hero h1")).ToBeVisibleAsync();

        Assert.True(await page.EvaluateAsync<bool>("() => window.isTheSame")); // nobody had to load it again
        Assert.Empty(problems);
    }

    [Fact]
    public async Task Shoppers_SeeWhatTheirGroupsGet()
    {
        await using var shop = await OpenShopAsync();
        await using var context = await _browser.NewContextAsync();
        var page = await context.NewPageAsync();
        await page.GotoAsync(shop.Urls.Single() + "/products/wool-jumper");
        await Expect(page.Locator("[data-feature=size-advisor]")).ToHaveCountAsync(0);

        await page.GetByLabel("You are").SelectOptionAsync(new SelectOptionValue { Label = "Bo, a beta tester" });
        await Expect(page.Locator("[data-feature=size-advisor]")).ToBeVisibleAsync();
        await page.GetByLabel("You are").SelectOptionAsync(new SelectOptionValue { Label = "Sam from our staff" });
        await Expect(page.Locator("[data-feature=size-advisor]")).ToBeVisibleAsync();

        await page.GotoAsync(shop.Urls.Single() + "/checkout");
        await Expect(page.Locator(".checkout")).ToContainTextAsync("within 30 days"); // the variant "month" of free-returns
    }

    private async Task<WebApplication> OpenShopAsync()
    {
        var shop = ShopApplication.Build(
        [
            "--urls", "http://127.0.0.1:0",
            "--ReleasePortal:Address", Portal.Address.ToString(),
            "--ReleasePortal:Key", "rp_server_demo_production",
            "--ReleasePortal:StateFile", "",
            "--Logging:LogLevel:Default", nameof(LogLevel.Warning),
        ]);
        await shop.StartAsync(TestContext.Current.CancellationToken);
        return shop;
    }
}
