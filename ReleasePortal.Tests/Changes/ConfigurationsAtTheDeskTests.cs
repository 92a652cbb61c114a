using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using ReleasePortal.Data;
using ReleasePortal.Domain;
using ReleasePortal.Domain.Access;
using ReleasePortal.Domain.Configurations;
using ReleasePortal.Domain.Controls;
using ReleasePortal.Domain.Launches;
using ReleasePortal.Domain.Wording;
using ReleasePortal.Features.Configurations;
using ReleasePortal.Features.Configurations.Coverage;
using ReleasePortal.Tests.Support;

namespace ReleasePortal.Tests.Changes;

/// <summary>Business configurations through the one door, and what is read of them.</summary>
public abstract class ConfigurationsAtTheDeskTests(PostgresServer? postgres) : DeskTests(postgres)
{
    private IDbContextFactory<PortalDbContext> Contexts => Portal.Services.GetRequiredService<IDbContextFactory<PortalDbContext>>();

    private ConfigurationQuery Query => new(Contexts);

    [Fact]
    public async Task Configuration_IsDefinedEditedAndRemoved_AndTheHistoryTellsOfEach()
    {
        var key = await Portal.AToggleAsync();
        await Portal.ApplyAsync(Engineer, new DefineConfiguration("show", Given.AConfiguration((key, OnForEveryone))), reason: "For the trade show");
        await Portal.ApplyAsync(Engineer, new EditConfiguration("show", Given.AConfiguration(), SeenVersion: 1));

        var found = (await Query.FindAsync("show", Engineer))!;
        Assert.Equal((2, 1, 0), (found.Configuration.Version, found.Configuration.Find(1)!.States.Count, found.Configuration.Find()!.States.Count));
        Assert.Equal(OnForEveryone, found.Configuration.Find(1)!.ByControl()[key]);
        Assert.Equal(Engineer.Name, found.Authors[2]);

        await Portal.ApplyAsync(Engineer, new RemoveConfiguration("show", SeenVersion: 2));

        Assert.Null(await Query.FindAsync("show", Engineer));
        Assert.Equal(0, await Portal.ReadAsync(database => database.ConfigurationVersions.CountAsync()));
        var entries = (await Portal.EntriesAsync())[^3..];
        Assert.Equal(["DefineConfiguration", "EditConfiguration", "RemoveConfiguration"], entries.Select(entry => entry.Action));
        Assert.Equal("made version 2 of the business configuration Trade show morning", (await Portal.LineAsync(entries[1])).Sentence.Did().Plain());
    }

    [Fact]
    public async Task Define_KeyInUse_AndControlThatWasRetired_AreRefused()
    {
        var key = await Portal.AToggleAsync();
        await Portal.ApplyAsync(Engineer, new DefineConfiguration("show", Given.AConfiguration()));
        await Portal.ApplyAsync(Engineer, [new TakeBack(key), new Retire(key, NoCodeAsks: true)]);

        Assert.Equal(new KeyTaken("show"), (await Portal.TryAsync(Engineer, new DefineConfiguration("show", Given.AConfiguration()))).Refusal);
        Assert.Equal("InvalidUnknownControl", (await Portal.TryAsync(Engineer, new DefineConfiguration("other", Given.AConfiguration((key, OnForEveryone))))).Refusal!.Code);
    }

    [Fact]
    public async Task OperationalControl_HidesTheWhole_AlsoInAnEarlierVersion()
    {
        var (business, kill) = (await Portal.AToggleAsync(), await Portal.AKillSwitchAsync());
        await Portal.ApplyAsync(Engineer, new DefineConfiguration("business", Given.AConfiguration((business, OnForEveryone))));
        await Portal.ApplyAsync(Engineer, new DefineConfiguration("mixed", Given.AConfiguration((business, OnForEveryone), (kill, OnForEveryone))));
        await Portal.ApplyAsync(Engineer, new EditConfiguration("mixed", Given.AConfiguration((business, OnForEveryone))));

        Assert.Equal(["business"], (await Query.ListAsync(Marketing)).Select(known => known.Key));
        Assert.Null(await Query.FindAsync("mixed", Marketing));
        Assert.Null(await Query.StatesAsync(new StatesSource(SourceKind.Configuration, "mixed"), Marketing));
        Assert.Equal(2, (await Query.ListAsync(Engineer)).Count);
        Assert.Equal(2, (await Query.ListAsync(Auditor)).Count);
        Assert.Empty(await Query.ListAsync(Administrator));

        // Taken back by engineers, a control takes its configurations with it.
        await Portal.ApplyAsync(Engineer, new TakeBack(business));
        Assert.Empty(await Query.ListAsync(Marketing));
    }

    [Fact]
    public async Task Entries_AreReadByThoseWhoReadOperationalOnes()
    {
        var entry = (await Portal.ApplyAsync(Engineer, new DefineConfiguration("show", Given.AConfiguration()))).Entries[0];

        foreach (var (actor, may) in new[] { (Engineer, true), (Auditor, true), (Marketing, false), (Administrator, false) })
        {
            var seen = await Portal.ReadAsync(database => database.Entries
                .Where(Visibility.EntriesVisibleTo(actor, database.Controls, database.LaunchSteps))
                .AnyAsync(visible => visible.Id == entry.Id));
            Assert.Equal((actor.Name, may), (actor.Name, seen));
        }
    }

