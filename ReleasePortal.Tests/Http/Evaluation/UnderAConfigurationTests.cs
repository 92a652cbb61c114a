using System.Net;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using ReleasePortal.Data;
using ReleasePortal.Domain.Audiences;
using ReleasePortal.Domain.Configurations;
using ReleasePortal.Domain.Controls;
using ReleasePortal.Domain.People;
using ReleasePortal.Features.Evaluation.Ofrep;
using ReleasePortal.Features.Evaluation.Usage;
using ReleasePortal.Tests.Support;

namespace ReleasePortal.Tests.Http.Evaluation;

/// <summary>Evaluation under a business configuration, by the header that a stock provider's options set.</summary>
public sealed class UnderAConfigurationTests(EvaluationPortal portal) : IClassFixture<EvaluationPortal>
{
    private static readonly ReleaseState Open = ReleaseState.ToEveryone(Serving.Of(Variant.On));

    private static readonly (string Control, ReleaseState State)[] Show =
    [
        (EvaluationPortal.Closed, Open),
        (EvaluationPortal.ToGroup, ReleaseState.ToGroups([new GroupRule("early-access", Serving.Of(Variant.On))])),
        (EvaluationPortal.Split, ReleaseState.ToEveryone(Serving.Between(new WeightedVariant("classic", 1), new WeightedVariant("guided", 2)), share: 4_000)),
    ];

    [Fact]
    public async Task Key_MadeForIt_IsAnsweredUnderTheConfiguration()
    {
        await DefineAsync("answered", Show);
        var suite = await NewSuiteAsync("answered");

        Assert.True((bool?)(await (await suite.EvaluateAsync(EvaluationPortal.Closed)).JsonAsync())["value"]);
        Assert.False((bool?)(await (await suite.EvaluateAsync(EvaluationPortal.Open)).JsonAsync())["value"]); // it does not name it
        var all = await (await suite.EvaluateAllAsync()).JsonAsync();
        Assert.Equal("answered", (string?)all["metadata"]!["configuration"]);
        Assert.Null(all["eventStreams"]);
        Assert.False((bool?)(await (await portal.NewApplication().EvaluateAsync(EvaluationPortal.Closed)).JsonAsync())["value"]);
    }

    /// <summary>The answers are those of an environment that stands like this, user by user.</summary>
    [Fact]
    public async Task Answers_AreThoseOfAnEnvironmentInTheseStates()
    {
        await DefineAsync("parity", Show);
        var suite = await NewSuiteAsync("parity");
        await portal.ChangeAsync([.. Show.Select(state => new ConfiguredState(state.Control, state.State).ToChange("staging"))]);
        var staging = portal.NewApplication((await portal.AddKeyAsync(environment: "staging")).Secret);

        foreach (var user in Enumerable.Range(0, 200).Select(number => $"user-{number}").Append("ann"))
        {
            var body = $$$"""{"context":{"targetingKey":"{{{user}}}","plan":"{{{(user.EndsWith('7') ? "pro" : "free")}}}"}}""";
            Assert.Equal(Answers(await (await staging.EvaluateAllAsync(body)).JsonAsync()), Answers(await (await suite.EvaluateAllAsync(body)).JsonAsync()));
        }
    }

    [Fact]
    public async Task Tag_IsAnotherOne_AndHoldsUntilTheConfigurationOrAGroupChanges()
    {
        await DefineAsync("tagged", Show);
        var suite = await NewSuiteAsync("tagged");
        var plain = (await portal.NewApplication().EvaluateAllAsync()).Headers.ETag!.Tag;

        var tag = (await suite.EvaluateAllAsync()).Headers.ETag!.Tag;

        Assert.NotEqual(plain, tag);
        Assert.Equal(HttpStatusCode.NotModified, (await suite.EvaluateAllAsync(knownTag: tag)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await suite.EvaluateAllAsync(knownTag: plain)).StatusCode);

        await portal.ChangeAsync(new EditConfiguration("tagged", Given.AConfiguration()));
        Assert.Equal(HttpStatusCode.OK, (await suite.EvaluateAllAsync(knownTag: tag)).StatusCode);
        Assert.False((bool?)(await (await suite.EvaluateAsync(EvaluationPortal.Closed)).JsonAsync())["value"]);

        await portal.ChangeAsync(new EditConfiguration("tagged", Given.AConfiguration(Show)));
        Assert.False((bool?)(await (await suite.EvaluateAsync(EvaluationPortal.ToGroup, """{"context":{"targetingKey":"zoe"}}""")).JsonAsync())["value"]);
        var group = await GroupAsync();
        await portal.ChangeAsync(new EditGroup("early-access", group with { Members = [.. group.Members, "zoe"] }));
        Assert.True((bool?)(await (await suite.EvaluateAsync(EvaluationPortal.ToGroup, """{"context":{"targetingKey":"zoe"}}""")).JsonAsync())["value"]);
    }

