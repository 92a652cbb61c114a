using System.Text.Json.Nodes;
using ReleasePortal.Domain.Controls;
using ReleasePortal.Domain.People;
using ReleasePortal.Tests.Support;

namespace ReleasePortal.Tests.Http.Evaluation.Clients;

/// <summary>The stock web SDK in Chromium, across origins, with a browser key.</summary>
public sealed class WebClientTests(ClientsPortal clients, ChromiumBrowser browser) : IClassFixture<ClientsPortal>
{
    [Fact]
    public async Task Release_IsHeardAndReachesThePage()
    {
        await clients.AddToggleAsync("web-toggle");
        await using var shop = await OpenAsync("ann");
        Assert.Equal(("false", "DISABLED"), Read(await shop.AskAsync("Boolean", "web-toggle", "true")));

        await clients.Portal.ChangeAsync(new ReleaseControlToEveryone("web-toggle", "production"));
        await shop.BecomesAsync("web-toggle", value: true);
        await clients.Portal.ChangeAsync(new Withdraw("web-toggle", "production"));
        await shop.BecomesAsync("web-toggle", value: false);

        Assert.Empty(shop.Problems);
    }

    [Fact]
    public async Task EveryType_ArrivesAsItself()
    {
        await using var shop = await OpenAsync("ann");

        Assert.Equal(("30", "STATIC"), Read(await shop.AskAsync("Number", ClientsPortal.Whole, "0")));
        Assert.Equal(("0.125", "STATIC"), Read(await shop.AskAsync("Number", ClientsPortal.Number, "0")));
        Assert.Equal("Grüße, “Ann” 🚀", (string?)(await shop.AskAsync("String", ClientsPortal.Text, "''"))["value"]);
        Assert.Equal(
            ("""{"fields":["name","city"],"steps":{"count":2}}""", "STATIC"), Read(await shop.AskAsync("Object", ClientsPortal.Structure, "{}")));
    }

    [Fact]
    public async Task AnotherUser_GetsTheirOwnValues()
    {
        await using var shop = await OpenAsync("ann");
        Assert.Equal(("true", "TARGETING_MATCH"), Read(await shop.AskAsync("Boolean", ClientsPortal.ToGroup, "false")));

        await shop.Page.EvaluateAsync("shop.comeAs('bob', {})");
        Assert.Equal(("false", "STATIC"), Read(await shop.AskAsync("Boolean", ClientsPortal.ToGroup, "true")));

        await shop.Page.EvaluateAsync("shop.comeAs('bob', { plan: 'pro' })");
        await shop.BecomesAsync(ClientsPortal.ToGroup, value: true);
    }

    [Fact]
    public async Task WhatCannotBeAnswered_IsTheDefault_AndSaysWhy()
    {
        await using var shop = await OpenAsync(user: null);

        Assert.Equal(("true", "FLAG_NOT_FOUND"), Refused(await shop.AskAsync("Boolean", "no-such-control", "true")));
        Assert.Equal(("true", "FLAG_NOT_FOUND"), Refused(await shop.AskAsync("Boolean", EvaluationPortal.Open, "true"))); // operational
        Assert.Equal(("true", "TARGETING_KEY_MISSING"), Refused(await shop.AskAsync("Boolean", ClientsPortal.ToGroup, "true")));
        Assert.Equal(("true", "TYPE_MISMATCH"), Refused(await shop.AskAsync("Boolean", ClientsPortal.Text, "true")));
    }

    [Fact]
    public async Task Poll_WithoutAChange_IsA304_AndTheNextChangeArrives()
    {
        await clients.AddToggleAsync("polled-toggle");
        await using var shop = await ShopPage.ServeAsync(browser, "page.mjs");
        var unchanged = shop.Page.WaitForResponseAsync(response => response.Status is 304 && response.Url.EndsWith(Ofrep.Bulk, StringComparison.Ordinal));
        await OpenAsync(shop, "ann", pollMilliseconds: 100);

        await unchanged;
        Assert.Equal(("false", "DISABLED"), Read(await shop.AskAsync("Boolean", "polled-toggle", "true")));
        await clients.Portal.ChangeAsync(new ReleaseControlToEveryone("polled-toggle", "production"));
        await shop.BecomesAsync("polled-toggle", value: true);
    }

    private async Task<ShopPage> OpenAsync(string? user)
    {
        var shop = await ShopPage.ServeAsync(browser, "page.mjs");
        await OpenAsync(shop, user);
        return shop;
    }

    private async Task OpenAsync(ShopPage shop, string? user, int pollMilliseconds = 0)
    {
        var (key, _) = await clients.Portal.AddKeyAsync(KeyKind.Browser, origin: shop.Origin);
        await shop.OpenAsync(clients.Address, key, user, pollMilliseconds);
    }

    private static (string? Value, string? Reason) Read(JsonNode details) => (details["value"]?.ToJsonString(), (string?)details["reason"]);

    private static (string? Value, string? Code) Refused(JsonNode details) => (details["value"]?.ToJsonString(), (string?)details["errorCode"]);
}
