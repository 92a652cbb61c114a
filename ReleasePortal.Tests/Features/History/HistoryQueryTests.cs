using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using ReleasePortal.Data;
using ReleasePortal.Domain;
using ReleasePortal.Domain.Access;
using ReleasePortal.Domain.Controls;
using ReleasePortal.Domain.Wording;
using ReleasePortal.Features.History;
using ReleasePortal.Tests.Changes;
using ReleasePortal.Tests.Support;

namespace ReleasePortal.Tests.Features.History;

/// <summary>What each reader finds in the history, on a real database.</summary>
public abstract class HistoryQueryTests(PostgresServer? postgres) : DeskTests(postgres)
{
    private HistoryQuery Query => new(Contexts, Portal.Clock);

    private HistoryChoicesQuery Choices => new(Contexts);

    private IDbContextFactory<PortalDbContext> Contexts => Portal.Services.GetRequiredService<IDbContextFactory<PortalDbContext>>();

    [Fact]
    public async Task Marketing_OperationalControl_ReadsNothingOfIt()
    {
        await AnIncidentAsync();

        Assert.Empty(await SaidAsync(Marketing, HistoryFilter.None, about: "Recommendations"));
        Assert.Equal(3, (await SaidAsync(Auditor, HistoryFilter.None, about: "Recommendations")).Count);
        Assert.Equal(3, (await SaidAsync(Engineer, HistoryFilter.None, about: "Recommendations")).Count);
        Assert.Empty(await SaidAsync(Administrator, HistoryFilter.None, about: "Recommendations"));
    }

    [Fact]
    public async Task Marketing_OperationalThenAndBusinessNow_ReadsFromTheHandOverOn()
    {
        var key = await Portal.AToggleAsync(Purpose.Operational);
        await Portal.ApplyAsync(Engineer, new ReleaseControlToEveryone(key, "development"), "secret test");
        await Portal.ApplyAsync(Engineer, new HandOver(key));
        await Portal.ApplyAsync(Marketing, new ReleaseControlToEveryone(key, Given.Production));

        Assert.Equal(
            ["released Spring storefront to everyone on Production", "handed Spring storefront over to the business"],
            await SaidAsync(Marketing, new HistoryFilter { Control = key }));
        Assert.Empty(await SaidAsync(Marketing, new HistoryFilter { Text = "secret test" }));
        Assert.Empty(await SaidAsync(Marketing, new HistoryFilter { Environment = "development" }));
        Assert.Single(await SaidAsync(Auditor, new HistoryFilter { Text = "SECRET test" }));
    }

    [Fact]
    public async Task Marketing_BusinessThenAndOperationalNow_ReadsNothingAnyMore()
    {
        var key = await Portal.AToggleAsync();
        await Portal.ApplyAsync(Marketing, new ReleaseControlToEveryone(key, Given.Production));
        await Portal.ApplyAsync(Engineer, new TakeBack(key));

        Assert.Empty(await SaidAsync(Marketing, new HistoryFilter { Control = key }));
        Assert.Empty(await SaidAsync(Marketing, new HistoryFilter { Person = Marketing.Id }));
        Assert.Empty(await SaidAsync(Marketing, new HistoryFilter { Text = "spring" }));
        Assert.Equal(4, (await SaidAsync(Auditor, new HistoryFilter { Control = key })).Count);
    }

    [Theory]
    [InlineData("recommendations-kill-switch")]
    [InlineData("no-such-control")]
    public async Task Marketing_FilterByAControlThatTheyMayNotKnow_FindsNothingAndNoName(string key)
    {
        await AnIncidentAsync();

        Assert.Empty(await SaidAsync(Marketing, new HistoryFilter { Control = key }));
        Assert.Null(await Choices.ControlNameAsync(key, Marketing));
    }

