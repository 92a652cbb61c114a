using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using ReleasePortal.Data;
using ReleasePortal.Domain;
using ReleasePortal.Domain.Access;
using ReleasePortal.Domain.Audiences;
using ReleasePortal.Domain.Budgets;
using ReleasePortal.Domain.Controls;
using ReleasePortal.Domain.Environments;
using ReleasePortal.Domain.People;
using ReleasePortal.Tests.Support;

namespace ReleasePortal.Tests.Http.Launches;

/// <summary>Launches as a pipeline plans and runs them, with an automation key on behalf of somebody of marketing.</summary>
public sealed class LaunchApiTests : IAsyncLifetime
{
    private const string Launches = "/api/v1/launches";

    private readonly PortalFactory _portal = new();
    private TestPerson _mara = null!;
    private TestPerson _anna = null!;
    private HttpClient _pipeline = null!;

    public async ValueTask InitializeAsync()
    {
        _mara = await _portal.AddPersonAsync(Role.Marketing);
        _anna = await _portal.AddPersonAsync(Role.Administrator, Role.Engineer);
        foreach (var key in new[] { "spring-storefront", "loyalty-banner", "fraud-scoring" })
            await ApplyAsync(new CreateControl(key, ControlKind.Toggle, new ControlDetails { Name = key, RemoveBy = new DateOnly(2099, 12, 31) }));
        await ApplyAsync(new HandOver("spring-storefront"), new HandOver("loyalty-banner"));
        _pipeline = await NewPipelineAsync(KeyPermission.ManageLaunches);
    }

    public async ValueTask DisposeAsync() => await _portal.DisposeAsync();

    [Fact]
    public async Task Create_ByButton_IsPlannedOnBehalfOfThePerson_AndLaunchedAndUndone()
    {
        var made = await SendAsync(_pipeline, Launches, Body("spring-storefront", "loyalty-banner"), HttpStatusCode.Created);
        Assert.Equal("scheduled", (string?)made["status"]);
        Assert.Equal("Everyone on Production will see spring-storefront immediately.", (string?)made["steps"]![0]!["will"]);

        Assert.Equal("launched", (string?)(await SendAsync(_pipeline, $"{Launches}/{made["id"]}/launch", body: null, HttpStatusCode.OK))["status"]);
        Assert.Equal(Availability.Everyone, await AvailabilityAsync("spring-storefront"));
        Assert.Equal("undone", (string?)(await SendAsync(_pipeline, $"{Launches}/{made["id"]}/undo", body: null, HttpStatusCode.OK))["status"]);
        Assert.Equal(Availability.Closed, await AvailabilityAsync("spring-storefront"));

        var entries = await _portal.EntriesOfAsync(Guid.Parse((string)made["id"]!));
        Assert.All(entries, line => Assert.Equal((ActorKind.ApplicationKey, (Guid?)_mara.Id, ChangeSource.Api), (line.Entry.ActorKind, line.Entry.OnBehalfOf, line.Entry.Source)));
        Assert.Equal(["CreateLaunch", "SubmitLaunch", "StartLaunch", "UndoLaunch"], entries.Select(line => line.Entry.Action));
    }

    [Fact]
    public async Task Create_AtATimeWithStages_IsScheduled_HeldResumedAndCancelled()
    {
        var wanted = Body("spring-storefront");
        wanted["start"] = new JsonObject { ["local"] = "2098-03-01T09:00:00", ["zone"] = "America/Chicago" };
        wanted["end"] = new JsonObject { ["local"] = "2098-03-11T18:00:00", ["zone"] = "America/Chicago" };
        wanted["steps"]![0]!["stages"] = new JsonArray(new JsonObject { ["percent"] = 5, ["minutes"] = 60 });

        var made = await SendAsync(_pipeline, Launches, wanted, HttpStatusCode.Created);
        Assert.Equal(new DateTimeOffset(2098, 3, 1, 15, 0, 0, TimeSpan.Zero), made["startAt"]!.GetValue<DateTimeOffset>());
        foreach (var (act, status) in new[] { ("hold", "onHold"), ("resume", "scheduled"), ("cancel", "cancelled") })
            Assert.Equal(status, (string?)(await SendAsync(_pipeline, $"{Launches}/{made["id"]}/{act}", body: null, HttpStatusCode.OK))["status"]);

        var refusal = await SendAsync(_pipeline, $"{Launches}/{made["id"]}/launch", body: null, HttpStatusCode.Conflict);
        Assert.Equal("NotPossibleNow", (string?)refusal["code"]);
    }

