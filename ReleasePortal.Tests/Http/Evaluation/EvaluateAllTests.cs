using System.Net;
using System.Text.Json.Nodes;
using ReleasePortal.Domain.Controls;

namespace ReleasePortal.Tests.Http.Evaluation;

public sealed class EvaluateAllTests(EvaluationPortal portal) : IClassFixture<EvaluationPortal>
{
    private readonly HttpClient _application = portal.NewApplication();

    [Fact]
    public async Task Bulk_HasEveryControl_AndSaysWhichState()
    {
        var answer = await _application.EvaluateAllAsync();
        var json = await answer.JsonAsync();

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Superset(
            new HashSet<string?> { EvaluationPortal.Closed, EvaluationPortal.Open, EvaluationPortal.Split, EvaluationPortal.ToGroup },
            json["flags"]!.AsArray().Select(flag => (string?)flag!["key"]).ToHashSet());
        Assert.Equal("production", (string?)json["metadata"]!["environment"]);
        Assert.StartsWith($"\"{(string?)json["metadata"]!["revision"]}-", answer.Headers.ETag!.Tag, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Answer_IsWhatItSaysAndNothingElse_ToAnyBrowser()
    {
        var answer = await _application.EvaluateAllAsync();

        Assert.Equal("application/json", answer.Content.Headers.ContentType!.ToString());
        Assert.Equal(["nosniff"], answer.Headers.GetValues("X-Content-Type-Options"));
    }

    [Fact]
    public async Task Bulk_AndSingle_SayTheSame()
    {
        var bulk = await _application.EvaluateAllAsync();

        foreach (var item in (await bulk.JsonAsync())["flags"]!.AsArray())
        {
            var single = await (await _application.EvaluateAsync((string)item!["key"]!)).JsonAsync();
            Assert.Equal(item.ToJsonString(), single.ToJsonString());
        }
    }

    [Fact]
    public async Task NoTargetingKey_FailsOnlyTheControlsThatDependOnIt()
    {
        var answer = await _application.EvaluateAllAsync(Ofrep.Nobodys);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("TARGETING_KEY_MISSING", (string?)(await answer.ItemAsync(EvaluationPortal.Split))["errorCode"]);
        Assert.True((bool?)(await answer.ItemAsync(EvaluationPortal.Open))["value"]);
    }

    [Fact]
    public async Task SameUserAndState_IsNotModified()
    {
        var first = await _application.EvaluateAllAsync();

        var second = await _application.EvaluateAllAsync(knownTag: first.Headers.ETag!.ToString());

        Assert.Equal(HttpStatusCode.NotModified, second.StatusCode);
        Assert.Equal(first.Headers.ETag, second.Headers.ETag);
        Assert.Empty(await second.Content.ReadAsByteArrayAsync());
    }

    [Theory]
    [InlineData("W/{0}")]
    [InlineData("\"another\", {0}")]
    [InlineData("\"another\", W/{0}")]
    public async Task Tag_WeakenedOrAmongOthers_IsKnown(string format)
    {
        var tag = (await _application.EvaluateAllAsync()).Headers.ETag!.Tag;

        var answer = await _application.EvaluateAllAsync(knownTag: format.Replace("{0}", tag, StringComparison.Ordinal));

        Assert.Equal(HttpStatusCode.NotModified, answer.StatusCode);
    }

    [Theory]
    [InlineData("\"another\"")]
    [InlineData("*")]
    [InlineData("no tag at all")]
    [InlineData("\"")]
    public async Task Tag_OfSomethingElse_GetsTheAnswer(string tag) =>
        Assert.Equal(HttpStatusCode.OK, (await _application.EvaluateAllAsync(knownTag: tag)).StatusCode);

    [Theory]
    [InlineData("""{"context":{"targetingKey":"bob","plan":"pro","age":7}}""")]
    [InlineData("""{"context":{"plan":"pro","age":7}}""")]
    [InlineData("""{"context":{"targetingKey":"ann","plan":"free","age":7}}""")]
    [InlineData("""{"context":{"targetingKey":"ann","plan":"pro","age":8}}""")]
    [InlineData("""{"context":{"targetingKey":"ann","plan":"pro","age":"7"}}""")]
    [InlineData("""{"context":{"targetingKey":"ann","plan":"pro","age":true}}""")]
    [InlineData("""{"context":{"targetingKey":"ann","plan":"pro"}}""")]
    [InlineData("""{"context":{"targetingKey":"ann","plan":"pro","age":7,"more":null}}""")]
    [InlineData("""{"context":{"targetingKey":"ann","planpro":"","age":7}}""")]
    public async Task AnotherUser_NeverGetsThisUsers304(string other)
    {
        var ann = await _application.EvaluateAllAsync("""{"context":{"targetingKey":"ann","plan":"pro","age":7}}""");

        var answer = await _application.EvaluateAllAsync(other, knownTag: ann.Headers.ETag!.ToString());

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.NotEqual(ann.Headers.ETag, answer.Headers.ETag);
    }

    [Fact]
    public async Task Change_MakesTheTagOld()
    {
        var before = await _application.EvaluateAllAsync();

        await portal.ChangeAsync(
            new CreateControl("autumn-banner", ControlKind.Toggle, new() { Name = "Autumn", RemoveBy = new DateOnly(2099, 1, 1) }),
            new ReleaseControlToEveryone("autumn-banner", "production"));

        var after = await _application.EvaluateAllAsync(knownTag: before.Headers.ETag!.ToString());
        Assert.Equal(HttpStatusCode.OK, after.StatusCode);
        Assert.True((bool?)(await after.ItemAsync("autumn-banner"))["value"]);
    }

    [Fact]
    public async Task ChangeOnAnotherEnvironment_LeavesTheTagGood()
    {
        await portal.ChangeAsync(
            new CreateControl("winter-banner", ControlKind.Toggle, new() { Name = "Winter", RemoveBy = new DateOnly(2099, 1, 1) }));
        var before = await _application.EvaluateAllAsync();

        await portal.ChangeAsync(new ReleaseControlToEveryone("winter-banner", "staging"));

        var after = await _application.EvaluateAllAsync(knownTag: before.Headers.ETag!.ToString());
        Assert.Equal(HttpStatusCode.NotModified, after.StatusCode);
    }

    [Fact]
    public async Task ManyControls_AreAllThere()
    {
        var many = Enumerable.Range(100, 300).Select(number => $"many-{number}").ToArray();
        await portal.ChangeAsync([.. many.Select(key =>
            new CreateControl(key, ControlKind.Toggle, new() { Name = key, RemoveBy = new DateOnly(2099, 1, 1) }))]);

        var flags = (await (await _application.EvaluateAllAsync()).JsonAsync())["flags"]!.AsArray();

        Assert.Superset(many.ToHashSet(), flags.Select(KeyOf).ToHashSet());
        Assert.Equal(flags.Select(KeyOf).Order(StringComparer.Ordinal), flags.Select(KeyOf));
    }

    private static string KeyOf(JsonNode? flag) => (string)flag!["key"]!;
}
