using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using ReleasePortal.Domain;
using ReleasePortal.Domain.Access;
using ReleasePortal.Domain.Audiences;
using ReleasePortal.Domain.Controls;
using ReleasePortal.Domain.People;
using ReleasePortal.Tests.Support;

namespace ReleasePortal.Tests.Http.Controls;

/// <summary>What a user gets and why, as a tool of support staff asks for it with an automation key.</summary>
public sealed class TryApiTests : IAsyncLifetime
{
    private const string Banner = "loyalty-banner";
    private const string KillSwitch = "fraud-scoring";
    private const string Anns = """{"context":{"targetingKey":"ann","plan":"free"}}""";

    private readonly PortalFactory _portal = new();
    private TestPerson _mara = null!;
    private Actor _anna = null!;
    private HttpClient _support = null!;

    public async ValueTask InitializeAsync()
    {
        _mara = await _portal.AddPersonAsync(Role.Marketing);
        _anna = (await _portal.AddPersonAsync(Role.Administrator, Role.Engineer)).Actor;
        var group = new GroupDetails { Name = "Early access", Members = ["ann"], Conditions = [new Condition("plan", ConditionOperator.Equals, ["pro"])] };
        await ApplyAsync(
            new DefineGroup("early-access", group),
            new CreateControl(Banner, ControlKind.Toggle, Details),
            new HandOver(Banner),
            new ReleaseToGroups(Banner, "production", [new GroupRule("early-access", Serving.Of(Variant.On))]),
            new CreateControl(KillSwitch, ControlKind.Toggle, Details));
        _support = await NewToolAsync(_mara, KeyPermission.TryControls);
    }

    public ValueTask DisposeAsync() => _portal.DisposeAsync();

    [Fact]
    public async Task Member_GetsIt_AndTheRuleThatDecidedIsSaid()
    {
        var answer = await AskAsync(_support, Banner, Anns);

        Assert.True(JsonNode.DeepEquals(
            JsonNode.Parse("""
                {
                  "control": "loyalty-banner", "environment": "production", "variant": "on", "value": true, "reason": "TARGETING_MATCH",
                  "errorCode": null, "availability": "groups", "audience": "early-access", "says": "ann sees it on Production.",
                  "why": [{ "says": "Early access: yes, this user is one of its members.", "decides": true }]
                }
                """),
            answer), answer.ToJsonString());
    }

    [Theory]
    [InlineData("""{"targetingKey":"bob","plan":"free"}""", "bob does not see it on Production.", "Early access: no, the user is not one of its members and plan is “free”; it would be needed that it is “pro”.")]
    [InlineData("""{"targetingKey":"bob","plan":"pro"}""", "bob sees it on Production.", "Early access: yes, plan is “pro”, and it is “pro”.")]
    [InlineData("""{"targetingKey":"bob","plan":["pro"]}""", "bob does not see it on Production.", null)]
    public async Task EachUser_IsToldTheirOwnReasons(string context, string says, string? first)
    {
        var answer = await AskAsync(_support, Banner, $$"""{"context":{{context}}}""");

        Assert.Equal(says, (string?)answer["says"]);
        if (first is not null)
            Assert.Equal(first, (string?)answer["why"]![0]!["says"]);
    }

    [Fact]
    public async Task WithoutTargetingKey_SaysThatOneIsNeeded()
    {
        var answer = await AskAsync(_support, Banner, """{"context":{}}""");

        Assert.Equal(("TARGETING_KEY_MISSING", null, null), ((string?)answer["errorCode"], (string?)answer["variant"], answer["value"]));
        Assert.True((bool?)answer["why"]![0]!["decides"]);
    }

    [Fact]
    public async Task KeyOfAnotherEnvironment_AnswersForThatOne()
    {
        var staging = await NewToolAsync(_mara, KeyPermission.TryControls, environment: "staging");

        var answer = await AskAsync(staging, Banner, Anns);

        Assert.Equal(("staging", "DISABLED", "It is closed on Staging."), ((string?)answer["environment"], (string?)answer["reason"], (string?)answer["why"]![0]!["says"]));
    }

    [Fact]
    public async Task OperationalControl_IsForMarketingNone_WordForWord()
    {
        var engineers = await NewToolAsync(await _portal.AddPersonAsync(Role.Engineer), KeyPermission.TryControls);

        Assert.Equal("off", (string?)(await AskAsync(engineers, KillSwitch, Anns))["variant"]);
        var hidden = await AskAsync(_support, KillSwitch, Anns, HttpStatusCode.NotFound);
        var unknown = await AskAsync(_support, "no-such-control", Anns, HttpStatusCode.NotFound);
        foreach (var part in (string[])["code", "detail", "title", "status"])
            Assert.Equal(unknown[part]!.ToString().Replace("no-such-control", KillSwitch, StringComparison.Ordinal), hidden[part]!.ToString());
    }