    [Fact]
    public async Task Launch_BeyondABudget_AnswersTheNumbersAndWhatCouldGo()
    {
        await ApplyAsync(
            new DefineGroup("early-access", new GroupDetails { Name = "Early access", Members = ["ann"] }),
            new SetBudgets(new BudgetLimits(OpenToOneGroup: 1)),
            new ReleaseToGroups("loyalty-banner", "production", [new GroupRule("early-access", Serving.Of(Variant.On))]));
        var wanted = Body("spring-storefront");
        wanted["steps"]![0]!["to"] = "groups";
        wanted["steps"]![0]!["groups"] = new JsonArray("early-access");
        var made = await SendAsync(_pipeline, Launches, wanted, HttpStatusCode.Created);

        var problem = await SendAsync(_pipeline, $"{Launches}/{made["id"]}/launch", body: null, HttpStatusCode.Conflict);

        Assert.Equal(
            ("BudgetExceeded", "openToOneGroup", 1, 2),
            ((string?)problem["code"], (string?)problem["budget"], (int)problem["limit"]!, (int)problem["count"]!));
        Assert.Equal("loyalty-banner", (string?)Assert.Single(problem["candidates"]!.AsArray())!["key"]);
        Assert.Equal(Availability.Closed, await AvailabilityAsync("spring-storefront"));
    }

    [Fact]
    public async Task List_PagesFromTheLatestOn()
    {
        var made = new List<string>();
        for (var index = 0; index < 3; index++)
            made.Add((string)(await SendAsync(_pipeline, Launches, Body("spring-storefront"), HttpStatusCode.Created))["id"]!);

        var first = await GetAsync(_pipeline, $"{Launches}?limit=2");
        var second = await GetAsync(_pipeline, $"{Launches}?limit=2&before={first["next"]}");

        var listed = first["launches"]!.AsArray().Concat(second["launches"]!.AsArray()).Select(launch => (string)launch!["id"]!);
        Assert.Equal(Enumerable.Reverse(made), listed);
        Assert.Null(second["next"]);
        Assert.Empty((await GetAsync(_pipeline, $"{Launches}?status=missed"))["launches"]!.AsArray());
    }

    [Fact]
    public async Task Create_SentTwice_IsMadeOnce()
    {
        var wanted = Body("spring-storefront");
        wanted["id"] = Guid.CreateVersion7().ToString();
        await SendAsync(_pipeline, Launches, wanted, HttpStatusCode.Created);

        Assert.Equal("KeyTaken", (string?)(await SendAsync(_pipeline, Launches, wanted, HttpStatusCode.Conflict))["code"]);
    }

    [Theory]
    [InlineData("""{"name":"","steps":[{"control":"spring-storefront","to":"everyone"}]}""", "name")]
    [InlineData("""{"name":"A","steps":[]}""", "steps")]
    [InlineData("""{"name":"A","steps":[{"control":"no-such-key","to":"everyone"}]}""", "steps.0")]
    [InlineData("""{"name":"A","steps":[{"control":"spring-storefront","to":"everyone","percent":200}]}""", "steps.0")]
    [InlineData("""{"name":"A","steps":[{"control":"spring-storefront","to":"closed","stages":[{"percent":5,"minutes":60}]}]}""", "steps.0.stages")]
    [InlineData("""{"name":"A","steps":[{"control":"spring-storefront","to":"everyone"}],"start":{"local":"2001-01-01T09:00","zone":"Europe/Berlin"}}""", "start")]
    [InlineData("""{"name":"A","steps":[{"control":"spring-storefront","to":"everyone"}],"start":{"local":"2098-01-01T09:00","zone":"Mars/Base"}}""", "start.zone")]
    public async Task Create_WhatDoesNotHold_IsRefusedFieldByField(string body, string field)
    {
        var problem = await SendAsync(_pipeline, Launches, JsonNode.Parse(body), HttpStatusCode.BadRequest);

        Assert.Contains(field, problem["errors"]!.AsObject().Select(error => error.Key));
        Assert.NotEmpty((string)problem["detail"]!);
    }

