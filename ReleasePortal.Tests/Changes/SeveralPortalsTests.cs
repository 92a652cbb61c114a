using System.Collections.Concurrent;
using System.Diagnostics;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using ReleasePortal.Changes;
using ReleasePortal.Domain;
using ReleasePortal.Domain.Access;
using ReleasePortal.Domain.Controls;
using ReleasePortal.Domain.History;
using ReleasePortal.Domain.People;
using ReleasePortal.Domain.Wording;
using ReleasePortal.Tests.Support;

namespace ReleasePortal.Tests.Changes;

/// <summary>Two portals on one PostgreSQL: one chain, and each hears what the other wrote.</summary>
public sealed class SeveralPortalsTests(PostgresServer postgres) : DeskTests(postgres)
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task Apply_FromBothAtOnce_KeepsOneChainWithoutAFork()
    {
        await using var other = AnotherPortal();
        string[] keys = [await Portal.AToggleAsync(key: "a"), await Portal.AToggleAsync(key: "b")];
        var before = (await Portal.EntriesAsync()).Count;

        var results = await Task.WhenAll(Enumerable.Range(0, 80).Select(index => Task.Run(() => (index % 2 is 0 ? Portal : other).TryAsync(
            Marketing, new ReleaseControlToEveryone(keys[index / 2 % 2], Given.Production, Share: index + 1)))));

        Assert.All(results, result => Assert.True(result.IsSuccess));
        Assert.Equal(before + 80, (await Portal.EntriesAsync()).Count);
        Assert.Null((await other.VerifyAsync()).FirstBad);
    }

    [Fact]
    public async Task Apply_FromBothWhoSawTheSameVersion_OneWins()
    {
        await using var other = AnotherPortal();
        var key = await Portal.AToggleAsync();

        var results = await Task.WhenAll(Enumerable.Range(1, 10).Select(share => Task.Run(() => (share % 2 is 0 ? Portal : other).TryAsync(
            Marketing, new ReleaseControlToEveryone(key, Given.Production, Share: share, SeenVersion: 0)))));

        Assert.Single(results, result => result.IsSuccess);
        Assert.Equal(9, results.Count(result => result.Refusal is Stale));
    }

    [Fact]
    public async Task Follower_ChangeInTheOtherPortal_IsHeardAtOnce()
    {
        await using var other = AnotherPortal();
        var key = await Portal.AToggleAsync();
        var heard = await FollowAsync(other);
        await FollowAsync(Portal);

        var applied = await Portal.ApplyAsync(Marketing, new ReleaseControlToEveryone(key, Given.Production));
        var since = Stopwatch.StartNew();

        var notice = await heard.NextAsync();
        Assert.Equal(applied.Entries[0].Sequence, notice.Head);
        Assert.Equal(
            new ChangedSubject(SubjectKind.Control, applied.Entries[0].SubjectId, key, Given.Production), Assert.Single(notice.Subjects));
        Assert.True(since.Elapsed < Soon, $"It took {since.Elapsed}.");
    }

    [Fact]
    public async Task Follower_ChangesInBoth_AreEachHeardOnceInBoth()
    {
        await using var other = AnotherPortal();
        string[] keys = [await Portal.AToggleAsync(key: "a"), await Portal.AToggleAsync(key: "b")];
        HeardNotices[] heard = [await FollowAsync(Portal), await FollowAsync(other)];

        var applied = await Task.WhenAll(Enumerable.Range(0, 40).Select(index => Task.Run(() => (index % 2 is 0 ? Portal : other).ApplyAsync(
            Marketing, new ReleaseControlToEveryone(keys[index / 2 % 2], Given.Production, Share: index + 1)))));

        var expected = applied.Select(set => set.Entries[0].Sequence).Order().ToList();
        foreach (var portal in heard)
        {
            await portal.UntilAsync(notices => notices.Count >= expected.Count);
            await Task.Delay(TimeSpan.FromSeconds(1.5)); // one more poll, which must not tell anything again
            Assert.Equal(expected, portal.Notices.Select(notice => notice.Head).Order());
        }
    }

    [Fact]
    public async Task Follower_WholeSetOfTheOtherPortal_IsOneNotice()
    {
        await using var other = AnotherPortal();
        var heard = await FollowAsync(other);

        await Portal.ApplyAsync(
            Engineer, [new CreateControl("a", ControlKind.Toggle, Given.Details("A")), new CreateControl("b", ControlKind.Toggle, Given.Details("B"))]);

        Assert.Equal(["a", "b"], (await heard.NextAsync()).Subjects.Select(subject => subject.Key));
    }

    [Fact]
    public async Task Follower_WhatWasWrittenBeforeItBegan_IsNotTold()
    {
        await using var other = AnotherPortal();
        await Portal.AToggleAsync(key: "before");
        var heard = await FollowAsync(other);

        await Portal.AToggleAsync(key: "after");

        Assert.Equal("after", Assert.Single((await heard.NextAsync()).Subjects).Key);
    }

    [Fact]
    public async Task Follower_EntryWithoutANotification_IsFoundByThePoll()
    {
        await using var other = AnotherPortal();
        var heard = await FollowAsync(other);

        await AppendWithoutANotificationAsync();
        var since = Stopwatch.StartNew();

        Assert.Equal("silent", Assert.Single((await heard.NextAsync()).Subjects).Key);
        Assert.True(since.Elapsed < Soon, $"It took {since.Elapsed}.");
    }

    [Fact]
    public async Task Follower_ConnectionCut_CatchesUp()
    {
        await using var other = AnotherPortal();
        var heard = await FollowAsync(other);

        await CutListenersAsync();
        await Portal.AToggleAsync();

        await heard.UntilAsync(notices => notices.Count >= 2); // created and handed over
    }

    [Fact]
    public async Task Apply_WhileSigningInWritesToThePersonsRow_IsDoneAgain()
    {
        await using var signIn = new NpgsqlConnection(Portal.Database.ConnectionString);
        await signIn.OpenAsync();
        await using var transaction = await signIn.BeginTransactionAsync();
        await ExecuteAsync(signIn, $"""UPDATE "AspNetUsers" SET "ConcurrencyStamp" = 'signed in' WHERE "Id" = '{Marketing.Id}'""");

        // The desk reads the row as it was, and waits at its own update until the other one is committed.
        var applying = Task.Run(() => Portal.TryAsync(Administrator, new SetRoles(Marketing.Id, [Role.Auditor])));
        await UntilSomebodyWaitsAsync();
        await transaction.CommitAsync();

        Assert.True((await applying).IsSuccess);
        Assert.Null((await Portal.VerifyAsync()).FirstBad);
    }

    private TestPortal AnotherPortal() => TestPortal.On(Portal.Database, owned: false);

    private static async Task<HeardNotices> FollowAsync(TestPortal portal)
    {
        var heard = new HeardNotices(portal);
        await portal.StartAsync();
        return heard;
    }

    private Task<int> AppendWithoutANotificationAsync() => Portal.ReadAsync(async database =>
    {
        await using var transaction = await database.Database.BeginTransactionAsync();
        var head = await database.LockHeadAsync(CancellationToken.None);
        var (entry, texts) = EntryWriter.Append(
            head,
            Guid.CreateVersion7(),
            new Changed(new Sentence("DefineArea", Words.Of(("area", "Silent"))), Before: null, After: null),
            new Subject(SubjectKind.Area, Guid.CreateVersion7(), "silent", Areas.Default),
            environment: null,
            Actor.Portal,
            new ChangeSet([]),
            correlation: Guid.CreateVersion7(),
            Given.Now);
        database.Add(entry);
        database.AddRange(texts);
        var written = await database.SaveChangesAsync();
        await transaction.CommitAsync();
        return written;
    });

    private async Task CutListenersAsync()
    {
        await using var connection = new NpgsqlConnection(Portal.Database.ConnectionString);
        await connection.OpenAsync();
        await ExecuteAsync(
            connection,
            """SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()""");
        NpgsqlConnection.ClearAllPools(); // those of the desk were cut as well
    }

    private async Task UntilSomebodyWaitsAsync()
    {
        await using var connection = new NpgsqlConnection(Portal.Database.ConnectionString);
        await connection.OpenAsync();
        var since = Stopwatch.StartNew();
        while (await ExecuteAsync(connection, "SELECT count(*) FROM pg_locks WHERE NOT granted") is 0L)
        {
            Assert.True(since.Elapsed < Patience, "Nobody waited for the row.");
            await Task.Delay(20);
        }
    }

    private static async Task<object?> ExecuteAsync(NpgsqlConnection connection, string sql)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        return await command.ExecuteScalarAsync();
    }

    /// <summary>What a portal's feed told.</summary>
    private sealed class HeardNotices
    {
        private readonly ConcurrentQueue<FeedNotice> _notices = new();

        public HeardNotices(TestPortal portal) => portal.Feed.Subscribe(_notices.Enqueue);

        public IReadOnlyCollection<FeedNotice> Notices => _notices;

        public async Task<FeedNotice> NextAsync()
        {
            await UntilAsync(notices => notices.Count > 0);
            return _notices.First();
        }

        public async Task UntilAsync(Func<IReadOnlyCollection<FeedNotice>, bool> holds)
        {
            var since = Stopwatch.StartNew();
            while (!holds(_notices))
            {
                Assert.True(since.Elapsed < Patience, $"Only {_notices.Count} notices were heard.");
                await Task.Delay(10);
            }
        }
    }
}
