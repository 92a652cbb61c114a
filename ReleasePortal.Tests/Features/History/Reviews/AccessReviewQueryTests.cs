using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using ReleasePortal.Data;
using ReleasePortal.Domain;
using ReleasePortal.Domain.Access;
using ReleasePortal.Domain.Controls;
using ReleasePortal.Domain.Launches;
using ReleasePortal.Domain.People;
using ReleasePortal.Features.History.Reviews;
using ReleasePortal.Tests.Changes;
using ReleasePortal.Tests.Support;

namespace ReleasePortal.Tests.Features.History.Reviews;

/// <summary>Who could release what, who did, and who never did, on a real database.</summary>
public abstract class AccessReviewQueryTests(PostgresServer? postgres) : DeskTests(postgres)
{
    private const int Months = 3;

    private AccessReviewQuery Query => new(
        Portal.Services.GetRequiredService<IDbContextFactory<PortalDbContext>>(), Options.Create(new AccessReviewOptions()), Portal.Clock);

    [Fact]
    public async Task WhoCouldAndNeverDid_StandsFirst()
    {
        var key = await Portal.AToggleAsync();
        await Portal.ApplyAsync(Marketing, new ReleaseControlToEveryone(key, Given.Production));
        await Portal.ApplyAsync(Marketing, new Withdraw(key, Given.Production));
        await Portal.ApplyAsync(Engineer, new ReleaseControlToEveryone(await Portal.AKillSwitchAsync(), Given.Production), "load test");
        Portal.Clock.Advance(TimeSpan.FromHours(1));

        var review = await Query.ReadAsync(Months, Auditor);

        Assert.Equal(
            [
                ("Elena Engineer", Reach.Everything, 0, 0),
                ("Erik Engineer", Reach.Everything, 0, 1),
                ("Maria Marketing", Reach.Business, 2, 0),
                ("Ada Administrator", Reach.Nothing, 0, 0),
                ("Aude Auditor", Reach.Nothing, 0, 0),
                ("Nils New", Reach.Nothing, 0, 0),
            ],
            review.People.Select(person => (person.Name, person.Reach, person.Did.Business, person.Did.Operational)));
        Assert.Equal((3, 1), review.Count);
    }

    [Fact]
    public async Task RolesHeldInBetween_Count()
    {
        Portal.Clock.Advance(TimeSpan.FromDays(200));
        await Portal.ApplyAsync(Administrator, new SetRoles(Auditor.Id, [Role.Marketing]));
        Portal.Clock.Advance(TimeSpan.FromDays(1));
        await Portal.ApplyAsync(Administrator, new SetRoles(Auditor.Id, [Role.Auditor]));
        await Portal.ApplyAsync(Administrator, new DisablePerson(Given.AnotherEngineer.Id));
        Portal.Clock.Advance(TimeSpan.FromDays(1));

        var people = (await Query.ReadAsync(Months, Auditor)).People.ToDictionary(person => person.Name);
        Assert.Equal([Role.Marketing, Role.Auditor], people["Aude Auditor"].Held);
        Assert.Equal([Role.Auditor], people["Aude Auditor"].Roles);
        Assert.Equal(Reach.Business, people["Aude Auditor"].Reach);
        Assert.Equal((Reach.Everything, true), (people["Elena Engineer"].Reach, people["Elena Engineer"].IsDisabled));

        Portal.Clock.Advance(TimeSpan.FromDays(100));
        people = (await Query.ReadAsync(Months, Auditor)).People.ToDictionary(person => person.Name);
        Assert.Equal(Reach.Nothing, people["Aude Auditor"].Reach);
        Assert.False(people.ContainsKey("Elena Engineer")); // disabled before the period began
    }

    [Fact]
    public async Task BeforeThePeriod_CountsAsLastTimeOnly()
    {
        var key = await Portal.AToggleAsync();
        await Portal.ApplyAsync(Marketing, new ReleaseControlToEveryone(key, Given.Production));
        Portal.Clock.Advance(TimeSpan.FromDays(200));

        var maria = (await Query.ReadAsync(Months, Auditor)).People.Single(person => person.Id == Marketing.Id);
        Assert.True(maria.Never);
        Assert.Equal(Given.Now, maria.Did.Last);
        Assert.Equal(1, (await Query.ReadAsync(12, Auditor)).People.Single(person => person.Id == Marketing.Id).Did.Count);
    }

