using System.Diagnostics;
using System.Globalization;
using Microsoft.Playwright;
using ReleasePortal.Tests.Http.Evaluation;
using ReleasePortal.Tests.Support;

namespace ReleasePortal.Tests.Journeys;

/// <summary>What applications, and the people who write them, have of the portal.</summary>
public sealed class ApplicationJourney(LivePortal portal, ChromiumBrowser browser) : Journey(portal, browser)
{
    private const string ServerKey = "rp_server_demo_production";

    [Fact]
    public async Task Application_SeesTheClick()
    {
        using var application = NewApplication();
        var mara = await DemoAsync("marketing");
        var card = mara.Main.Locator("[data-control=referral-programme]");
        Assert.False(await IsOnAsync(application));

        await card.GetByRole(AriaRole.Button, new() { Name = "Release…" }).ClickAsync();
        await mara.Dialog.GetByRole(AriaRole.Button, new() { Name = "Release", Exact = true }).ClickAsync();
        var clicked = Stopwatch.GetTimestamp();

        while (!await IsOnAsync(application))
            Assert.InRange(Stopwatch.GetElapsedTime(clicked), TimeSpan.Zero, TimeSpan.FromSeconds(10));
        TestContext.Current.TestOutputHelper?.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"From the click to the fresh answer: {Stopwatch.GetElapsedTime(clicked).TotalMilliseconds:0} ms"));
    }

    [Fact]
    public async Task PageOfTheShop_WithTheDemosBrowserKey_SeesWhatBrowsersMaySee()
    {
        using var page = new HttpClient { BaseAddress = Portal.Address };
        page.DefaultRequestHeaders.Add("X-API-Key", "rp_browser_demo_production");
        page.DefaultRequestHeaders.Add("Origin", "http://localhost:5090");

        var bulk = await (await page.EvaluateAllAsync()).JsonAsync();

        Assert.Equal(
            ["free-shipping-week", "loyalty-banner", "newsletter-popup"],
            bulk["flags"]!.AsArray().Select(flag => (string)flag!["key"]!).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Developer_TriesTheApi_InAReferenceThatComesFromThePortalAlone()
    {
        var developer = await AnonymousAsync();
        var hosts = new HashSet<string>(StringComparer.Ordinal);
        developer.Page.Request += (_, request) => hosts.Add(new Uri(request.Url).Authority);

        await developer.Page.GotoAsync("/api/");
        await developer.Page.GetByPlaceholder("Token").First.FillAsync(ServerKey);
        await developer.Page.GetByRole(AriaRole.Button, new() { Name = "Test Request" }).First.ClickAsync();
        var answer = await developer.Page.RunAndWaitForResponseAsync(
            () => developer.Page.GetByRole(AriaRole.Button, new() { Name = "Send" }).First.ClickAsync(),
            response => response.Url.EndsWith(Ofrep.Bulk, StringComparison.Ordinal));

        Assert.Equal(200, answer.Status);
        Assert.Subset(new HashSet<string> { Portal.Address.Authority, "" }, hosts);
    }

    private HttpClient NewApplication()
    {
        var client = new HttpClient { BaseAddress = Portal.Address };
        client.DefaultRequestHeaders.Add("X-API-Key", ServerKey);
        return client;
    }

    private static async Task<bool> IsOnAsync(HttpClient application) =>
        (bool?)(await (await application.EvaluateAsync("referral-programme")).JsonAsync())["value"] is true;
}
