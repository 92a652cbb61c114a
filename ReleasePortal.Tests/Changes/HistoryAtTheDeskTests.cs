using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using ReleasePortal.Changes;
using ReleasePortal.Data;
using ReleasePortal.Domain;
using ReleasePortal.Domain.Access;
using ReleasePortal.Domain.Controls;
using ReleasePortal.Domain.History;
using ReleasePortal.Domain.People;
using ReleasePortal.Tests.Support;

namespace ReleasePortal.Tests.Changes;

/// <summary>What the desk leaves behind: one chain that nobody can alter, told to everyone after the commit.</summary>
public abstract class HistoryAtTheDeskTests(PostgresServer? postgres) : DeskTests(postgres)
{
    [Fact]
    public async Task Apply_FromManyTasksAtOnce_KeepsOneChainWithoutAGap()
    {
        string[] keys = [await Portal.AToggleAsync(key: "a"), await Portal.AToggleAsync(key: "b"), await Portal.AToggleAsync(key: "c")];
        var before = (await Portal.EntriesAsync()).Count;

        var results = await Task.WhenAll(Enumerable.Range(0, 60).Select(index => Task.Run(() => Portal.TryAsync(
            index % 2 is 0 ? Marketing : Engineer, new ReleaseControlToEveryone(keys[index % 3], Given.Production, Share: index + 1)))));

        Assert.All(results, result => Assert.True(result.IsSuccess));
        Assert.Equal(before + 60, (await Portal.EntriesAsync()).Count);
        Assert.Null((await Portal.VerifyAsync()).FirstBad);
    }

    [Fact]
    public async Task Apply_FromManyTasksThatSawTheSameVersion_OneWinsAndTheOthersAreStale()
    {
        var key = await Portal.AToggleAsync();

        var results = await Task.WhenAll(Enumerable.Range(1, 12).Select(share => Task.Run(() =>
            Portal.TryAsync(Marketing, new ReleaseControlToEveryone(key, Given.Production, Share: share, SeenVersion: 0)))));

        Assert.Single(results, result => result.IsSuccess);
        Assert.Equal(11, results.Count(result => result.Refusal is Stale));
        Assert.Equal(1, (await Portal.ControlAsync(key)).VersionOn(Given.Production));
    }

    [Fact]
    public async Task Apply_EverythingWrittenSoFar_Verifies() => Assert.Null((await Portal.VerifyAsync()).FirstBad);

    [Theory]
    [InlineData("""UPDATE "Entries" SET "Action" = 'Nothing' WHERE "Sequence" = 1""")]
    [InlineData("""UPDATE "Entries" SET "Sequence" = "Sequence" + 100""")]
    [InlineData("""DELETE FROM "Entries" WHERE "Sequence" = 1""")]
    [InlineData("""DELETE FROM "Entries" """)]
    public async Task Database_AskedToAlterTheHistory_Refuses(string command) => await AssertRefusedAsync(command);

    [Fact]
    public async Task Database_AskedToOverwriteTheHistory_Refuses() => await AssertRefusedAsync(
        Portal.Database.Provider is DatabaseProvider.Sqlite
            ? """INSERT OR REPLACE INTO "Entries" SELECT * FROM "Entries" WHERE "Sequence" = 1"""
            : """INSERT INTO "Entries" SELECT * FROM "Entries" WHERE "Sequence" = 1 ON CONFLICT ("Sequence") DO UPDATE SET "Action" = 'Nothing'""");

    [Fact]
    public async Task Database_AskedToEmptyTheHistory_Refuses()
    {
        if (Portal.Database.Provider is DatabaseProvider.PostgreSql) // SQLite has no such command
        {
            await AssertRefusedAsync("""TRUNCATE "Entries" """);
            await AssertRefusedAsync("""TRUNCATE "Entries" CASCADE""");
        }
    }

    [Fact]
    public async Task ForgettingAPerson_LeavesTheChainWhole()
    {
        var key = await Portal.AToggleAsync();
        var applied = await Portal.ApplyAsync(Marketing, new ReleaseControlToEveryone(key, Given.Production), reason: "Maria asked");

        await Portal.ReadAsync(database => database.EntryTexts.ExecuteDeleteAsync());

        Assert.Null((await Portal.VerifyAsync()).FirstBad);
        Assert.Equal($"{FormerPerson.NameOf(Marketing.Id)} released Spring storefront to everyone on Production: (forgotten)", (await Portal.LineAsync(applied.Entries[0])).Plain());
    }

