using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using ReleasePortal.Components.Deployed;
using ReleasePortal.Data;
using ReleasePortal.Domain.Access;
using ReleasePortal.Domain.Controls;
using ReleasePortal.Domain.Environments;
using ReleasePortal.Domain.Launches;
using ReleasePortal.Domain.People;
using ReleasePortal.Features.Launches;
using ReleasePortal.Features.Launches.Calendar;
using ReleasePortal.Features.Launches.Single;
using ReleasePortal.Tests.Changes;
using ReleasePortal.Tests.Support;

namespace ReleasePortal.Tests.Features.Launches;

/// <summary>What pages about launches read, on a real database, as each reader may see it.</summary>
public abstract class LaunchQueryTests(PostgresServer? postgres) : LaunchDeskTests(postgres)
{
    private IDbContextFactory<PortalDbContext> Contexts => Portal.Services.GetRequiredService<IDbContextFactory<PortalDbContext>>();

    [Fact]
    public async Task Preflight_AnotherLaunchOnTheSameControl_IsNamedOnlyWhenItMayBeSeen()
    {
        var key = await Portal.AToggleAsync();
        var mine = await ALaunchAsync(key);
        await SubmittedAsync(Marketing, Details(key) with { Name = "Black Friday", Start = In(TimeSpan.FromDays(1)) });
        await SubmittedAsync(Engineer, Details(key, await Portal.AKillSwitchAsync()) with { Name = "Cache warm-up", Start = In(TimeSpan.FromDays(2)) });

        Assert.Equal(["Black Friday"], await OverlapsAsync(mine, Marketing));
        Assert.Equal(["Black Friday", "Cache warm-up"], await OverlapsAsync(mine, Engineer));
    }

    [Fact]
    public async Task Preflight_DraftsAndThoseThatAreOver_DoNotCross()
    {
        var key = await Portal.AToggleAsync();
        var mine = await ALaunchAsync(key);
        await ALaunchAsync(key);
        await DoAsync(Marketing, new CancelLaunch(await AScheduledLaunchAsync(Details(key) with { Start = In(TimeSpan.FromDays(1)) })));

        Assert.Empty(await OverlapsAsync(mine, Marketing));
    }

    [Fact]
    public async Task Preflight_ControlChangedSince_SaysByWhom()
    {
        var mine = await ALaunchAsync(await Portal.AToggleAsync());
        Portal.Clock.Advance(TimeSpan.FromMinutes(1));
        await Portal.ApplyAsync(Engineer, new ReleaseControlToEveryone("spring-storefront", Given.Production, Share: 500));

        var drift = Assert.Single(await PreflightAsync(mine, Marketing), finding => finding.Check is PreflightCheck.Drift);
        Assert.Equal(("Drift.ChangedBy", Engineer.Name), (drift.Key, drift.Words[1]));
    }

    [Fact]
    public async Task Preflight_OwnerLosesTheRole_NeedsAttention()
    {
        var mine = await ALaunchAsync(await Portal.AToggleAsync());
        await Portal.ApplyAsync(Administrator, new SetRoles(Marketing.Id, [Role.Auditor]));

        Assert.Contains("Owner.NotAllowed", (await PreflightAsync(mine, Engineer)).Select(finding => finding.Key));
    }

    [Fact]
    public async Task Preflight_ApproverIsDisabled_NeedsAttention()
    {
        await AskForApprovalAsync(ApprovalPolicy.Launches);
        var mine = await AScheduledLaunchAsync(Details(await Portal.AToggleAsync()) with { Start = In(TimeSpan.FromDays(1)) });
        Assert.Contains("Approval.Waiting", (await PreflightAsync(mine, Marketing)).Select(finding => finding.Key));
        await DoAsync(Engineer, new ApproveLaunch(mine));
        Assert.Contains("Approval.Ok", (await PreflightAsync(mine, Marketing)).Select(finding => finding.Key));

        await Portal.ApplyAsync(Administrator, new DisablePerson(Engineer.Id));

        Assert.Contains("Approval.Invalid", (await PreflightAsync(mine, Marketing)).Select(finding => finding.Key));
    }

