using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using ReleasePortal.Components.Deployed;
using ReleasePortal.Data;
using ReleasePortal.Data.Deployments;
using ReleasePortal.Domain.Deployments;
using ReleasePortal.Tests.Changes;
using ReleasePortal.Tests.Features.Deployments;
using ReleasePortal.Tests.Support;

namespace ReleasePortal.Tests.Features.Components;

/// <summary>Where a control is, told from reports of deployments, on both databases.</summary>
public abstract class DeployedQueryTests(PostgresServer? postgres) : DeskTests(postgres)
{
    private const string Spring = "spring-storefront", Other = "gift-cards";

    private DeploymentStore Store => Portal.Services.GetRequiredService<DeploymentStore>();

    private static DateTimeOffset Ago(int hours) => Given.Now.AddHours(-hours);

    [Fact]
    public async Task NothingReported_IsUnknown() => Assert.Equal(Presence.Unknown, (await WhereAsync()).Presence);

    [Fact]
    public async Task NoVersionKnownToCarryIt_IsUnknown()
    {
        await Store.DeployAsync("checkout", "2.14.0", Ago(1), [Other]);

        Assert.Equal(Presence.Unknown, (await WhereAsync()).Presence);
    }

    [Fact]
    public async Task Deployed_SinceItCame_WhateverRunsNow()
    {
        await Store.DeployAsync("checkout", "2.13.0", Ago(90), [Other]);
        await Store.DeployAsync("checkout", "2.14.0", Ago(72), [Other, Spring]);
        await Store.DeployAsync("checkout", "2.15.0", Ago(1), [Other, Spring]);

        Assert.Equal((Presence.Deployed, "checkout", "2.15.0", "2.14.0", Ago(72)), Facts(await WhereAsync()));
    }

    [Fact]
    public async Task DeployedAgainAfterARollback_SinceThen()
    {
        await Store.DeployAsync("checkout", "2.14.0", Ago(72), [Spring]);
        await Store.DeployAsync("checkout", "2.13.0", Ago(48), [Other]);
        await Store.DeployAsync("checkout", "2.15.0", Ago(2), [Spring]);

        Assert.Equal((Presence.Deployed, "checkout", "2.15.0", "2.15.0", Ago(2)), Facts(await WhereAsync()));
    }

    [Fact]
    public async Task AVersionOfWhichNobodySaid_InBetween_BreaksNothing()
    {
        await Store.DeployAsync("checkout", "2.14.0", Ago(72), [Spring]);
        await Store.DeployAsync("checkout", "2.14.1", Ago(48), controls: null);
        await Store.DeployAsync("checkout", "2.15.0", Ago(2), [Spring]);

        Assert.Equal((Presence.Deployed, "checkout", "2.15.0", "2.14.0", Ago(72)), Facts(await WhereAsync()));
    }

    [Fact]
    public async Task WhatRunsIsAVersionOfWhichNobodySaid_IsUnknown()
    {
        await Store.DeployAsync("checkout", "2.14.0", Ago(72), [Spring]);
        await Store.DeployAsync("checkout", "2.15.0", Ago(2), controls: null);

        Assert.Equal(Presence.Unknown, (await WhereAsync()).Presence);
    }

    [Fact]
    public async Task OnAnotherEnvironmentOnly_IsNotDeployed_OnceReportsComeFromHere()
    {
        await Store.DeployAsync("checkout", "2.14.0", Ago(3), [Spring], "staging");
        Assert.Equal(Presence.Unknown, (await WhereAsync()).Presence);

        await Store.DeployAsync("checkout", "2.13.0", Ago(2), [Other]);

        Assert.Equal((Presence.NotDeployed, "checkout", "2.13.0"), (await WhereAsync()) is var where ? (where.Presence, where.Software, where.Running) : default);
        Assert.Equal(Presence.Deployed, (await WhereAsync("staging")).Presence);
    }

    [Theory]
    [InlineData("2.13.0", DeploymentKind.Deployed, Presence.RolledBack)]
    [InlineData("yesterday", DeploymentKind.RolledBack, Presence.RolledBack)]
    [InlineData("2.15.0", DeploymentKind.Upgraded, Presence.NoLonger)]
    public async Task WhatRunsDoesNotCarryItAnyMore(string version, DeploymentKind kind, Presence presence)
    {
        await Store.DeployAsync("checkout", "2.14.0", Ago(72), [Spring]);
        await Store.DeployAsync("checkout", version, Ago(2), [Other], kind: kind);

        Assert.Equal((presence, "checkout", version, "2.14.0", Ago(2)), Facts(await WhereAsync()));
    }

    [Fact]
    public async Task RolledBack_AndMendedOnTheOldLine_IsStillRolledBack()
    {
        await Store.DeployAsync("checkout", "2.14.0", Ago(72), [Spring]);
        await Store.DeployAsync("checkout", "2.13.0", Ago(48), [Other]);
        await Store.DeployAsync("checkout", "2.13.1", Ago(2), [Other]);

        Assert.Equal(Presence.RolledBack, (await WhereAsync()).Presence);
    }

    [Fact]
    public async Task SoftwareRemoved_TheControlWentWithIt()
    {
        await Store.DeployAsync("checkout", "2.14.0", Ago(72), [Spring]);
        await Store.DeployAsync("checkout", "", Ago(2), controls: null, kind: DeploymentKind.Removed);

        Assert.Equal((Presence.Removed, "checkout", "", "2.14.0", Ago(2)), Facts(await WhereAsync()));
    }

    [Fact]
    public async Task MovedToOtherSoftware_IsDeployed()
    {
        await Store.DeployAsync("monolith", "9.0", Ago(72), [Spring]);
        await Store.DeployAsync("checkout", "1.0.0", Ago(48), [Spring]);
        await Store.DeployAsync("monolith", "9.1", Ago(2), []);

        Assert.Equal((Presence.Deployed, "checkout"), (await WhereAsync()) is var where ? (where.Presence, where.Software) : default);
    }

    [Fact]
    public async Task ManyControlsAtOnce_EachIsWhereItIs()
    {
        await Store.DeployAsync("checkout", "2.13.0", Ago(90), [Other]);
        await Store.DeployAsync("checkout", "2.14.0", Ago(72), [Other, Spring]);
        await Store.DeployAsync("checkout", "2.15.0", Ago(3), [Other, Spring, "delivery-slots"], "staging");

        var view = await new DeployedQuery(Contexts).ReadAsync([Spring, Other, "delivery-slots", "unheard-of"], "production");

        Assert.Equal(
            [Ago(72), Ago(90), null, null],
            new[] { Spring, Other, "delivery-slots", "unheard-of" }.Select(key => view.Of(key, "production").Since));
        Assert.Equal((Presence.NotDeployed, Presence.Unknown), (view.Of("delivery-slots", "production").Presence, view.Of("unheard-of", "production").Presence));
    }

    private static (Presence Presence, string Software, string Running, string CameWith, DateTimeOffset? Since) Facts(Whereabouts where) =>
        (where.Presence, where.Software, where.Running, where.CameWith, where.Since);

    private IDbContextFactory<PortalDbContext> Contexts => Portal.Services.GetRequiredService<IDbContextFactory<PortalDbContext>>();

    private async Task<Whereabouts> WhereAsync(string environment = "production") =>
        (await new DeployedQuery(Contexts).ReadAsync(Spring)).Of(Spring, environment);
}

public sealed class DeployedQueryOnSqliteTests() : DeployedQueryTests(postgres: null);

public sealed class DeployedQueryOnPostgreSqlTests(PostgresServer postgres) : DeployedQueryTests(postgres);