    [Fact]
    public async Task Entry_ReadBack_IsWhatWasWritten()
    {
        var applied = await Portal.ApplyAsync(Engineer, new CreateControl("a", ControlKind.Toggle, Given.Details("Grüße 世界 🌷")));

        var stored = (await Portal.EntriesAsync())[^1];

        Assert.Equal(EntryWriter.HashOf(stored.Canonical), stored.Hash);
        Assert.Equivalent(applied.Entries[0], stored, strict: true);
        Assert.Equal(7, stored.Id.Version);
    }

    [Fact]
    public async Task Feed_HearsOfAChange_OnlyAfterItIsCommitted()
    {
        var key = await Portal.AToggleAsync();
        var seen = new TaskCompletionSource<(FeedNotice Notice, Availability State)>();
        using var subscription = Portal.Feed.Subscribe(notice =>
            seen.SetResult((notice, Portal.StateAsync(key).GetAwaiter().GetResult().Availability)));

        var applied = await Portal.ApplyAsync(Marketing, new ReleaseControlToEveryone(key, Given.Production));

        var (notice, state) = await seen.Task.WaitAsync(TimeSpan.FromSeconds(30));
        Assert.Equal(Availability.Everyone, state);
        Assert.Equal(applied.Entries[0].Sequence, notice.Head);
        Assert.Equal(
            new ChangedSubject(SubjectKind.Control, applied.Entries[0].SubjectId, key, Given.Production), Assert.Single(notice.Subjects));
        Assert.Equal(notice.Head, Portal.Feed.Head);
    }

    [Fact]
    public async Task Feed_RefusedChange_IsNotHeardOf()
    {
        var key = await Portal.AToggleAsync();
        var heard = new ConcurrentQueue<FeedNotice>();
        using var subscription = Portal.Feed.Subscribe(heard.Enqueue);

        await Portal.TryAsync(Marketing, [new ReleaseControlToEveryone(key, Given.Production), new Withdraw("nothing", Given.Production)]);

        Assert.Empty(heard);
    }

    [Fact]
    public async Task Feed_WholeSet_IsOneNotice()
    {
        var first = await Portal.AToggleAsync();
        var second = await Portal.AToggleAsync(key: "summer-storefront");
        var heard = new ConcurrentQueue<FeedNotice>();
        using var subscription = Portal.Feed.Subscribe(heard.Enqueue);

        await Portal.ApplyAsync(Marketing, [new ReleaseControlToEveryone(first, Given.Production), new ReleaseControlToEveryone(second, Given.Production)]);

        Assert.Equal([first, second], Assert.Single(heard).Subjects.Select(subject => subject.Key));
    }

    [Fact]
    public async Task Feed_SubscriberThatFails_KeepsNobodyFromHearingAndNothingFromBeingDone()
    {
        var key = await Portal.AToggleAsync();
        var heard = new ConcurrentQueue<FeedNotice>();
        using var failing = Portal.Feed.Subscribe(_ => throw new InvalidOperationException("a broken page"));
        using var subscription = Portal.Feed.Subscribe(heard.Enqueue);

        await Portal.ApplyAsync(Marketing, new ReleaseControlToEveryone(key, Given.Production));

        Assert.Single(heard);
    }

    [Fact]
    public async Task Feed_AfterTheSubscriptionEnded_IsNotHeard()
    {
        var key = await Portal.AToggleAsync();
        var heard = new ConcurrentQueue<FeedNotice>();
        Portal.Feed.Subscribe(heard.Enqueue).Dispose();

        await Portal.ApplyAsync(Marketing, new ReleaseControlToEveryone(key, Given.Production));

        Assert.Empty(heard);
    }

    [Fact]
    public void Follower_IsRegistered_WhereThereCanBeOtherPortals() => Assert.Equal(
        Portal.Database.Provider is DatabaseProvider.PostgreSql,
        Portal.Services.GetServices<IHostedService>().Any(service => service is HistoryFollower));