    [Fact]
    public async Task WhatALaunchDid_ItsOwnerDid()
    {
        await Portal.AToggleAsync();
        var launch = Guid.CreateVersion7();
        await Portal.ApplyAsync(Marketing, new CreateLaunch(launch, Samples.ALaunch() with { Start = null, End = null }));
        await Portal.ApplyAsync(Marketing, new SubmitLaunch(launch, SeenVersion: null));
        await Portal.ApplyAsync(Actor.ScheduleFor(Marketing.Id), new StartLaunch(launch, SeenVersion: null));
        Portal.Clock.Advance(TimeSpan.FromHours(1));

        Assert.Equal(1, (await Query.ReadAsync(Months, Auditor)).People.Single(person => person.Id == Marketing.Id).Did.Business);
    }

    [Fact]
    public async Task AutomationKeysThatMayLaunch_AreReviewedToo()
    {
        var key = Guid.CreateVersion7();
        await Portal.ApplyAsync(Administrator, new CreateKey(key, "Campaign tool", KeyKind.Automation, Given.Production, new string('a', 64), "rp_auto_a1b2")
        {
            ActsFor = Marketing.Id,
            Permissions = [KeyPermission.ManageLaunches],
        });

        var reviewed = Assert.Single((await Query.ReadAsync(Months, Auditor)).Keys);
        Assert.Equal(("Campaign tool", "Maria Marketing", 0), (reviewed.Name, reviewed.ActsFor, reviewed.Did.Count));
        await Portal.ApplyAsync(Administrator, new RevokeKey(key));
        Assert.Empty((await Query.ReadAsync(Months, Auditor)).Keys);
    }

    [Fact]
    public async Task Administrator_OperationalReleases_AreNotCounted()
    {
        await Portal.ApplyAsync(Engineer, new ReleaseControlToEveryone(await Portal.AKillSwitchAsync(), Given.Production), "load test");
        Portal.Clock.Advance(TimeSpan.FromHours(1));

        var erik = (await Query.ReadAsync(Months, Administrator)).People.Single(person => person.Id == Engineer.Id);
        Assert.Equal((0, null), (erik.Did.Count, erik.Did.Last));
    }

    [Fact]
    public async Task WhoMayNotSeeSecurityEntries_GetsNothing()
    {
        Assert.Empty((await Query.ReadAsync(Months, Marketing)).People);
        Assert.Empty((await Query.ReadAsync(Months, Engineer)).People);
    }

    [Fact]
    public async Task Confirm_IsAnEntry_AndSaysWhenTheNextIsDue()
    {
        Assert.Null((await Query.ReadAsync(Months, Auditor)).Confirmed);
        var now = Portal.Clock.GetUtcNow();
        var applied = await Portal.ApplyAsync(Administrator, new ConfirmAccessReview(Administrator.Id, now.AddMonths(-3), now), "all as it should be");

        var review = await Query.ReadAsync(Months, Auditor);
        Assert.Equal(new ConfirmedReview(now, "Ada Administrator", "all as it should be"), review.Confirmed);
        Assert.Equal(now.AddMonths(6), review.DueAt);
        Assert.Equal(
            "Ada Administrator reviewed who could release what from 4 Feb 2026, 09:30 UTC until 4 May 2026, 09:30 UTC: all as it should be",
            (await Portal.LineAsync(applied.Entries[0])).Plain());
    }

    [Fact]
    public async Task Confirm_InSomebodyElsesName_OrOfWhatIsStillToCome_IsRefused()
    {
        var now = Portal.Clock.GetUtcNow();

        Assert.IsType<NotAllowed>((await Portal.TryAsync(Administrator, new ConfirmAccessReview(Auditor.Id, now.AddMonths(-3), now))).Refusal);
        Assert.IsType<NotAllowed>((await Portal.TryAsync(Auditor, new ConfirmAccessReview(Auditor.Id, now.AddMonths(-3), now))).Refusal);
        Assert.Equal("until", (await Portal.TryAsync(Administrator, new ConfirmAccessReview(Administrator.Id, now, now.AddDays(1)))).Refusal?.Field);
        Assert.Equal("until", (await Portal.TryAsync(Administrator, new ConfirmAccessReview(Administrator.Id, now, now))).Refusal?.Field);
    }
}

public sealed class AccessReviewQueryOnSqliteTests() : AccessReviewQueryTests(postgres: null);

public sealed class AccessReviewQueryOnPostgreSqlTests(PostgresServer postgres) : AccessReviewQueryTests(postgres);