    [Fact]
    public async Task Operational_IsInNoQueryOfThoseWhoMayNotSeeIt()
    {
        var id = await SubmittedAsync(Engineer, Details(await Portal.AKillSwitchAsync()) with { Start = In(TimeSpan.FromHours(2)) });

        foreach (var (reader, sees) in new[] { (Engineer, true), (Marketing, false), (Auditor, false), (Administrator, false), (Given.SomebodyWithoutARole, false) })
        {
            var now = Portal.Clock.GetUtcNow();
            Assert.Equal(sees, await new LaunchQuery(Contexts).FindAsync(id, reader) is not null);
            Assert.Equal(sees, await new LaunchPreviewQuery(Contexts, Portal.Clock).ReadAsync(id, reader) is not null);
            Assert.Equal(sees, (await PreflightAsync(id, reader)).Count > 0);
            Assert.Equal(sees, (await new LaunchListQuery(Contexts).ReadAsync(Given.Production, reader, _ => 10)).Count > 0);
            Assert.Equal(sees, (await new LaunchCalendarQuery(Contexts).ReadAsync(Given.Production, now, now.AddDays(1), reader)).Count > 0);
            Assert.Equal(sees, (await new LaunchSearchQuery(Contexts).FindAsync("trade", Given.Production, reader)).Count > 0);
        }
    }

    [Fact]
    public async Task Calendar_HasWhatBeginsInThePeriod_ByItsRealBeginning()
    {
        var key = await Portal.AToggleAsync();
        var now = Portal.Clock.GetUtcNow();
        await AScheduledLaunchAsync(Details(key) with { Name = "In an hour", Start = In(TimeSpan.FromHours(1)) });
        await AScheduledLaunchAsync(Details(key) with { Name = "In two days", Start = In(TimeSpan.FromDays(2)) });
        await ALaunchAsync(Details(key) with { Name = "By button" });
        await DoAsync(Marketing, new StartLaunch(await ALaunchAsync(Details(key) with { Name = "Earlier than planned", Start = In(TimeSpan.FromDays(9)) })));

        var launches = await new LaunchCalendarQuery(Contexts).ReadAsync(Given.Production, now, now.AddDays(1), Marketing);

        Assert.Equal(["Earlier than planned", "In an hour"], launches.Select(launch => launch.Name));
    }

    [Fact]
    public async Task Past_OfTheSameInstant_IsPagedWithoutGapsOrRepeats()
    {
        var key = await Portal.AToggleAsync();
        for (var index = 0; index < 6; index++)
            await DoAsync(Marketing, new CancelLaunch(await ALaunchAsync(Details(key) with { Name = $"{index}" })));
        var query = new LaunchListQuery(Contexts);

        var first = Assert.Single(await query.ReadAsync(Given.Production, Marketing, _ => 2));
        var rest = await query.PastAsync(Given.Production, Marketing, first.Rows[^1]);

        Assert.True(first.HasMore);
        Assert.Equal(6, first.Rows.Concat(rest).Select(row => row.Id).Distinct().Count());
        Assert.Equal(4, rest.Count);
    }

    private Task<IReadOnlyList<PreflightFinding>> PreflightAsync(Guid id, Actor reader) => new PreflightQuery(Contexts, new DeployedQuery(Contexts), Portal.Clock).ReadAsync(id, reader);

    private async Task<IEnumerable<string>> OverlapsAsync(Guid id, Actor reader) =>
        (await PreflightAsync(id, reader)).Where(finding => finding.Key is "Overlap.Other").Select(finding => finding.Words[0]);

    private async Task<Guid> SubmittedAsync(Actor by, LaunchDetails details)
    {
        var id = Guid.CreateVersion7();
        await DoAsync(by, new CreateLaunch(id, details));
        await DoAsync(by, new SubmitLaunch(id));
        return id;
    }
}

public sealed class LaunchQueryOnSqliteTests() : LaunchQueryTests(postgres: null);

public sealed class LaunchQueryOnPostgreSqlTests(PostgresServer postgres) : LaunchQueryTests(postgres);
