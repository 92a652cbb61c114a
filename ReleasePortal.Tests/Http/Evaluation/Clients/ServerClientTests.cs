using System.Text.Json.Nodes;
using ReleasePortal.Domain.Configurations;
using ReleasePortal.Domain.Controls;
using ReleasePortal.Domain.People;
using ReleasePortal.Tests.Support;

namespace ReleasePortal.Tests.Http.Evaluation.Clients;

/// <summary>The stock <c>@openfeature/server-sdk</c> with <c>@openfeature/ofrep-provider</c>, against the portal.</summary>
public sealed class ServerClientTests(ClientsPortal clients) : IClassFixture<ClientsPortal>
{
    private static readonly JsonObject Ann = new() { ["targetingKey"] = "ann" };

    [Fact]
    public async Task Release_ReachesTheApplication()
    {
        await clients.AddToggleAsync("server-toggle");
        await using var application = await StartAsync();
        Assert.Equal(("false", "off", "DISABLED"), Read(await AskAsync(application, "Boolean", "server-toggle", false)));

        await clients.Portal.ChangeAsync(new ReleaseControlToEveryone("server-toggle", "production"));
        Assert.Equal(("true", "on", "STATIC"), Read(await AskAsync(application, "Boolean", "server-toggle", false)));

        await clients.Portal.ChangeAsync(new Withdraw("server-toggle", "production"));
        Assert.Equal(("false", "off", "DISABLED"), Read(await AskAsync(application, "Boolean", "server-toggle", true)));
    }

    [Fact]
    public async Task EveryType_ArrivesAsItself()
    {
        await using var application = await StartAsync();

        Assert.Equal("30", Read(await AskAsync(application, "Number", ClientsPortal.Whole, 0)).Value);
        Assert.Equal("0.125", Read(await AskAsync(application, "Number", ClientsPortal.Number, 0)).Value);
        Assert.Equal("Grüße, “Ann” 🚀", (string?)(await AskAsync(application, "String", ClientsPortal.Text, ""))["value"]);
        Assert.Equal(
            """{"fields":["name","city"],"steps":{"count":2}}""",
            Read(await AskAsync(application, "Object", ClientsPortal.Structure, new JsonObject())).Value);
    }

    [Fact]
    public async Task Group_IsServedByItsMembersAndConditions()
    {
        await using var application = await StartAsync();
        var bobOnPro = new JsonObject { ["targetingKey"] = "bob", ["plan"] = "pro" };

        var (ann, pro) = (await AskAsync(application, "Boolean", ClientsPortal.ToGroup, false), await AskAsync(application, "Boolean", ClientsPortal.ToGroup, false, bobOnPro));
        var bob = await AskAsync(application, "Boolean", ClientsPortal.ToGroup, true, new JsonObject { ["targetingKey"] = "bob" });

        Assert.Equal(("true", "on", "TARGETING_MATCH"), Read(ann));
        Assert.Equal(("true", "on", "TARGETING_MATCH"), Read(pro));
        Assert.Equal(("false", "off", "STATIC"), Read(bob));
        Assert.Equal("early-access", (string?)ann["flagMetadata"]?["audience"]);
    }

    [Fact]
    public async Task WhatCannotBeAnswered_IsTheDefault_AndSaysWhy()
    {
        await using var application = await StartAsync();

        Assert.Equal(("true", "FLAG_NOT_FOUND"), Refused(await AskAsync(application, "Boolean", "no-such-control", true)));
        Assert.Equal(("true", "TARGETING_KEY_MISSING"), Refused(await AskAsync(application, "Boolean", ClientsPortal.ToGroup, true, new JsonObject())));
        Assert.Equal(("true", "TYPE_MISMATCH"), Refused(await AskAsync(application, "Boolean", ClientsPortal.Text, true)));
    }

    /// <summary>As a test suite asks: what is open in a configuration, whatever is open in production.</summary>
    [Fact]
    public async Task UnderAConfiguration_ItsStatesAreServed()
    {
        await clients.AddToggleAsync("trade-show-banner");
        await clients.Portal.ChangeAsync(new DefineConfiguration(
            "show", Given.AConfiguration(("trade-show-banner", ReleaseState.ToEveryone(Serving.Of(Variant.On))), (ClientsPortal.Text, ReleaseState.Closed))));
        await using var suite = await NodeScripts.StartAsync("ask.mjs", clients.Address, await KeyOfASuiteAsync(), "show");
        await using var application = await StartAsync();

        Assert.Equal(("true", "on", "STATIC"), Read(await AskAsync(suite, "Boolean", "trade-show-banner", false)));
        Assert.Equal("Welcome", (string?)(await AskAsync(suite, "String", ClientsPortal.Text, ""))["value"]);
        Assert.Equal(("false", "off", "DISABLED"), Read(await AskAsync(application, "Boolean", "trade-show-banner", false)));
    }

    private async Task<string> KeyOfASuiteAsync()
    {
        var secret = KeySecret.New(KeyKind.Server);
        await clients.Portal.ChangeAsync(new CreateKey(
            Guid.CreateVersion7(), "Tests", KeyKind.Server, "production", KeySecret.HashOf(secret), KeySecret.PrefixOf(secret))
        { MayUseConfigurations = true });
        return secret;
    }

    private Task<NodeScript> StartAsync() => NodeScripts.StartAsync("ask.mjs", clients.Address, clients.Portal.Secret);

    private static Task<JsonNode> AskAsync(NodeScript application, string type, string key, JsonNode otherwise, JsonObject? user = null) =>
        application.AskAsync(new JsonObject { ["type"] = type, ["key"] = key, ["otherwise"] = otherwise, ["context"] = (user ?? Ann).DeepClone() });

    private static (string? Value, string? Variant, string? Reason) Read(JsonNode details) =>
        (details["value"]?.ToJsonString(), (string?)details["variant"], (string?)details["reason"]);

    private static (string? Value, string? Code) Refused(JsonNode details) => (details["value"]?.ToJsonString(), (string?)details["errorCode"]);
}
