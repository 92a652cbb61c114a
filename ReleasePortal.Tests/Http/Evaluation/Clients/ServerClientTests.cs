using System.Text.Json.Nodes;
using ReleasePortal.Domain.Controls;
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

    private Task<NodeScript> StartAsync() => NodeScripts.StartAsync("ask.mjs", clients.Address, clients.Portal.Secret);

    private static Task<JsonNode> AskAsync(NodeScript application, string type, string key, JsonNode otherwise, JsonObject? user = null) =>
        application.AskAsync(new JsonObject { ["type"] = type, ["key"] = key, ["otherwise"] = otherwise, ["context"] = (user ?? Ann).DeepClone() });

    private static (string? Value, string? Variant, string? Reason) Read(JsonNode details) =>
        (details["value"]?.ToJsonString(), (string?)details["variant"], (string?)details["reason"]);

    private static (string? Value, string? Code) Refused(JsonNode details) => (details["value"]?.ToJsonString(), (string?)details["errorCode"]);
}