    [Fact]
    public async Task ControlsVisibleTo_EachRole_FiltersInTheDatabase()
    {
        var business = await Portal.AToggleAsync();
        var operational = await Portal.AKillSwitchAsync();

        foreach (var role in AccessTable.Roles)
        {
            var visible = await Portal.ReadAsync(database => database.Controls
                .Where(Visibility.ControlsVisibleTo(PersonOf(role)))
                .Select(control => control.Key)
                .ToListAsync());

            string[] expected =
            [
                .. AccessTable.Allows(role, Operation.SeeControl, Purpose.Operational) ? [operational] : Array.Empty<string>(),
                .. AccessTable.Allows(role, Operation.SeeControl, Purpose.Business) ? [business] : Array.Empty<string>(),
            ];
            Assert.Equal((role, string.Join(' ', expected)), (role, string.Join(' ', visible.Order(StringComparer.Ordinal))));
        }
    }

    [Fact]
    public async Task EntriesVisibleTo_EachRole_FiltersInTheDatabase()
    {
        await Portal.AToggleAsync();
        await Portal.AKillSwitchAsync();
        await Portal.AGroupAsync();
        await Portal.ApplyAsync(Administrator, Given.AKeyToCreate());
        var all = await Portal.EntriesAsync();

        foreach (var role in AccessTable.Roles)
        {
            var actor = PersonOf(role);
            var visible = await Portal.ReadAsync(database => database.Entries
                .Where(Visibility.EntriesVisibleTo(actor, database.Controls, database.LaunchSteps))
                .OrderBy(entry => entry.Sequence)
                .Select(entry => entry.Sequence)
                .ToListAsync());

            Assert.Equal((role, string.Join(' ', all.Where(entry => MayRead(role, entry)).Select(entry => entry.Sequence))), (role, string.Join(' ', visible)));
        }

        static bool MayRead(Role? role, Entry entry) => entry.SubjectKind switch
        {
            SubjectKind.Person or SubjectKind.Key => AccessTable.Allows(role, Operation.SeeSecurityEntries),
            SubjectKind.Control => AccessTable.Allows(role, Operation.BrowseHistory, entry.Purpose),
            _ => AccessTable.Allows(role, Operation.BrowseHistory, Purpose.Business),
        };
    }

    [Fact]
    public async Task EntriesVisibleTo_Marketing_ShowsAControlOnlyWhereItWasAndIsABusinessOne()
    {
        var key = await Portal.AToggleAsync(); // created as an operational one
        await Portal.ApplyAsync(Marketing, new ReleaseControlToEveryone(key, Given.Production));
        Assert.Equal(["HandOver", "ReleaseControlToEveryone"], await VisibleActionsAsync(key));

        await Portal.ApplyAsync(Engineer, new TakeBack(key));
        Assert.Empty(await VisibleActionsAsync(key));

        await Portal.ApplyAsync(Engineer, new Withdraw(key, Given.Production), reason: "incident 42");
        await Portal.ApplyAsync(Engineer, new HandOver(key));
        Assert.Equal(["HandOver", "ReleaseControlToEveryone", "HandOver"], await VisibleActionsAsync(key));
    }

    [Theory]
    [InlineData(Role.Marketing, false)]
    [InlineData(Role.Engineer, true)]
    [InlineData(Role.Auditor, true)]
    [InlineData(Role.Administrator, false)]
    public void SeesSequenceNumbers_OnlyWhoSeesEveryEntryBetween(Role role, bool expected) =>
        Assert.Equal(expected, Visibility.SeesSequenceNumbers(PersonOf(role)));

    private static Actor PersonOf(Role? role) => role is { } held ? Given.APerson("Somebody", held) : Given.SomebodyWithoutARole;

    private Task<List<string>> VisibleActionsAsync(string key) => Portal.ReadAsync(database => database.Entries
        .Where(Visibility.EntriesVisibleTo(Marketing, database.Controls, database.LaunchSteps))
        .Where(entry => entry.SubjectKey == key)
        .OrderBy(entry => entry.Sequence)
        .Select(entry => entry.Action)
        .ToListAsync());

    private async Task AssertRefusedAsync(string command)
    {
        var before = await Portal.EntriesAsync();

        var problem = await Assert.ThrowsAnyAsync<System.Data.Common.DbException>(
            () => Portal.ReadAsync(database => database.Database.ExecuteSqlRawAsync(command)));

        Assert.Contains("append only", problem.Message, StringComparison.Ordinal);
        Assert.Equivalent(before, await Portal.EntriesAsync(), strict: true);
    }
}

public sealed class HistoryAtTheDeskOnSqliteTests() : HistoryAtTheDeskTests(postgres: null);

public sealed class HistoryAtTheDeskOnPostgreSqlTests(PostgresServer postgres) : HistoryAtTheDeskTests(postgres);
