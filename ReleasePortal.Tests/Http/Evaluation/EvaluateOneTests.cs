using System.Net;
using System.Text.Json.Nodes;
using ReleasePortal.Domain.Controls;

namespace ReleasePortal.Tests.Http.Evaluation;

public sealed class EvaluateOneTests(EvaluationPortal portal) : IClassFixture<EvaluationPortal>
{
    private readonly HttpClient _application = portal.NewApplication();

    [Fact]
    public async Task Closed_ServesTheOffVariant()
    {
        var answer = await _application.EvaluateAsync(EvaluationPortal.Closed, Ofrep.Nobodys);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        await AssertJson(
            """{"key":"spring-storefront","reason":"DISABLED","variant":"off","value":false,"metadata":{"availability":"closed","audience":"none"}}""",
            answer);
    }

    [Fact]
    public async Task Everyone_ServesTheVariant() => await AssertJson(
        """{"key":"search-suggestions","reason":"STATIC","variant":"on","value":true,"metadata":{"availability":"everyone","audience":"everyone"}}""",
        await _application.EvaluateAsync(EvaluationPortal.Open, Ofrep.Nobodys));

    [Theory]
    [InlineData("""{"context":{"targetingKey":"ann"}}""")]
    [InlineData("""{"context":{"plan":"pro"}}""")]
    public async Task Group_ServesItsUsers(string body) => await AssertJson(
        """{"key":"loyalty-banner","reason":"TARGETING_MATCH","variant":"on","value":true,"metadata":{"availability":"groups","audience":"early-access"}}""",
        await _application.EvaluateAsync(EvaluationPortal.ToGroup, body));

    [Fact]
    public async Task Group_LeavesOthersOut() => await AssertJson(
        """{"key":"loyalty-banner","reason":"STATIC","variant":"off","value":false,"metadata":{"availability":"groups","audience":"none"}}""",
        await _application.EvaluateAsync(EvaluationPortal.ToGroup, """{"context":{"targetingKey":"bob","plan":"Pro"}}"""));

    [Fact]
    public async Task Split_ServesOneOfItsVariants()
    {
        var answer = await (await _application.EvaluateAsync(EvaluationPortal.Split)).JsonAsync();

        Assert.Equal("SPLIT", (string?)answer["reason"]);
        Assert.Equal((string?)answer["variant"], (string?)answer["value"]);
        Assert.Contains((string?)answer["value"], (string[])["express", "guided"]);
    }

    [Theory]
    [InlineData(EvaluationPortal.Split)]
    [InlineData(EvaluationPortal.ToGroup)]
    public async Task NoTargetingKey_WhereTheAnswerDependsOnIt_IsRefused(string key) =>
        await AssertRefused(HttpStatusCode.BadRequest, "TARGETING_KEY_MISSING", key, await _application.EvaluateAsync(key, Ofrep.Nobodys));

    [Theory]
    [InlineData("no-such-control")]
    [InlineData("no/such/control")]
    [InlineData("%F0%9F%9A%80")]
    [InlineData("..%2f..%2fetc")]
    public async Task UnknownControl_IsNotFound(string key)
    {
        var answer = await _application.EvaluateAsync(key);

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Equal("FLAG_NOT_FOUND", (string?)(await answer.JsonAsync())["errorCode"]);
    }

    [Fact]
    public async Task Retired_IsNotFound_AndRestored_IsBack()
    {
        await portal.ChangeAsync(new CreateControl("old-banner", ControlKind.Toggle, new() { Name = "Old", RemoveBy = new DateOnly(2099, 1, 1) }));

        await portal.ChangeAsync(new Retire("old-banner", NoCodeAsks: true));
        await AssertRefused(HttpStatusCode.NotFound, "FLAG_NOT_FOUND", "old-banner", await _application.EvaluateAsync("old-banner"));

        await portal.ChangeAsync(new RestoreControl("old-banner"));
        Assert.Equal(HttpStatusCode.OK, (await _application.EvaluateAsync("old-banner")).StatusCode);
    }

    [Fact]
    public async Task ReleaseAndWithdraw_AreSeenAtOnce()
    {
        await portal.ChangeAsync(
            new CreateControl("summer-banner", ControlKind.Toggle, new() { Name = "Summer", RemoveBy = new DateOnly(2099, 1, 1) }));

        await portal.ChangeAsync(new ReleaseControlToEveryone("summer-banner", "production"));
        Assert.True((bool?)(await (await _application.EvaluateAsync("summer-banner")).JsonAsync())["value"]);

        await portal.ChangeAsync(new Withdraw("summer-banner", "production"));
        Assert.False((bool?)(await (await _application.EvaluateAsync("summer-banner")).JsonAsync())["value"]);
    }

    [Fact]
    public async Task AnotherEnvironmentsKey_SeesItsOwnStates()
    {
        var (secret, _) = await portal.AddKeyAsync(environment: "staging");

        var answer = await (await portal.NewApplication(secret).EvaluateAsync(EvaluationPortal.Open)).JsonAsync();

        Assert.Equal("DISABLED", (string?)answer["reason"]);
    }

    private static async Task AssertJson(string expected, HttpResponseMessage answer)
    {
        var json = await answer.JsonAsync();
        Assert.Matches("^[0-9a-f]{16}$", (string?)json["metadata"]!["revision"]);
        json["metadata"]!.AsObject().Remove("revision");
        Assert.Equal(JsonNode.Parse(expected)!.ToJsonString(), json.ToJsonString());
    }

    private static async Task AssertRefused(HttpStatusCode status, string code, string key, HttpResponseMessage answer)
    {
        Assert.Equal(status, answer.StatusCode);
        var json = await answer.JsonAsync();
        Assert.Equal((key, code), ((string?)json["key"], (string?)json["errorCode"]));
    }
}
