using ReleasePortal.Changes;
using ReleasePortal.Domain;
using ReleasePortal.Domain.Controls;
using ReleasePortal.Tests.Support;

namespace ReleasePortal.Tests.Changes;

/// <summary>Several changes stand or fall together.</summary>
public abstract class ChangeSetTests(PostgresServer? postgres) : DeskTests(postgres)
{
    [Fact]
    public async Task Apply_SeveralChanges_AllOfThemUnderOneCorrelation()
    {
        var first = await Portal.AToggleAsync();
        var second = await Portal.AFlagAsync();

        var applied = await Portal.ApplyAsync(
            Marketing, [new ReleaseControlToEveryone(first, Given.Production), new ReleaseControlToEveryone(second, Given.Production, Given.Express)]);

        Assert.Equal(2, applied.Entries.Count);
        Assert.All(applied.Entries, entry => Assert.Equal(applied.Correlation, entry.Correlation));
        Assert.Equal(applied.Entries[0].Sequence + 1, applied.Entries[1].Sequence);
        Assert.Equal(OnForEveryone, await Portal.StateAsync(first));
        Assert.Equal(ReleaseState.ToEveryone(Serving.Of(Given.Express)), await Portal.StateAsync(second));
    }

    [Fact]
    public async Task Apply_LastChangeRefused_NothingIsDone()
    {
        var key = await Portal.AToggleAsync();
        var before = await Portal.EntriesAsync();

        var result = await Portal.TryAsync(
            Marketing,
            [
                new ReleaseControlToEveryone(key, Given.Production),
                new ReleaseControlToEveryone(key, Given.Staging),
                new Withdraw("nothing", Given.Production),
            ]);

        Assert.IsType<Unknown>(result.Refusal);
        Assert.Equal(ReleaseState.Closed, await Portal.StateAsync(key));
        Assert.Equal(before.Count, (await Portal.EntriesAsync()).Count);
        Assert.Null((await Portal.VerifyAsync()).FirstBad);
    }

    [Fact]
    public async Task Apply_AfterARefusal_TheChainGoesOnWithoutAGap()
    {
        var key = await Portal.AToggleAsync();
        await Portal.TryAsync(Marketing, [new ReleaseControlToEveryone(key, Given.Production), new Withdraw("nothing", Given.Production)]);

        await Portal.ApplyAsync(Marketing, new ReleaseControlToEveryone(key, Given.Production));

        Assert.Null((await Portal.VerifyAsync()).FirstBad);
    }

    [Fact]
    public async Task Apply_SameControlTwice_SecondSeesWhatTheFirstDid()
    {
        var key = await Portal.AToggleAsync();

        await Portal.ApplyAsync(
            Marketing, [new ReleaseControlToEveryone(key, Given.Production, SeenVersion: 0), new Withdraw(key, Given.Production, SeenVersion: 1)]);

        Assert.Equal(ReleaseState.Closed, await Portal.StateAsync(key));
    }

    [Fact]
    public async Task Apply_GivenCorrelationAndSource_AreKept()
    {
        var key = await Portal.AToggleAsync();
        var launch = Guid.CreateVersion7();

        var applied = (await Portal.Desk.ApplyAsync(
            new ChangeSet([new ReleaseControlToEveryone(key, Given.Production)], Source: ChangeSource.Launch, Correlation: launch), Marketing)).OrThrow();

        var entry = Assert.Single(applied.Entries);
        Assert.Equal((launch, ChangeSource.Launch), (entry.Correlation, entry.Source));
    }

    [Fact]
    public async Task Apply_NoChange_IsRefused() => Assert.Equal(["changes: Required"], (await Portal.TryAsync(Marketing, [])).Refusal.Errors());

    [Fact]
    public async Task Apply_TooManyChanges_AreRefused()
    {
        Change[] many = [.. Enumerable.Repeat(new Withdraw("nothing", Given.Production), RequestRules.MostChanges + 1)];

        Assert.Equal(["changes: TooMany"], (await Portal.TryAsync(Marketing, many)).Refusal.Errors());
    }

    [Theory]
    [InlineData("reason: TooLong", 501, 'x')]
    [InlineData("reason: Characters", 1, '\0')]
    [InlineData("reason: Characters", 1, '\u001b')]
    public async Task Apply_ReasonThatCannotBeKept_IsRefused(string error, int length, char character)
    {
        var key = await Portal.AToggleAsync();

        var result = await Portal.TryAsync(Marketing, new ReleaseControlToEveryone(key, Given.Production), reason: new string(character, length));

        Assert.Equal([error], result.Refusal.Errors());
    }

    [Fact]
    public async Task Apply_ReasonWithHalfOfASurrogatePair_IsRefused()
    {
        var key = await Portal.AToggleAsync();

        Assert.Equal(["reason: Characters"], (await Portal.TryAsync(Marketing, new Withdraw(key, Given.Production), reason: "\ud83d")).Refusal.Errors());
    }

    [Fact]
    public async Task Apply_ReasonOfAnyUnicode_IsKept()
    {
        var key = await Portal.AToggleAsync();
        const string reason = "Messe öffnet 🌷 \ufffd\n<script>alert('x')</script>";

        var applied = await Portal.ApplyAsync(Marketing, new ReleaseControlToEveryone(key, Given.Production), reason);

        Assert.Equal(reason, (await Portal.LineAsync(applied.Entries[0])).Reason);
    }

    [Fact]
    public async Task Apply_CancelledBeforehand_DoesNothing()
    {
        var key = await Portal.AToggleAsync();
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => Portal.Desk.ApplyAsync(ChangeSet.Of(new ReleaseControlToEveryone(key, Given.Production)), Marketing, cancelled.Token));

        Assert.Equal(ReleaseState.Closed, await Portal.StateAsync(key));
        Assert.True((await Portal.TryAsync(Marketing, new ReleaseControlToEveryone(key, Given.Production))).IsSuccess);
    }
}

public sealed class ChangeSetOnSqliteTests() : ChangeSetTests(postgres: null);

public sealed class ChangeSetOnPostgreSqlTests(PostgresServer postgres) : ChangeSetTests(postgres);
