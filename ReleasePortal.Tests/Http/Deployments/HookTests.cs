using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using ReleasePortal.Domain.Deployments;
using ReleasePortal.Tests.Support;

namespace ReleasePortal.Tests.Http.Deployments;

/// <summary>The webhooks of GitHub and Octopus Deploy, with payloads in the shape that they document.</summary>
public sealed class HookTests : PipelineTests
{
    private const string GitHub = """
        {
          "action": "created",
          "deployment_status": {
            "id": 17, "state": "success", "creator": {"login": "octocat"}, "environment": "Production", "description": "",
            "target_url": "", "log_url": "https://github.com/example/checkout/actions/runs/812", "created_at": "2026-05-04T07:30:00Z"
          },
          "deployment": {
            "id": 145988746, "sha": "a10867b14bb761a232cd80139fbd4c0d33264240", "ref": "main", "task": "deploy", "environment": "Production",
            "payload": {"version": "2.14.0", "controls": ["spring-storefront"]}, "creator": {"login": "octocat"}
          },
          "repository": {"id": 1, "name": "checkout", "full_name": "example/checkout"},
          "sender": {"login": "octocat"}
        }
        """;

    private const string Octopus = """
        {
          "Timestamp": "2026-05-04T07:31:00+00:00", "EventType": "SubscriptionPayload",
          "Payload": {
            "ServerUri": "https://octopus.example.com", "BatchId": "9d0ecd22", "Subscription": {"Id": "Subscriptions-1"},
            "Event": {
              "Id": "Events-1111977", "Category": "DeploymentSucceeded", "Username": "erik", "Occurred": "2026-05-04T07:30:00+00:00",
              "RelatedDocumentIds": ["Projects-4522", "Releases-11138", "Environments-1621", "Deployments-12519", "ServerTasks-1"],
              "Message": "Deploy to Production succeeded for Shop checkout release 2.14.0 to Production",
              "MessageReferences": [
                {"ReferencedDocumentId": "Deployments-12519", "StartIndex": 0, "Length": 20},
                {"ReferencedDocumentId": "Projects-4522", "StartIndex": 35, "Length": 13},
                {"ReferencedDocumentId": "Releases-11138", "StartIndex": 57, "Length": 6},
                {"ReferencedDocumentId": "Environments-1621", "StartIndex": 67, "Length": 10}
              ],
              "Links": {"Self": "/api/events/Events-1111977"}
            }
          }
        }
        """;

    [Fact]
    public async Task GitHub_ADeploymentThatSucceeded_IsRecordedOnce()
    {
        await FromGitHubAsync(GitHub, HttpStatusCode.Created);
        await FromGitHubAsync(GitHub, HttpStatusCode.OK); // redelivered

        var stored = Assert.Single(await DeploymentsAsync());
        Assert.Equal(("checkout", "2.14.0", "production", "example/checkout#145988746"), (stored.Software, stored.Version!.Version, stored.Environment, stored.ReportId));
        Assert.Equal(("a10867b14bb761a232cd80139fbd4c0d33264240", "octocat", "https://github.com/example/checkout/actions/runs/812"), (stored.Commit, stored.By, stored.Link));
        Assert.Equal(["spring-storefront"], stored.Version.Controls.Select(carried => carried.Control));
    }

    [Theory]
    [InlineData("main", "a10867b14bb7")]
    [InlineData("v2.15.0", "v2.15.0")]
    [InlineData("refs/tags/checkout-9", "checkout-9")]
    public async Task GitHub_WithoutAPayload_TheTagOrTheCommitIsTheVersion(string reference, string version)
    {
        var sent = JsonNode.Parse(GitHub)!;
        sent["deployment"]!["payload"] = new JsonObject();
        sent["deployment"]!["ref"] = reference;

        await FromGitHubAsync(sent.ToJsonString(), HttpStatusCode.Created);

        var stored = Assert.Single(await DeploymentsAsync()).Version!;
        Assert.Equal((version, false), (stored.Version, stored.IsTold)); // nobody said what it carries
    }

    [Theory]
    [InlineData("ping", "{}")]
    [InlineData("push", "{}")]
    [InlineData("deployment_status", """{"deployment_status":{"state":"in_progress"},"deployment":{}}""")]
    [InlineData("deployment_status", """{"deployment_status":{"state":"failure"},"deployment":{}}""")]
    public async Task GitHub_WhatIsNoDeployment_IsTakenAndIgnored(string type, string body)
    {
        Assert.NotEmpty((string)(await FromGitHubAsync(body, HttpStatusCode.Accepted, type))["ignored"]!);
        Assert.Empty(await DeploymentsAsync());
        Assert.Empty(await DeadLettersAsync());
    }