    [Fact]
    public async Task Permission_OpensThisDoorAndNoOther()
    {
        var reader = await NewToolAsync(_mara, KeyPermission.ReadLaunches);
        var manager = await NewToolAsync(_mara, KeyPermission.ManageLaunches);

        await AskAsync(reader, Banner, Anns, HttpStatusCode.Forbidden);
        await AskAsync(manager, Banner, Anns, HttpStatusCode.Forbidden);
        Assert.Equal(HttpStatusCode.Forbidden, (await _support.GetAsync(new Uri("/api/v1/launches", UriKind.Relative), Cancelled)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await reader.GetAsync(new Uri("/api/v1/launches", UriKind.Relative), Cancelled)).StatusCode);
    }

    [Fact]
    public async Task PersonWithoutTheRightAnyMore_TakesTheKeyAlong()
    {
        await _portal.ApplyAsync(new SetRoles(_mara.Id, []));
        await AskAsync(_support, Banner, Anns, HttpStatusCode.Forbidden);

        await _portal.ApplyAsync(new DisablePerson(_mara.Id));
        await AskAsync(_support, Banner, Anns, HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task NoOtherKeyAndNoCookie_OpensIt()
    {
        var secret = KeySecret.New(KeyKind.Server);
        await ApplyAsync(new CreateKey(Guid.CreateVersion7(), "Web shop", KeyKind.Server, "production", KeySecret.HashOf(secret), KeySecret.PrefixOf(secret)));

        await AskAsync(NewClient(secret), Banner, "{", HttpStatusCode.Unauthorized);
        await AskAsync(await _portal.SignedInAsync(_mara), Banner, "{", HttpStatusCode.Unauthorized);
    }

    [Theory]
    [InlineData("", HttpStatusCode.BadRequest)]
    [InlineData("{", HttpStatusCode.BadRequest)]
    [InlineData("{}", HttpStatusCode.BadRequest)]
    [InlineData("""{"context":null}""", HttpStatusCode.BadRequest)]
    [InlineData("""{"context":["ann"]}""", HttpStatusCode.BadRequest)]
    [InlineData("""{"context":{"targetingKey":7}}""", HttpStatusCode.BadRequest)]
    [InlineData("""{"context":{"targetingKey":"\ud800"}}""", HttpStatusCode.BadRequest)]
    [InlineData("""{"context":{"plan":"\udfff"}}""", HttpStatusCode.BadRequest)]
    [InlineData("""{"context":{"targetingKey":"ann","age":1e999,"more":{"deep":[[]]},"plan":null}}""", HttpStatusCode.OK)]
    public Task Body_ThatIsNoUser_IsRefused(string body, HttpStatusCode status) => AskAsync(_support, Banner, body, status);

    [Fact]
    public async Task Document_DescribesIt()
    {
        var document = JsonNode.Parse(await _portal.NewVisitor().GetStringAsync(new Uri("/openapi/v1.json", UriKind.Relative), Cancelled))!;

        var operation = document["paths"]!["/api/v1/controls/{key}/try"]!["post"]!;
        Assert.Superset(
            new HashSet<string> { "200", "400", "401", "403", "404", "429" },
            operation["responses"]!.AsObject().Select(response => response.Key).ToHashSet());
        Assert.Equal(["application/json"], operation["requestBody"]!["content"]!.AsObject().Select(content => content.Key));
    }

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    private static ControlDetails Details => new() { Name = "Feature", RemoveBy = new DateOnly(2099, 12, 31) };

    private async Task ApplyAsync(params Change[] changes) =>
        Assert.Null((await _portal.Desk.ApplyAsync(new ChangeSet(changes, "Because the test says so."), _anna)).Refusal);

    private async Task<HttpClient> NewToolAsync(TestPerson person, KeyPermission permission, string environment = "production")
    {
        var secret = KeySecret.New(KeyKind.Automation);
        await ApplyAsync(new CreateKey(
            Guid.CreateVersion7(), "Support desk", KeyKind.Automation, environment, KeySecret.HashOf(secret), KeySecret.PrefixOf(secret), person.Id, permission));
        return NewClient(secret);
    }

    private HttpClient NewClient(string secret)
    {
        var client = _portal.NewVisitor();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", secret);
        return client;
    }

    private static async Task<JsonNode> AskAsync(HttpClient client, string control, string body, HttpStatusCode status = HttpStatusCode.OK)
    {
        using var content = new StringContent(body, Encoding.UTF8, "application/json");
        using var answer = await client.PostAsync(new Uri($"/api/v1/controls/{control}/try", UriKind.Relative), content, Cancelled);
        var json = await answer.Content.ReadAsStringAsync(Cancelled);
        Assert.True(answer.StatusCode == status, $"{answer.StatusCode}: {json}");
        return JsonNode.Parse(json)!;
    }
}
