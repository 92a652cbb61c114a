using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using ReleasePortal.Data.Deployments;
using ReleasePortal.Domain;
using ReleasePortal.Domain.Deployments;
using ReleasePortal.Tests.Changes;
using ReleasePortal.Tests.Support;

namespace ReleasePortal.Tests.Data.Deployments;

/// <summary>Deployments as they are reported, on a real database.</summary>
public abstract class DeploymentStoreTests(PostgresServer? postgres) : DeskTests(postgres)
{
    private static readonly DeploymentReport Checkout = new()
    {
        Source = DeploymentSource.Api,
        Id = "run-1",
        Kind = DeploymentKind.Deployed,
        Software = "checkout",
        Version = "2.14.0",
        Environment = Given.Production,
        At = Given.Now,
        Commit = "4f2a9c1",
        By = "pipeline 812",
        Link = "https://ci.example.com/run/812",
        Controls = ["spring-storefront", "checkout-layout"],
    };

    private DeploymentStore Store => Portal.Services.GetRequiredService<DeploymentStore>();

    [Fact]
    public async Task Report_IsRecorded_AndRuns()
    {
        var recorded = (await Store.RecordAsync(Checkout)).OrThrow();

        Assert.True(recorded is { IsNew: true, IsRunning: true });
        Assert.Equal("2.14.0", await RunningAsync("checkout"));
        var stored = await Portal.ReadAsync(database => database.Deployments.AsNoTracking().Include(one => one.Version!.Controls).SingleAsync());
        Assert.Equal(("production", Given.Now, "4f2a9c1", "pipeline 812", "https://ci.example.com/run/812"), (stored.Environment, stored.At, stored.Commit, stored.By, stored.Link));
        Assert.Equal(["checkout-layout", "spring-storefront"], stored.Version!.Controls.Select(carried => carried.Control).Order());
    }

    [Fact]
    public async Task TheSameReportTwice_IsOneDeployment()
    {
        await Store.RecordAsync(Checkout);
        var again = (await Store.RecordAsync(Checkout with { At = Given.Now.AddSeconds(3) })).OrThrow();

        Assert.True(again is { IsNew: false, IsRunning: true });
        Assert.Equal(1, await CountAsync());
    }

    [Fact]
    public async Task TheSameIdWithOtherFacts_IsRefused()
    {
        await Store.RecordAsync(Checkout);

        Assert.IsType<ReportedOtherwise>((await Store.RecordAsync(Checkout with { Version = "2.15.0" })).Refusal);
        Assert.IsType<ReportedOtherwise>((await Store.RecordAsync(Checkout with { Environment = Given.Staging })).Refusal);
        Assert.True((await Store.RecordAsync(Checkout with { Source = DeploymentSource.GitHub })).OrThrow().IsNew); // ids are each reporter's own
    }

    [Fact]
    public async Task ReportsInAnyOrder_TheLatestRuns()
    {
        await Store.RecordAsync(Checkout);
        var late = (await Store.RecordAsync(Checkout with { Id = "run-0", Version = "2.13.0", At = Given.Now.AddHours(-1) })).OrThrow();

        Assert.True(late is { IsNew: true, IsRunning: false });
        Assert.Equal(DeploymentKind.Deployed, late.Deployment.Kind); // late, not back
        Assert.Equal("2.14.0", await RunningAsync("checkout"));
    }

    [Theory]
    [InlineData("2.13.9", DeploymentKind.RolledBack)]
    [InlineData("v2.13.9", DeploymentKind.RolledBack)]
    [InlineData("2.14.0", DeploymentKind.Upgraded)]
    [InlineData("2.15.0-rc.1", DeploymentKind.Upgraded)]
    [InlineData("build-7", DeploymentKind.Upgraded)]
    public async Task AVersionThatGoesBackwards_IsARollback(string version, DeploymentKind kind)
    {
        await Store.RecordAsync(Checkout);
        var next = (await Store.RecordAsync(Checkout with { Id = "run-2", Kind = DeploymentKind.Upgraded, Version = version, At = Given.Now.AddMinutes(1) })).OrThrow();

        Assert.Equal(kind, next.Deployment.Kind);
        Assert.Equal(version, await RunningAsync("checkout"));
    }

