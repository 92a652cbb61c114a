using System.Net;
using System.Text.Json.Nodes;
using ReleasePortal.Domain.Deployments;

namespace ReleasePortal.Tests.Http.Deployments;

/// <summary>CDEvents in the shapes that cdevents.dev documents, as CloudEvents 1.0 carries them over HTTP.</summary>
public sealed class CdEventApiTests : PipelineTests
{
    private const string Address = "/api/v1/cdevents", Structured = "application/cloudevents+json";

    [Theory]
    [InlineData("deployed.0.1.1", DeploymentKind.Deployed)]
    [InlineData("deployed.0.2.0", DeploymentKind.Deployed)]
    [InlineData("upgraded.0.3.0", DeploymentKind.Upgraded)]
    [InlineData("rolledback.0.2.0", DeploymentKind.RolledBack)]
    public async Task Structured_IsRecorded_WhateverTheMinorVersion(string type, DeploymentKind kind)
    {
        await PostAsync(Pipeline, Address, Wrap("dev.cdevents.service." + type, Event("dev.cdevents.service." + type)), HttpStatusCode.Created, Structured);

        var stored = Assert.Single(await DeploymentsAsync());
        Assert.Equal((DeploymentSource.CdEvents, kind, "checkout", "2.14.0", "production"), (stored.Source, stored.Kind, stored.Software, stored.Version!.Version, stored.Environment));
        Assert.Equal(("/pipelines/checkout#271069a8", "4f2a9c1", "pipeline 812", "https://ci.example.com/run/812"), (stored.ReportId, stored.Commit, stored.By, stored.Link));
        Assert.Equal(DateTimeOffset.Parse("2026-05-04T07:30:00Z", System.Globalization.CultureInfo.InvariantCulture), stored.At);
        Assert.Equal(["spring-storefront"], stored.Version.Controls.Select(carried => carried.Control));
    }

    [Fact]
    public async Task Binary_IsTheSameEvent()
    {
        const string type = "dev.cdevents.service.deployed.0.2.0";
        await PostAsync(Pipeline, Address, Wrap(type, Event(type)), HttpStatusCode.Created, Structured);

        await PostAsync(
            Pipeline, Address, Event(type), HttpStatusCode.OK, "application/json",
            ("ce-specversion", "1.0"), ("ce-type", type), ("ce-source", "/pipelines/checkout"), ("ce-id", "271069a8"), ("ce-time", "2026-05-04T07:30:00Z"));

        Assert.Single(await DeploymentsAsync());
    }

    [Fact]
    public async Task Removed_NeedsNoArtifact()
    {
        const string type = "dev.cdevents.service.removed.0.2.0";
        await PostAsync(Pipeline, Address, Wrap("dev.cdevents.service.deployed.0.2.0", Event("dev.cdevents.service.deployed.0.2.0")), HttpStatusCode.Created, Structured);

        var bare = JsonNode.Parse(Event(type))!;
        bare["context"]!["id"] = "271069a9";
        bare["context"]!["timestamp"] = "2026-05-04T08:30:00Z";
        bare["subject"]!["content"]!.AsObject().Remove("artifactId");
        bare.AsObject().Remove("customData");
        var answer = await PostAsync(Pipeline, Address, Wrap(type, bare.ToJsonString()), HttpStatusCode.Created, Structured);

        Assert.Equal(("removed", false), ((string?)answer["kind"], (bool?)answer["isRunning"]));
    }

    [Theory]
    [InlineData("pkg:oci/checkout@sha256%3A0b31b1c02ff4", "sha256:0b31b1c02ff4")]
    [InlineData("pkg:generic/shop/checkout@2.14.0?arch=amd64#main", "2.14.0")]
    [InlineData("pkg:npm/%40shop/checkout@2.14.0", "2.14.0")]
    [InlineData("registry.example.com:5000/checkout:2.14.0", "2.14.0")]
    public async Task Version_IsThatOfTheArtifact_WhereNothingElseNamesIt(string artifact, string version)
    {
        const string type = "dev.cdevents.service.deployed.0.2.0";
        var sent = JsonNode.Parse(Event(type))!;
        sent["subject"]!["content"]!["artifactId"] = artifact;
        sent["customData"]!.AsObject().Remove("version");

        await PostAsync(Pipeline, Address, Wrap(type, sent.ToJsonString()), HttpStatusCode.Created, Structured);

        Assert.Equal(version, Assert.Single(await DeploymentsAsync()).Version!.Version);
    }

