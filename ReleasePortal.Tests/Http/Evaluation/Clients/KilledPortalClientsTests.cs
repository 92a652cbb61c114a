using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using ReleasePortal.Domain.Controls;
using ReleasePortal.Domain.People;
using ReleasePortal.Tests.Support;

namespace ReleasePortal.Tests.Http.Evaluation.Clients;

/// <summary>
/// <c>kill -9</c> while stock clients evaluate: those that hold the state keep their values, those that ask each time get their
/// defaults; started again, the portal finds them all, and they learn of the next change.
/// </summary>
public sealed class KilledPortalClientsTests(ChromiumBrowser browser)
{
    private const string Toggle = "spring-storefront";

    [Fact]
    public async Task Kill_UnderLoad_ClientsGoOn_AndCatchUp()
    {
        await using var database = TestDatabase.OnSqlite();
        await using var shop = await ShopPage.ServeAsync(browser, "page.mjs");
        var keys = await FillAsync(database, shop.Origin);
        await using var portal = new PortalProcess(database);
        await portal.StartAsync();
        await using var asking = await NodeScripts.StartAsync("load.mjs", "ofrep", portal.Address, keys.Server, Toggle);
        await using var holding = await NodeScripts.StartAsync("load.mjs", "flagd", portal.SyncAddress, keys.Server, Toggle);
        await shop.OpenAsync(portal.Address, keys.Browser, "ann");
        Assert.Equal(("true", "true"), (await asking.SaysAsync(), await holding.SaysAsync()));
        await shop.BecomesAsync(Toggle, value: true);

        await portal.KillAsync();
        await asking.SaysAsync("false by default");
        await AssertKeepsAsync(holding);
        await AssertKeepsAsync(shop);

        await portal.StartAsync();
        await asking.SaysAsync("true");
        await AssertKeepsAsync(holding);
        await AssertKeepsAsync(shop);

        await CloseAsync(portal.Address, keys.Automation);
        await asking.SaysAsync("false");
        Assert.Equal("false", await holding.SaysAsync());
        await shop.BecomesAsync(Toggle, value: false);
    }

    /// <summary>It evaluates on, and says nothing new meanwhile.</summary>
    private static async Task AssertKeepsAsync(NodeScript application)
    {
        var before = (int)await application.AskAsync(new JsonObject());
        int after;
        do
            after = (int)await application.AskAsync(new JsonObject());
        while (after < before + 200);
    }

    private static async Task AssertKeepsAsync(ShopPage shop) => Assert.True(await shop.Page.EvaluateAsync<bool>(
        $"Array.from({{ length: 1000 }}, () => shop.ask('Boolean', '{Toggle}', false)).every(details => details.value && !details.errorCode)"));

    private static async Task<(string Server, string Browser, string Automation)> FillAsync(TestDatabase database, string origin)
    {
        await using var portal = TestPortal.On(database, owned: false);
        await portal.SetUpAsync();
        await portal.AToggleAsync();
        await portal.ApplyAsync(
            Given.AnEngineer,
            [new EditControl(Toggle, Given.Details("Spring storefront") with { SeenByBrowsers = true }), new ReleaseControlToEveryone(Toggle, Given.Production)]);
        return (await AddKeyAsync(portal, KeyKind.Server), await AddKeyAsync(portal, KeyKind.Browser, origin), await AddKeyAsync(portal, KeyKind.Automation));
    }

    private static async Task<string> AddKeyAsync(TestPortal portal, KeyKind kind, params string[] origins)
    {
        var secret = KeySecret.New(kind);
        var isAutomation = kind is KeyKind.Automation;
        var key = new CreateKey(
            Guid.CreateVersion7(), $"{kind} key", kind, Given.Production, KeySecret.HashOf(secret), KeySecret.PrefixOf(secret),
            isAutomation ? Given.Marketing.Id : null, isAutomation ? [KeyPermission.ManageLaunches] : []);
        await portal.ApplyAsync(Given.AnAdministrator, key with { Origins = origins });
        return secret;
    }

    /// <summary>Withdraws the toggle with a launch, as a pipeline does it.</summary>
    private static async Task CloseAsync(string portal, string key)
    {
        using var pipeline = new HttpClient { BaseAddress = new Uri(portal) };
        pipeline.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
        var launch = new JsonObject
        {
            ["name"] = "The end of spring",
            ["notes"] = "It is over.",
            ["steps"] = new JsonArray(new JsonObject { ["control"] = Toggle, ["to"] = "closed" }),
        };
        using var made = await pipeline.PostAsJsonAsync("/api/v1/launches", launch, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.Created, made.StatusCode);
        var id = JsonNode.Parse(await made.Content.ReadAsStringAsync(TestContext.Current.CancellationToken))!["id"];
        using var launched = await pipeline.PostAsync(new Uri($"/api/v1/launches/{id}/launch", UriKind.Relative), content: null, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.OK, launched.StatusCode);
    }
}