    [Fact]
    public async Task Removed_NothingRuns_AndALateReportDoesNotBringItBack()
    {
        await Store.RecordAsync(Checkout);
        var removed = (await Store.RecordAsync(Checkout with { Id = "run-2", Kind = DeploymentKind.Removed, Version = "", At = Given.Now.AddMinutes(1) })).OrThrow();
        await Store.RecordAsync(Checkout with { Id = "run-3", Version = "2.13.0", At = Given.Now.AddSeconds(30) });

        Assert.False(removed.IsRunning);
        Assert.Equal("2.14.0", removed.Deployment.Version!.Version); // what ran until then
        Assert.Null(await RunningAsync("checkout"));
    }

    [Fact]
    public async Task AVersionsControls_AreThoseOfAllItsReports()
    {
        await Store.RecordAsync(Checkout with { Environment = Given.Staging, Id = "run-0", Controls = null });
        await Store.RecordAsync(Checkout with { Controls = ["spring-storefront"] });
        await Store.RecordAsync(Checkout with { Id = "run-2", Controls = ["spring-storefront", "gift-cards"] });

        var version = await Portal.ReadAsync(database => database.SoftwareVersions.Include(one => one.Controls).SingleAsync());
        Assert.Equal(["gift-cards", "spring-storefront"], version.Controls.Select(carried => carried.Control).Order());
    }

    [Theory]
    [InlineData("production")]
    [InlineData("Production")]
    [InlineData("PRODUCTION")]
    public async Task Environment_IsKnownByKeyOrName(string named) =>
        Assert.Equal("production", (await Store.RecordAsync(Checkout with { Environment = named })).OrThrow().Deployment.Environment);

    public static TheoryData<string, string, string> Bad => new()
    {
        { "environment", "moon", "UnknownEnvironment" },
        { "environment", "", "Required" },
        { "id", " ", "Required" },
        { "id", new string('a', 201), "TooLong" },
        { "software", "", "Required" },
        { "software", "check\u0000out", "Characters" },
        { "version", "", "Required" },
        { "link", "javascript:alert(1)", "WebAddress" },
        { "link", "/run/812", "WebAddress" },
        { "link", "data:text/html,x", "WebAddress" },
        { "controls", "Not A Key", "Key" },
        { "at", "2026-05-04T09:36:00Z", "InTheFuture" },
        { "at", "0001-01-01T00:00:00Z", "Year" },
    };

    [Theory]
    [MemberData(nameof(Bad))]
    public async Task WhatDoesNotHold_IsRefusedBesideItsField_AndNothingIsRecorded(string field, string value, string rule)
    {
        var report = field switch
        {
            "environment" => Checkout with { Environment = value },
            "id" => Checkout with { Id = value },
            "software" => Checkout with { Software = value },
            "version" => Checkout with { Version = value },
            "link" => Checkout with { Link = value },
            "controls" => Checkout with { Controls = [value] },
            _ => Checkout with { At = DateTimeOffset.Parse(value, System.Globalization.CultureInfo.InvariantCulture) },
        };

        var refusal = Assert.IsType<Invalid>((await Store.RecordAsync(report)).Refusal);

        Assert.Equal((field, rule), (refusal.Errors[0].Field, refusal.Errors[0].Rule));
        Assert.Equal(0, await CountAsync());
    }

    [Fact]
    public async Task ManyReportsAtOnce_EachIsRecordedOnce_AndTheLatestRuns()
    {
        var reports = Enumerable.Range(0, 12).SelectMany(number => Enumerable.Repeat(
            Checkout with { Id = $"run-{number}", Version = $"2.{number}.0", At = Given.Now.AddMinutes(-number) }, 2));

        var answers = await Task.WhenAll(reports.Select(report => Task.Run(() => Store.RecordAsync(report))));

        Assert.All(answers, answer => Assert.True(answer.IsSuccess));
        Assert.Equal(12, answers.Count(answer => answer.Value!.IsNew));
        Assert.Equal(12, await CountAsync());
        Assert.Equal("2.0.0", await RunningAsync("checkout"));
    }

    private Task<int> CountAsync() => Portal.ReadAsync(database => database.Deployments.CountAsync());

    private Task<string?> RunningAsync(string software) => Portal.ReadAsync(database => (
        from running in database.RunningSoftware
        join version in database.SoftwareVersions on running.VersionId equals version.Id
        where running.Software == software && running.Environment == Given.Production && !running.IsRemoved
        select version.Version).SingleOrDefaultAsync());
}

public sealed class DeploymentStoreOnSqliteTests() : DeploymentStoreTests(postgres: null);

public sealed class DeploymentStoreOnPostgreSqlTests(PostgresServer postgres) : DeploymentStoreTests(postgres);