    [Fact]
    public async Task Choices_Controls_AreThoseOfWhichTheReaderMayReadEntries()
    {
        await AnIncidentAsync();
        await Portal.AToggleAsync();

        Assert.Equal(["Spring storefront"], await ControlsAsync(Marketing));
        Assert.Equal(["Spring storefront"], await ControlsAsync(Administrator));
        Assert.Equal(["Recommendations", "Spring storefront"], await ControlsAsync(Auditor));
        Assert.Equal(["Recommendations", "Spring storefront"], await ControlsAsync(Engineer));
        Assert.Empty(await ControlsAsync(Marketing, "recomm"));
        Assert.Empty(await ControlsAsync(Given.SomebodyWithoutARole));
        Assert.Equal(["Recommendations"], await ControlsAsync(Auditor, "RECOMM"));
    }

    [Fact]
    public async Task Choices_People_AreThoseWhoseEntriesTheReaderMayRead()
    {
        await AnIncidentAsync(); // all by one engineer
        var key = await Portal.AToggleAsync();
        await Portal.ApplyAsync(Given.AnotherEngineer, new ReleaseControlToEveryone(key, Given.Production));
        await Portal.ApplyAsync(Given.AnotherEngineer, new TakeBack(key));
        Guid[] thePortal = [Guid.Empty]; // made the environments

        Assert.Equal(thePortal, await PeopleAsync(Marketing));
        Assert.Equivalent(new[] { Given.AnotherEngineer.Id, Engineer.Id, Guid.Empty }, await PeopleAsync(Auditor), strict: true);
        Assert.Empty(await PeopleAsync(Given.SomebodyWithoutARole));
    }

    [Fact]
    public async Task Details_EntryThatTheReaderMayNotSee_IsNotThere()
    {
        var incident = await AnIncidentAsync();

        Assert.Null(await Query.DetailsAsync(incident, Marketing));
        Assert.Null(await Query.DetailsAsync(Guid.NewGuid(), Marketing));
        Assert.NotNull(await Query.DetailsAsync(incident, Auditor));
    }

    [Fact]
    public async Task Details_Neighbours_AreThoseThatTheReaderMaySee()
    {
        var spring = await Portal.AToggleAsync();
        var recommendations = await Portal.AKillSwitchAsync();
        var applied = await Portal.ApplyAsync(
            Engineer,
            [new ReleaseControlToEveryone(spring, Given.Production), new ReleaseControlToEveryone(recommendations, Given.Production)],
            "trade show opens");
        var entry = applied.Entries[0].Id;

        Assert.Empty((await Query.DetailsAsync(entry, Marketing))!.Neighbours);
        Assert.Equal(
            ["switched on Recommendations on Production"],
            (await Query.DetailsAsync(entry, Auditor))!.Neighbours.Select(row => row.Said.Plain()));
    }

    [Fact]
    public async Task Details_PlaceInTheChain_IsToldOnlyToWhomGapsTellNothing()
    {
        await AnIncidentAsync();
        var key = await Portal.AToggleAsync();
        var entry = (await Portal.ApplyAsync(Marketing, new ReleaseControlToEveryone(key, Given.Production))).Entries[0];

        Assert.Null((await Query.DetailsAsync(entry.Id, Marketing))!.Place);
        Assert.Null((await Query.DetailsAsync(entry.Id, Administrator))!.Place);
        Assert.Equal(new PlaceInChain(entry.Sequence, entry.Hash, entry.Canonical), (await Query.DetailsAsync(entry.Id, Auditor))!.Place);
    }

    [Fact]
    public async Task Security_Entries_AreReadByAuditorsAndAdministratorsOnly()
    {
        Assert.Empty(await SaidAsync(Marketing, new HistoryFilter { Action = "people" }));
        Assert.Empty(await SaidAsync(Engineer, new HistoryFilter { Action = "people" }));
        Assert.NotEmpty(await SaidAsync(Auditor, new HistoryFilter { Action = "people" }));
        Assert.NotEmpty(await SaidAsync(Administrator, new HistoryFilter { Action = "people" }));
    }