    [Theory]
    [InlineData("sha256=00")]
    [InlineData("")]
    [InlineData(null)]
    public async Task GitHub_WrongSignature_IsRefusedBeforeAnythingIsRead_AndOnlyCounted(string? signature)
    {
        (string, string)[] headers = signature is null ? [("X-GitHub-Event", "deployment_status")] : [("X-GitHub-Event", "deployment_status"), ("X-Hub-Signature-256", signature)];

        await PostAsync(Portal.NewVisitor(), "/hooks/github", GitHub, HttpStatusCode.Unauthorized, headers: headers);
        await PostAsync(Portal.NewVisitor(), "/hooks/github", "{", HttpStatusCode.Unauthorized, headers: headers);

        Assert.Empty(await DeploymentsAsync());
        Assert.Empty(await DeadLettersAsync());
    }

    [Fact]
    public async Task GitHub_ABodyThatWasAltered_IsRefused()
    {
        var signature = Sign(GitHub);

        await PostAsync(
            Portal.NewVisitor(), "/hooks/github", GitHub.Replace("2.14.0", "2.15.0", StringComparison.Ordinal), HttpStatusCode.Unauthorized,
            headers: [("X-GitHub-Event", "deployment_status"), ("X-Hub-Signature-256", signature)]);
    }

    [Fact]
    public async Task GitHub_UnknownEnvironment_IsKept_WithoutTheSignature()
    {
        await FromGitHubAsync(GitHub.Replace("Production", "Moon", StringComparison.Ordinal), HttpStatusCode.BadRequest);

        var letter = Assert.Single(await DeadLettersAsync());
        Assert.Equal(["content-type", "x-github-event"], letter.Attributes.Keys.Order(StringComparer.Ordinal));
        Assert.DoesNotContain("sha256=", string.Concat(letter.Attributes.Values), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Octopus_ADeploymentThatSucceeded_IsRecorded()
    {
        await FromOctopusAsync(Octopus, HttpStatusCode.Created);

        var stored = Assert.Single(await DeploymentsAsync());
        Assert.Equal(("Shop checkout", "2.14.0", "production", "erik"), (stored.Software, stored.Version!.Version, stored.Environment, stored.By));
        Assert.Equal((DeploymentSource.Octopus, "https://octopus.example.com/app#/deployments/Deployments-12519"), (stored.Source, stored.Link));
    }

    [Fact]
    public async Task Octopus_WhatHasFailed_IsTakenAndIgnored()
    {
        await FromOctopusAsync(Octopus.Replace("DeploymentSucceeded", "DeploymentFailed", StringComparison.Ordinal), HttpStatusCode.Accepted);

        Assert.Empty(await DeploymentsAsync());
    }

    [Fact]
    public async Task Octopus_ReferencesOutsideItsMessage_AreRefusedAndKept()
    {
        await FromOctopusAsync(Octopus.Replace("\"StartIndex\": 35", "\"StartIndex\": 2147483647", StringComparison.Ordinal), HttpStatusCode.BadRequest);

        Assert.Equal(DeploymentSource.Octopus, Assert.Single(await DeadLettersAsync()).Source);
    }

    [Fact]
    public async Task Octopus_WrongSecret_IsRefused() =>
        await PostAsync(Portal.NewVisitor(), "/hooks/octopus", Octopus, HttpStatusCode.Unauthorized, headers: [("X-Octopus-Secret", "guessed")]);

    [Theory]
    [InlineData("/hooks/github")]
    [InlineData("/hooks/octopus")]
    public async Task WithoutASecretInTheSettings_ThereIsNoSuchAddress(string address)
    {
        await using var bare = new PortalFactory();

        await PostAsync(bare.NewVisitor(), address, Octopus, HttpStatusCode.NotFound, headers: [("X-Octopus-Secret", "")]);
    }

    private Task<JsonNode> FromGitHubAsync(string body, HttpStatusCode status, string type = "deployment_status") =>
        PostAsync(Portal.NewVisitor(), "/hooks/github", body, status, headers: [("X-GitHub-Event", type), ("X-Hub-Signature-256", Sign(body))]);

    private Task<JsonNode> FromOctopusAsync(string body, HttpStatusCode status) =>
        PostAsync(Portal.NewVisitor(), "/hooks/octopus", body, status, headers: [("X-Octopus-Secret", "known to Octopus")]);

    private static string Sign(string body) =>
        "sha256=" + Convert.ToHexStringLower(HMACSHA256.HashData("known to GitHub"u8, Encoding.UTF8.GetBytes(body)));
}
