using System.Net;
using System.Text.Json.Nodes;
using ReleasePortal.Domain.People;

namespace ReleasePortal.Tests.Http.Deployments;

/// <summary>Deployments as a pipeline reports them with an automation key.</summary>
public sealed class DeploymentApiTests : PipelineTests
{
    private const string Report = """
        {"id":"run-812","software":"checkout","version":"2.14.0","environment":"Staging","at":"2026-05-04T09:30:00+02:00",
         "commit":"4f2a9c1","by":"pipeline 812","link":"https://ci.example.com/run/812","controls":["spring-storefront"]}
        """;

    [Fact]
    public async Task Report_IsCreated_AndTheSameAgainIsKnown()
    {
        var first = await SendAsync(Pipeline, Report, HttpStatusCode.Created);
        var second = await SendAsync(Pipeline, Report, HttpStatusCode.OK);

        Assert.True(JsonNode.DeepEquals(
            JsonNode.Parse("""
                {"id":"run-812","software":"checkout","version":"2.14.0","environment":"staging","at":"2026-05-04T07:30:00+00:00","kind":"deployed","isRunning":true}
                """),
            first), first.ToJsonString());
        Assert.True(JsonNode.DeepEquals(first, second), second.ToJsonString());
    }

    [Fact]
    public async Task Environment_LeftOut_IsTheKeys()
    {
        var answer = await SendAsync(Pipeline, """{"id":"run-1","software":"checkout","version":"2.14.0"}""", HttpStatusCode.Created);

        Assert.Equal("production", (string?)answer["environment"]);
    }

    [Theory]
    [InlineData("", "id", "InvalidRequired")]
    [InlineData("{}", "id", "InvalidRequired")]
    [InlineData("""{"id":"a","software":"checkout","version":"1","environment":"moon"}""", "environment", "InvalidUnknownEnvironment")]
    [InlineData("""{"id":"a","software":"checkout","version":"1","at":"2199-01-01T00:00:00Z"}""", "at", "InvalidInTheFuture")]
    [InlineData("""{"id":"a","software":"checkout","version":"1","link":"javascript:alert(1)"}""", "link", "InvalidWebAddress")]
    public async Task WhatDoesNotHold_IsSaidBesideItsField(string body, string field, string code)
    {
        var problem = await SendAsync(Pipeline, body, HttpStatusCode.BadRequest);

        Assert.Equal(code, (string?)problem["code"]);
        Assert.NotNull(problem["errors"]![field]);
    }

    [Theory]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("""{"id":7}""")]
    [InlineData("""{"id":"a","software":null,"version":"1"}""")]
    [InlineData("""{"id":"a","software":"checkout","version":"1","kind":"released"}""")]
    public Task WhatCannotBeRead_IsABadRequest(string body) => SendAsync(Pipeline, body, HttpStatusCode.BadRequest);

    [Fact]
    public async Task TheSameIdWithOtherFacts_IsAConflict()
    {
        await SendAsync(Pipeline, Report, HttpStatusCode.Created);

        Assert.Equal("ReportedOtherwise", (string?)(await SendAsync(Pipeline, Report.Replace("2.14.0", "2.15.0", StringComparison.Ordinal), HttpStatusCode.Conflict))["code"]);
    }

    [Fact]
    public async Task NoOtherKeyAndNoCookie_OpensIt()
    {
        await SendAsync(Portal.NewVisitor(), "{", HttpStatusCode.Unauthorized);
        await SendAsync(await Portal.SignedInAsync(Erik), "{", HttpStatusCode.Unauthorized);
        await SendAsync(await NewToolAsync(KeyPermission.ManageLaunches), "{", HttpStatusCode.Forbidden);
    }

    private static Task<JsonNode> SendAsync(HttpClient client, string body, HttpStatusCode status) => PostAsync(client, "/api/v1/deployments", body, status);
}