    [Fact]
    public async Task AnotherNameOfAnEnvironment_IsKnownFromTheSettings()
    {
        const string type = "dev.cdevents.service.deployed.0.2.0";
        await PostAsync(Pipeline, Address, Wrap(type, Event(type).Replace("\"Production\"", "\"Live Shop\"", StringComparison.Ordinal)), HttpStatusCode.Created, Structured);

        Assert.Equal("production", Assert.Single(await DeploymentsAsync()).Environment);
    }

    [Theory]
    [InlineData("dev.cdevents.environment.created.0.2.0", "staging", 0)]
    [InlineData("dev.cdevents.environment.modified.0.2.0", "moon", 1)]
    [InlineData("dev.cdevents.environment.deleted.0.2.0", "moon", 0)]
    public async Task Environment_IsAnswered_AndNoneIsMade(string type, string environment, int kept)
    {
        var answer = await PostAsync(
            Pipeline, Address, Wrap(type, $$$"""{"context":{"type":"{{{type}}}"},"subject":{"id":"/env/{{{environment}}}","type":"environment","content":{} } }"""), HttpStatusCode.Accepted, Structured);

        Assert.NotEmpty((string)answer["ignored"]!);
        Assert.Empty(await DeploymentsAsync());
        Assert.Equal(kept, (await DeadLettersAsync()).Count);
    }

    [Theory]
    [InlineData("dev.cdevents.build.finished.0.2.0", HttpStatusCode.UnprocessableEntity, "OtherEvent")]
    [InlineData("dev.cdevents.service.published.0.2.0", HttpStatusCode.UnprocessableEntity, "OtherEvent")]
    [InlineData("com.github.push", HttpStatusCode.UnprocessableEntity, "OtherEvent")]
    public async Task AnotherType_IsRefused_AndKept(string type, HttpStatusCode status, string code)
    {
        var body = Wrap(type, Event(type));

        Assert.Equal(code, (string?)(await PostAsync(Pipeline, Address, body, status, Structured))["code"]);

        var letter = Assert.Single(await DeadLettersAsync());
        Assert.Equal((body, "Pipeline"), (letter.Body, letter.From));
        Assert.Contains(type, letter.Why.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{"specversion":"1.0","type":"dev.cdevents.service.deployed.0.2.0"}""")]
    [InlineData("""{"specversion":"1.0","type":"dev.cdevents.service.deployed.0.2.0","data":"\\ud800"}""")]
    public async Task Unreadable_IsABadRequest_AndKept(string body)
    {
        Assert.Equal("UnreadableReport", (string?)(await PostAsync(Pipeline, Address, body, HttpStatusCode.BadRequest, Structured))["code"]);
        Assert.Equal(body, Assert.Single(await DeadLettersAsync()).Body);
    }

    private static string Event(string type) => $$"""
        {
          "context": {"version": "0.4.1", "id": "271069a8", "source": "/pipelines/checkout", "type": "{{type}}", "timestamp": "2026-05-04T09:30:00+02:00"},
          "subject": {
            "id": "services/checkout", "source": "/pipelines/checkout", "type": "service",
            "content": {"environment": {"id": "Production", "source": "/clusters/eu"}, "artifactId": "pkg:oci/checkout@sha256%3A0b31b1c02ff458ad"}
          },
          "customData": {"version": "2.14.0", "controls": ["spring-storefront"], "commit": "4f2a9c1", "by": "pipeline 812", "link": "https://ci.example.com/run/812"},
          "customDataContentType": "application/json"
        }
        """;

    private static string Wrap(string type, string data) =>
        $$"""{"specversion":"1.0","id":"271069a8","source":"/pipelines/checkout","type":"{{type}}","time":"2026-05-04T07:30:00Z","datacontenttype":"application/json","data":{{data}}}""";
}