    [Fact]
    public async Task Filters_EachFindsItsOwn()
    {
        var key = await Portal.AToggleAsync();
        await Portal.ApplyAsync(Marketing, new ReleaseControlToEveryone(key, Given.Production), "trade show opens");
        await Portal.ApplyAsync(Engineer, new Withdraw(key, Given.Production));
        await Portal.ApplyAsync(Marketing, new ReleaseControlToEveryone(key, Given.Staging));

        Assert.Equal(["released Spring storefront to everyone on Staging", "released Spring storefront to everyone on Production"], await SaidAsync(Auditor, new HistoryFilter { Person = Marketing.Id }));
        Assert.Equal(["withdrew Spring storefront on Production"], await SaidAsync(Auditor, new HistoryFilter { Action = "withdrawn" }));
        Assert.Equal(["released Spring storefront to everyone on Staging"], await SaidAsync(Auditor, new HistoryFilter { Environment = Given.Staging }));
        Assert.Equal(["released Spring storefront to everyone on Production"], await SaidAsync(Auditor, new HistoryFilter { Text = "trade SHOW" }));
        Assert.Empty(await SaidAsync(Auditor, new HistoryFilter { Source = ChangeSource.Launch }));
        Assert.Empty(await SaidAsync(Auditor, new HistoryFilter { Action = "no-such-action" }));
        Assert.Empty(await SaidAsync(Auditor, new HistoryFilter { Text = "100%_" }));
    }

    [Fact]
    public async Task Filters_Group_FindsItsEntries()
    {
        var key = await Portal.AGroupAsync();

        Assert.Equal(["defined the group Early access"], await SaidAsync(Marketing, new HistoryFilter { Group = key }));
        Assert.Equal(["defined the group Early access"], await SaidAsync(Marketing, new HistoryFilter { Text = "early" }));
    }

    [Fact]
    public async Task Filters_Period_HoldsWhatHappenedInIt()
    {
        var key = await Portal.AToggleAsync();
        Portal.Clock.Advance(TimeSpan.FromDays(10));
        await Portal.ApplyAsync(Marketing, new ReleaseControlToEveryone(key, Given.Production));

        Assert.Single(await SaidAsync(Marketing, new HistoryFilter { Period = "today", Control = key }));
        Assert.Single(await SaidAsync(Marketing, new HistoryFilter { Period = "7-days", Control = key }));
        Assert.Equal(2, (await SaidAsync(Marketing, new HistoryFilter { Period = "30-days", Control = key })).Count);
    }

    [Fact]
    public async Task Stretches_FollowEachOtherWithoutGapOrOverlap()
    {
        await ManyEntriesAsync(HistoryQuery.StretchLength + 20);

        var newest = await Query.NewestAsync(HistoryFilter.None, Marketing, TimeZoneInfo.Utc);
        var older = await Query.OlderAsync(HistoryFilter.None, Marketing, TimeZoneInfo.Utc, newest.Rows[^1].Sequence);
        var back = await Query.NewerAsync(HistoryFilter.None, Marketing, TimeZoneInfo.Utc, older.Rows[0].Sequence);

        Assert.True(newest.HasMore);
        Assert.False(older.HasMore);
        Assert.Equal(newest.Rows.Select(row => row.Id), back.Rows.Select(row => row.Id));
        var all = newest.Rows.Concat(older.Rows).Select(row => row.Sequence).ToList();
        Assert.Equal(all.OrderDescending().Distinct(), all);
    }

    [Fact]
    public async Task Again_WhatCameSince_StandsOnTop()
    {
        var key = await Portal.AToggleAsync();
        var head = await Query.HeadAsync();
        var shown = (await Query.NewestAsync(HistoryFilter.None, Marketing, TimeZoneInfo.Utc)).Rows.Select(row => row.Sequence).ToList();
        await Portal.ApplyAsync(Marketing, new ReleaseControlToEveryone(key, Given.Production));

        var again = await Query.AgainAsync(HistoryFilter.None, Marketing, TimeZoneInfo.Utc, shown, head, HistoryWindow.MostRows);
        var without = await Query.AgainAsync(HistoryFilter.None, Marketing, TimeZoneInfo.Utc, shown, since: null, HistoryWindow.MostRows);

        Assert.Equal("released Spring storefront to everyone on Production", again.Rows[0].Said.Plain());
        Assert.Equal(shown, again.Rows.Skip(1).Select(row => row.Sequence));
        Assert.Equal(shown, without.Rows.Select(row => row.Sequence));
    }