    [Theory]
    [InlineData("no-such-configuration")]
    [InlineData("Answered, answered")]
    public async Task UnknownName_IsABadRequest_InTheProtocolsOwnForm(string name)
    {
        var suite = await NewSuiteAsync(name);

        foreach (var answer in new[] { await suite.EvaluateAllAsync(), await suite.EvaluateAsync(EvaluationPortal.Open) })
        {
            Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
            Assert.Equal("GENERAL", (string?)(await answer.JsonAsync())["errorCode"]);
        }
    }

    [Fact]
    public async Task RemovedConfiguration_IsUnknownFromThenOn()
    {
        await DefineAsync("removed", Show);
        var suite = await NewSuiteAsync("removed");
        Assert.Equal(HttpStatusCode.OK, (await suite.EvaluateAllAsync()).StatusCode);

        await portal.ChangeAsync(new RemoveConfiguration("removed"));

        Assert.Equal(HttpStatusCode.BadRequest, (await suite.EvaluateAllAsync()).StatusCode);
    }

    [Theory]
    [InlineData(KeyKind.Server, false)]
    [InlineData(KeyKind.Browser, true)] // asked for in vain: no browser may
    public async Task KeyThatMayNot_IsRefused_WhetherTheConfigurationExistsOrNot(KeyKind kind, bool asksFor)
    {
        await DefineAsync($"refused-{kind}".ToLowerInvariant(), Show);
        foreach (var name in new[] { $"refused-{kind}".ToLowerInvariant(), "no-such-configuration" })
        {
            var suite = await NewSuiteAsync(name, kind, asksFor);
            suite.DefaultRequestHeaders.TryAddWithoutValidation("Origin", EvaluationPortal.ShopOrigin);

            var answer = await suite.EvaluateAllAsync();

            Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
            Assert.Contains("may not use business configurations", (string?)(await answer.JsonAsync())["errorDetails"], StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task ManyConfigurations_AreNotAllKept()
    {
        var names = Enumerable.Range(0, ConfiguredCallers.MostKept + 3).Select(number => $"many-{number}").ToList();
        await portal.ChangeAsync([.. names.Select(name => new DefineConfiguration(name, Given.AConfiguration(Show)))]);
        var suite = await NewSuiteAsync("many-0");

        foreach (var name in names)
        {
            suite.DefaultRequestHeaders.Remove(ConfiguredCallers.Header);
            suite.DefaultRequestHeaders.Add(ConfiguredCallers.Header, name);
            Assert.Equal(HttpStatusCode.OK, (await suite.EvaluateAllAsync()).StatusCode);
        }

        Assert.InRange(portal.Services.GetRequiredService<ConfiguredCallers>().Count, 1, ConfiguredCallers.MostKept);
    }

    [Fact]
    public async Task WhatATestAsks_IsNoEvidenceOfUse()
    {
        await DefineAsync("counted", Show);
        var suite = await NewSuiteAsync("counted");
        portal.Services.GetRequiredService<UsageCounter>().Drain();

        await suite.EvaluateAsync(EvaluationPortal.Closed);
        await suite.EvaluateAllAsync();

        Assert.Empty(portal.Services.GetRequiredService<UsageCounter>().Drain());
    }

    private Task DefineAsync(string key, (string Control, ReleaseState State)[] open) =>
        portal.ChangeAsync(new DefineConfiguration(key, Given.AConfiguration(open)));

    private async Task<GroupDetails> GroupAsync()
    {
        await using var database = await portal.Services.GetRequiredService<IDbContextFactory<PortalDbContext>>().CreateDbContextAsync();
        return (await database.Groups.AsNoTracking().SingleAsync(group => group.Key == "early-access")).Details();
    }

    private async Task<HttpClient> NewSuiteAsync(string configuration, KeyKind kind = KeyKind.Server, bool mayUse = true)
    {
        var secret = KeySecret.New(kind);
        await portal.ChangeAsync(new CreateKey(Guid.CreateVersion7(), "Tests", kind, "production", KeySecret.HashOf(secret), KeySecret.PrefixOf(secret))
        {
            Origins = [EvaluationPortal.ShopOrigin],
            MayUseConfigurations = mayUse,
        });
        var client = portal.NewApplication(secret);
        client.DefaultRequestHeaders.TryAddWithoutValidation(ConfiguredCallers.Header, configuration);
        return client;
    }

    // What an application acts on; the revision differs, as it should.
    private static List<string> Answers(JsonNode bulk) =>
        [.. bulk["flags"]!.AsArray().Select(flag => $"{flag!["key"]} {flag["variant"]} {flag["value"]} {flag["reason"]} {flag["errorCode"]} {flag["metadata"]?["audience"]}")];
}
