using System.Net;
using Microsoft.Extensions.DependencyInjection;
using ReleasePortal.Domain.Access;
using ReleasePortal.Domain.Deployments;
using ReleasePortal.Domain.Environments;
using ReleasePortal.Domain.People;
using ReleasePortal.Features.Deployments.Letters;

namespace ReleasePortal.Tests.Http.Deployments;

/// <summary>Reports that are refused after the door are kept, and tried again as they came.</summary>
public sealed class DeadLetterTests : PipelineTests
{
    private const string Report = """{"id":"run-812","software":"checkout","version":"2.14.0","environment":"moon"}""";

    private Postbox Postbox => Portal.Services.GetRequiredService<Postbox>();

    public static TheoryData<string, HttpStatusCode, string> Bad => new()
    {
        { Report, HttpStatusCode.BadRequest, "There is no environment moon" },
        { Report.Replace("\"environment\":\"moon\"", "\"at\":\"2199-01-01T00:00:00Z\"", StringComparison.Ordinal), HttpStatusCode.BadRequest, "That time is still to come." },
        { Report.Replace("\"environment\":\"moon\"", "\"link\":\"javascript:alert(1)\"", StringComparison.Ordinal), HttpStatusCode.BadRequest, "Use an address that begins with https://" },
        { "{\"id\":", HttpStatusCode.BadRequest, "This cannot be read as a report of a deployment." },
    };

    [Theory]
    [MemberData(nameof(Bad))]
    public async Task WhatIsRefused_IsKept_WithTheReasonInWords(string body, HttpStatusCode status, string why)
    {
        await PostAsync(Pipeline, "/api/v1/deployments", body, status);

        var letter = Assert.Single(await DeadLettersAsync());
        Assert.Equal((DeploymentSource.Api, "Pipeline", body), (letter.Source, letter.From, letter.Body));
        Assert.StartsWith(why, letter.Why.ToString(), StringComparison.Ordinal);
        Assert.Equal(["content-type"], letter.Attributes.Keys); // no key, nothing else
    }

    [Fact]
    public async Task TheSameIdWithOtherFacts_IsKept()
    {
        var report = Report.Replace("moon", "production", StringComparison.Ordinal);
        await PostAsync(Pipeline, "/api/v1/deployments", report, HttpStatusCode.Created);
        await PostAsync(Pipeline, "/api/v1/deployments", report.Replace("2.14.0", "2.15.0", StringComparison.Ordinal), HttpStatusCode.Conflict);

        Assert.Single(await DeadLettersAsync());
    }

    [Fact]
    public async Task TheSameAgain_IsCounted_NotKeptTwice()
    {
        for (var attempt = 0; attempt < 3; attempt++)
            await PostAsync(Pipeline, "/api/v1/deployments", Report, HttpStatusCode.BadRequest);

        Assert.Equal(3, Assert.Single(await DeadLettersAsync()).Times);
    }

    [Fact]
    public async Task WhoIsNotLetIn_LeavesNothing()
    {
        await PostAsync(Portal.NewVisitor(), "/api/v1/deployments", Report, HttpStatusCode.Unauthorized);
        await PostAsync(await NewToolAsync(KeyPermission.ManageLaunches), "/api/v1/cdevents", Report, HttpStatusCode.Forbidden);

        Assert.Empty(await DeadLettersAsync());
    }

    [Fact]
    public async Task Replay_OnceTheReasonIsGone_IsRecordedAndLeavesTheList()
    {
        await PostAsync(Pipeline, "/api/v1/deployments", Report, HttpStatusCode.BadRequest);
        var letter = Assert.Single(await DeadLettersAsync());
        Assert.Equal("InvalidUnknownEnvironment", (await Postbox.ReplayAsync(letter.Id, Erik.Actor, Cancelled)).Refusal!.Code); // still not there

        await Portal.ApplyAsync(new DefineEnvironment("moon", new EnvironmentDetails("Moon", Rank: 9, IsProduction: false, ReasonRequired: false)));
        Assert.Null((await Postbox.ReplayAsync(letter.Id, Erik.Actor, Cancelled)).Refusal);

        Assert.Empty(await DeadLettersAsync());
        Assert.Equal("moon", Assert.Single(await DeploymentsAsync()).Environment);
        Assert.IsType<DeadLetterGone>((await Postbox.ReplayAsync(letter.Id, Erik.Actor, Cancelled)).Refusal);
    }

    [Theory]
    [InlineData(Role.Marketing)]
    [InlineData(Role.Auditor)]
    [InlineData(Role.Administrator)]
    public async Task ReplayAndDiscard_AreForEngineers(Role role)
    {
        await PostAsync(Pipeline, "/api/v1/deployments", Report, HttpStatusCode.BadRequest);
        var letter = Assert.Single(await DeadLettersAsync());
        var other = (await Portal.AddPersonAsync(role)).Actor;

        Assert.Equal("NotAllowed", (await Postbox.ReplayAsync(letter.Id, other, Cancelled)).Refusal?.Code);
        Assert.Equal("NotAllowed", (await Postbox.DiscardAsync(letter.Id, other, Cancelled))?.Code);

        Assert.Single(await DeadLettersAsync());
        Assert.Null(await Postbox.DiscardAsync(letter.Id, Erik.Actor, Cancelled));
        Assert.Empty(await DeadLettersAsync());
    }
}