    [Fact]
    public async Task Again_TakenBackMeanwhile_IsNoLongerThere()
    {
        var key = await Portal.AToggleAsync();
        var shown = (await Query.NewestAsync(new HistoryFilter { Control = key }, Marketing, TimeZoneInfo.Utc)).Rows.Select(row => row.Sequence).ToList();
        Assert.NotEmpty(shown);
        await Portal.ApplyAsync(Engineer, new TakeBack(key));

        Assert.Empty((await Query.AgainAsync(new HistoryFilter { Control = key }, Marketing, TimeZoneInfo.Utc, shown, 0, HistoryWindow.MostRows)).Rows);
    }

    [Fact]
    public async Task CanUndo_OnlyTheLastChangeOfAState_AndOnlyWhoMayReleaseIt()
    {
        var key = await Portal.AToggleAsync();
        await Portal.ApplyAsync(Marketing, new ReleaseControlToEveryone(key, Given.Production));
        await Portal.ApplyAsync(Marketing, new Withdraw(key, Given.Production));
        await Portal.ApplyAsync(Marketing, new ReleaseControlToEveryone(key, Given.Staging));

        Assert.Equal(["released Spring storefront to everyone on Staging", "withdrew Spring storefront on Production"], await UndoableAsync(Marketing));
        Assert.Equal(2, (await UndoableAsync(Engineer)).Count);
        Assert.Empty(await UndoableAsync(Auditor));
        Assert.Empty(await UndoableAsync(Administrator));

        await Portal.ApplyAsync(Engineer, new Retire(key, NoCodeAsks: true));
        Assert.Empty(await UndoableAsync(Marketing));
    }

    private async Task<Guid> AnIncidentAsync()
    {
        var key = await Portal.AKillSwitchAsync();
        await Portal.ApplyAsync(Engineer, new ReleaseControlToEveryone(key, Given.Production), "always on");
        return (await Portal.ApplyAsync(Engineer, new Withdraw(key, Given.Production), "database at 95 % CPU")).Entries[0].Id;
    }

    private async Task ManyEntriesAsync(int count)
    {
        var key = await Portal.AToggleAsync();
        for (var done = 0; done < count; done++)
            await Portal.ApplyAsync(Marketing, done % 2 is 0 ? new ReleaseControlToEveryone(key, Given.Production) : new Withdraw(key, Given.Production));
    }

    private async Task<IReadOnlyList<string>> SaidAsync(Actor reader, HistoryFilter filter, string about = "") =>
    [
        .. (await Query.NewestAsync(filter, reader, TimeZoneInfo.Utc)).Rows
            .Select(row => row.Said.Plain())
            .Where(said => said.Contains(about, StringComparison.Ordinal)),
    ];

    private async Task<IReadOnlyList<string>> UndoableAsync(Actor reader) =>
        [.. (await Query.NewestAsync(HistoryFilter.None, reader, TimeZoneInfo.Utc)).Rows.Where(row => row.CanUndo).Select(row => row.Said.Plain())];

    private async Task<IReadOnlyList<string>> ControlsAsync(Actor reader, string? typed = null) =>
        [.. (await Choices.ControlsAsync(typed, reader)).Select(control => control.Name)];

    private async Task<IReadOnlyList<Guid>> PeopleAsync(Actor reader) => [.. (await Choices.PeopleAsync(reader)).Select(person => person.Id)];
}

public sealed class HistoryQueryOnSqliteTests() : HistoryQueryTests(postgres: null);

public sealed class HistoryQueryOnPostgreSqlTests(PostgresServer postgres) : HistoryQueryTests(postgres);