    [Fact]
    public async Task States_OfAnEnvironment_AreThoseOfNowOrOfAMoment()
    {
        var (a, b) = (await Portal.AToggleAsync(), await Portal.AFlagAsync());
        await Portal.ApplyAsync(Marketing, new ReleaseControlToEveryone(a, Given.Production));
        var then = Given.Now.AddHours(1);
        Portal.Clock.SetUtcNow(then.AddHours(1));
        await Portal.ApplyAsync(Marketing, [new Withdraw(a, Given.Production), new ReleaseControlToEveryone(b, Given.Production, Given.Express)]);

        Assert.Equal([b], (await Query.StatesAsync(new StatesSource(SourceKind.Environment, Given.Production), Engineer))!.States.Keys);
        Assert.Equal([a], (await Query.StatesAsync(new StatesSource(SourceKind.Environment, Given.Production, then), Engineer))!.States.Keys);
        Assert.Empty((await Query.StatesAsync(new StatesSource(SourceKind.Environment, Given.Staging), Engineer))!.States);
        Assert.Null(await Query.StatesAsync(new StatesSource(SourceKind.Environment, "moon"), Engineer));
    }

    [Fact]
    public async Task Apply_IsOneLaunch_AfterWhichTheEnvironmentStandsAsTheConfigurationSays()
    {
        var (a, b) = (await Portal.AToggleAsync(), await Portal.AFlagAsync());
        await Portal.ApplyAsync(Engineer, new DefineConfiguration("show", Given.AConfiguration((b, ReleaseState.ToEveryone(Serving.Of(Given.Express), share: 500)))));
        await Portal.ApplyAsync(Marketing, new ReleaseControlToEveryone(a, Given.Staging));

        var launch = Guid.CreateVersion7();
        var plan = (await Query.PlanAsync("show", Given.Staging, Engineer)).OrThrow();
        var applied = await Portal.ApplyAsync(Engineer, [new CreateLaunch(launch, plan), new StartLaunch(launch)], "To test it");

        Assert.Equal(ReleaseState.Closed, await Portal.StateAsync(a, Given.Staging));
        Assert.Equal(ReleaseState.ToEveryone(Serving.Of(Given.Express), share: 500), await Portal.StateAsync(b, Given.Staging));
        Assert.Single(applied.Entries.Select(entry => entry.Correlation).Distinct());
        Assert.IsType<AlreadySo>((await Query.PlanAsync("show", Given.Staging, Engineer)).Refusal);
    }

    [Fact]
    public async Task Apply_WhereCustomersAre_IsRefused()
    {
        await Portal.ApplyAsync(Engineer, new DefineConfiguration("show", Given.AConfiguration()));

        Assert.Equal(new ProductionIsNotForTests("Production"), (await Query.PlanAsync("show", Given.Production, Engineer)).Refusal);
    }

    [Fact]
    public async Task Coverage_CountsWhatProductionWentThrough_AndItsProposalCoversMore()
    {
        var (a, _, kill) = (await Portal.AToggleAsync(), await Portal.AFlagAsync(), await Portal.AKillSwitchAsync());
        await Portal.ApplyAsync(Engineer, new ReleaseControlToEveryone(a, Given.Staging));
        Portal.Clock.SetUtcNow(Given.Now.AddDays(1));
        await Portal.ApplyAsync(Engineer, [new ReleaseControlToEveryone(a, Given.Production), new ReleaseControlToEveryone(kill, Given.Production)], "To see");
        Portal.Clock.SetUtcNow(Given.Now.AddDays(2));
        await Portal.ApplyAsync(Engineer, new Withdraw(a, Given.Production));
        await Portal.ApplyAsync(Engineer, new DefineConfiguration("closed", Given.AConfiguration()));

        // All closed: 3 pairs. A and the switch open: 3 others. A closed, the switch open: 1 more.
        var coverage = (await ReadAsync(Engineer))!;
        Assert.Equal((7, 3, 3), (coverage.Pairs.Occurred, coverage.Pairs.Covered, coverage.Pairs.Proposal!.Adds));
        Assert.Equal(Given.Now.AddDays(1), coverage.Pairs.Proposal.At);

        var states = (await Query.StatesAsync(new StatesSource(SourceKind.Environment, Given.Production, coverage.Pairs.Proposal.At), Engineer))!.States;
        await Portal.ApplyAsync(Engineer, new DefineConfiguration("proposed", Given.AConfiguration([.. states.Select(state => (state.Key, state.Value))])));
        Assert.Equal(6, (await ReadAsync(Engineer))!.Pairs.Covered);

        // Without operational sight neither the switch nor the configuration with it counts.
        var marketings = (await ReadAsync(Marketing))!;
        Assert.Equal((2, 2, 1), (marketings.Controls, marketings.Pairs.Occurred, marketings.Pairs.Covered));
    }

    [Fact]
    public async Task Coverage_WhatIsOlderThanNinetyDays_DoesNotCount()
    {
        var a = await Portal.AToggleAsync();
        await Portal.AFlagAsync();
        await Portal.ApplyAsync(Marketing, new ReleaseControlToEveryone(a, Given.Production));
        Portal.Clock.SetUtcNow(Given.Now.AddDays(CoverageQuery.Days + 1));

        Assert.Equal(1, (await ReadAsync(Engineer))!.Pairs.Occurred);
    }

    private Task<CoverageView?> ReadAsync(Actor actor) => new CoverageQuery(Contexts, Query, Portal.Clock).ReadAsync(actor);
}

public sealed class ConfigurationsAtTheDeskOnSqliteTests() : ConfigurationsAtTheDeskTests(postgres: null);

public sealed class ConfigurationsAtTheDeskOnPostgreSqlTests(PostgresServer postgres) : ConfigurationsAtTheDeskTests(postgres);