    [Theory]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{"name":"A","steps":[{"control":"a","to":"sideways"}]}""")]
    [InlineData("""{"name":"A","steps":null}""")]
    [InlineData("""{"name":"A","steps":[null]}""")]
    public async Task Create_WhatCannotBeRead_Answers400(string body)
    {
        var answer = await _pipeline.PostAsync(new Uri(Launches, UriKind.Relative), new StringContent(body, Encoding.UTF8, "application/json"));

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
    }

    [Fact]
    public async Task OperationalControl_IsForTheKeyOfMarketingAnUnknownOne()
    {
        var hidden = await SendAsync(_pipeline, Launches, Body("fraud-scoring"), HttpStatusCode.BadRequest);
        var unknown = await SendAsync(_pipeline, Launches, Body("no-such-one"), HttpStatusCode.BadRequest);

        foreach (var answer in new[] { hidden, unknown })
            answer.AsObject().Remove("traceId");
        Assert.Equal(unknown.ToJsonString().Replace("no-such-one", "fraud-scoring", StringComparison.Ordinal), hidden.ToJsonString());
    }

    [Fact]
    public async Task OperationalLaunch_IsForTheKeyOfMarketingAnUnknownOne()
    {
        var engineers = await NewPipelineAsync(KeyPermission.ManageLaunches, _anna.Id);
        var made = await SendAsync(engineers, Launches, Body("fraud-scoring"), HttpStatusCode.Created);

        await GetAsync(_pipeline, $"{Launches}/{made["id"]}", HttpStatusCode.NotFound);
        await SendAsync(_pipeline, $"{Launches}/{made["id"]}/launch", body: null, HttpStatusCode.NotFound);
        Assert.Empty((await GetAsync(_pipeline, Launches))["launches"]!.AsArray());
        Assert.Equal(Availability.Closed, await AvailabilityAsync("fraud-scoring"));
    }

    [Fact]
    public async Task OtherEnvironmentsLaunch_IsUnknown()
    {
        var staging = await NewPipelineAsync(KeyPermission.ManageLaunches, environment: "staging");
        var made = await SendAsync(staging, Launches, Body("spring-storefront"), HttpStatusCode.Created);

        await GetAsync(_pipeline, $"{Launches}/{made["id"]}", HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task ReadingKey_ReadsAndChangesNothing()
    {
        var made = await SendAsync(_pipeline, Launches, Body("spring-storefront"), HttpStatusCode.Created);
        var reader = await NewPipelineAsync(KeyPermission.ReadLaunches);

        await GetAsync(reader, $"{Launches}/{made["id"]}");
        await SendAsync(reader, $"{Launches}/{made["id"]}/launch", body: null, HttpStatusCode.Forbidden);
        await SendAsync(reader, Launches, Body("spring-storefront"), HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task PersonWhoLostTheRole_TakesTheKeyAlong()
    {
        await ApplyAsync(new SetRoles(_mara.Id, [Role.Auditor]));
        await SendAsync(_pipeline, Launches, Body("spring-storefront"), HttpStatusCode.Forbidden);

        await ApplyAsync(new DisablePerson(_mara.Id));
        await GetAsync(_pipeline, Launches, HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task KeyOfAnotherKindOrNone_IsNotLetIn()
    {
        var server = KeySecret.New(KeyKind.Server);
        await ApplyAsync(new CreateKey(Guid.CreateVersion7(), "Shop", KeyKind.Server, "production", KeySecret.HashOf(server), KeySecret.PrefixOf(server)));

        await GetAsync(NewClient(server), Launches, HttpStatusCode.Unauthorized);
        await GetAsync(NewClient("rp_automation_guessed"), Launches, HttpStatusCode.Unauthorized);
        await GetAsync(_portal.NewVisitor(), Launches, HttpStatusCode.Unauthorized);
        var evaluation = await _pipeline.PostAsync(
            new Uri("/ofrep/v1/evaluate/flags", UriKind.Relative), new StringContent("""{"context":{}}""", Encoding.UTF8, "application/json"));
        Assert.Equal(HttpStatusCode.Forbidden, evaluation.StatusCode);
    }

    [Fact]
    public async Task Approval_IsNeverAKeys()
    {
        await ApplyAsync(new EditEnvironment("production", new EnvironmentDetails("Production", 30, IsProduction: true, ReasonRequired: false, ApprovalPolicy.Launches)));

        var made = await SendAsync(_pipeline, Launches, Body("spring-storefront"), HttpStatusCode.Created);

        Assert.Equal("awaitingApproval", (string?)made["status"]);
        Assert.Equal("NotPossibleNow", (string?)(await SendAsync(_pipeline, $"{Launches}/{made["id"]}/launch", body: null, HttpStatusCode.Conflict))["code"]);
    }

    [Fact]
    public async Task Document_DescribesEveryAct()
    {
        var document = await GetAsync(_portal.NewVisitor(), "/openapi/v1.json");

        Assert.Superset(
            new HashSet<string> { Launches, Launches + "/{id}", Launches + "/{id}/hold", Launches + "/{id}/resume", Launches + "/{id}/cancel", Launches + "/{id}/launch", Launches + "/{id}/undo" },
            document["paths"]!.AsObject().Select(path => path.Key).ToHashSet());
    }

    private static JsonObject Body(params string[] controls) => new()
    {
        ["name"] = "Trade show",
        ["notes"] = "The show opens at nine.",
        ["steps"] = new JsonArray([.. controls.Select(control => new JsonObject { ["control"] = control, ["to"] = "everyone" })]),
    };

    private static async Task<JsonNode> SendAsync(HttpClient client, string address, JsonNode? body, HttpStatusCode expected)
    {
        var answer = await client.PostAsync(new Uri(address, UriKind.Relative), body is null ? null : JsonContent.Create(body));
        var text = await answer.Content.ReadAsStringAsync();
        Assert.Equal((expected, text), (answer.StatusCode, text));
        return JsonNode.Parse(text)!;
    }

    private static async Task<JsonNode> GetAsync(HttpClient client, string address, HttpStatusCode expected = HttpStatusCode.OK)
    {
        var answer = await client.GetAsync(new Uri(address, UriKind.Relative));
        var text = await answer.Content.ReadAsStringAsync();
        Assert.Equal((expected, text), (answer.StatusCode, text));
        return JsonNode.Parse(text)!;
    }

    private async Task ApplyAsync(params Change[] changes) =>
        (await _portal.Desk.ApplyAsync(new ChangeSet(changes, "Because the test says so."), _anna.Actor)).OrThrow();

    private async Task<HttpClient> NewPipelineAsync(KeyPermission permission, Guid? actsFor = null, string environment = "production")
    {
        var secret = KeySecret.New(KeyKind.Automation);
        await ApplyAsync(new CreateKey(
            Guid.CreateVersion7(), "Pipeline", KeyKind.Automation, environment, KeySecret.HashOf(secret), KeySecret.PrefixOf(secret), actsFor ?? _mara.Id, permission));
        return NewClient(secret);
    }

    private HttpClient NewClient(string secret)
    {
        var client = _portal.NewVisitor();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", secret);
        return client;
    }

    private async Task<Availability> AvailabilityAsync(string control)
    {
        await using var database = await _portal.Services.GetRequiredService<IDbContextFactory<PortalDbContext>>().CreateDbContextAsync();
        return (await database.Controls.Include(known => known.States).SingleAsync(known => known.Key == control)).StateOn("production").Availability;
    }
}
