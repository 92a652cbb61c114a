using ReleasePortal.Changes;
using ReleasePortal.Domain;
using ReleasePortal.Domain.Audiences;
using ReleasePortal.Domain.Controls;
using ReleasePortal.Tests.Support;

namespace ReleasePortal.Tests.Changes;

/// <summary>Taking changes of states back.</summary>
public abstract class UndoAtTheDeskTests(PostgresServer? postgres) : DeskTests(postgres)
{
    [Fact]
    public async Task Undo_Release_RestoresTheStateBefore()
    {
        var key = await Portal.AToggleAsync();
        await Portal.ApplyAsync(Marketing, new ReleaseControlToEveryone(key, Given.Production, Share: 100));
        var applied = await Portal.ApplyAsync(Marketing, new ReleaseControlToEveryone(key, Given.Production));

        var undone = (await UndoAsync(applied)).OrThrow();

        Assert.Equal(ReleaseState.ToEveryone(Serving.Of(Variant.On), 100), await Portal.StateAsync(key));
        var entry = Assert.Single(undone.Entries);
        Assert.Equal(("Undo", ChangeSource.Undo), (entry.Action, entry.Source));
    }

    [Fact]
    public async Task Undo_GroupsAndSplit_RestoresAllOfIt()
    {
        var key = await Portal.AFlagAsync();
        var staff = await Portal.AGroupAsync(Given.Staff, "Our staff");
        GroupRule[] rules = [new(staff, Serving.Between(new(Given.Classic, 1), new(Given.Express, 2)))];
        await Portal.ApplyAsync(Marketing, new ReleaseToGroups(key, Given.Production, rules));
        var applied = await Portal.ApplyAsync(Marketing, new Withdraw(key, Given.Production));

        (await UndoAsync(applied)).OrThrow();

        Assert.Equal(ReleaseState.ToGroups(rules), await Portal.StateAsync(key));
    }

    [Fact]
    public async Task Undo_WholeSet_TakesBackAllOfIt()
    {
        var first = await Portal.AToggleAsync();
        var second = await Portal.AToggleAsync(key: "summer-storefront");
        var applied = await Portal.ApplyAsync(
            Marketing, [new ReleaseControlToEveryone(first, Given.Production), new ReleaseControlToEveryone(second, Given.Staging)]);

        var undone = (await UndoAsync(applied)).OrThrow();

        Assert.Equal(ReleaseState.Closed, await Portal.StateAsync(first));
        Assert.Equal(ReleaseState.Closed, await Portal.StateAsync(second, Given.Staging));
        Assert.Equal([second, first], undone.Entries.Select(entry => entry.SubjectKey));
    }

    [Fact]
    public async Task Undo_SetThatChangedOneStateTwice_TakesBackBoth()
    {
        var key = await Portal.AToggleAsync();
        await Portal.ApplyAsync(Marketing, new ReleaseControlToEveryone(key, Given.Production, Share: 100));
        var applied = await Portal.ApplyAsync(
            Marketing, [new ReleaseControlToEveryone(key, Given.Production, Share: 200), new ReleaseControlToEveryone(key, Given.Production)]);

        (await UndoAsync(applied)).OrThrow();

        Assert.Equal(ReleaseState.ToEveryone(Serving.Of(Variant.On), 100), await Portal.StateAsync(key));
    }

    [Fact]
    public async Task Undo_WhenSomethingHappenedSince_IsRefused()
    {
        var key = await Portal.AToggleAsync();
        var applied = await Portal.ApplyAsync(Marketing, new ReleaseControlToEveryone(key, Given.Production, Share: 100));
        await Portal.ApplyAsync(Engineer, new ReleaseControlToEveryone(key, Given.Production));

        Assert.IsType<CannotUndo>((await UndoAsync(applied)).Refusal);
        Assert.Equal(OnForEveryone, await Portal.StateAsync(key));
    }

    [Fact]
    public async Task Undo_OneOfASetWasChangedSince_TakesNothingBack()
    {
        var first = await Portal.AToggleAsync();
        var second = await Portal.AToggleAsync(key: "summer-storefront");
        var applied = await Portal.ApplyAsync(
            Marketing, [new ReleaseControlToEveryone(first, Given.Production), new ReleaseControlToEveryone(second, Given.Production)]);
        await Portal.ApplyAsync(Engineer, new Withdraw(first, Given.Production));

        Assert.IsType<CannotUndo>((await UndoAsync(applied)).Refusal);
        Assert.Equal(OnForEveryone, await Portal.StateAsync(second));
    }

    [Fact]
    public async Task Undo_Twice_IsRefused()
    {
        var key = await Portal.AToggleAsync();
        var applied = await Portal.ApplyAsync(Marketing, new ReleaseControlToEveryone(key, Given.Production));
        (await UndoAsync(applied)).OrThrow();

        Assert.IsType<CannotUndo>((await UndoAsync(applied)).Refusal);
    }

    [Fact]
    public async Task Undo_OfAnUndo_DoesItAgain()
    {
        var key = await Portal.AToggleAsync();
        var applied = await Portal.ApplyAsync(Marketing, new ReleaseControlToEveryone(key, Given.Production));
        var undone = (await UndoAsync(applied)).OrThrow();

        (await UndoAsync(undone)).OrThrow();

        Assert.Equal(OnForEveryone, await Portal.StateAsync(key));
    }

    [Fact]
    public async Task Undo_ChangeOnAnotherEnvironmentSince_IsDone()
    {
        var key = await Portal.AToggleAsync();
        var applied = await Portal.ApplyAsync(Marketing, new ReleaseControlToEveryone(key, Given.Production));
        await Portal.ApplyAsync(Marketing, new ReleaseControlToEveryone(key, Given.Staging));

        Assert.True((await UndoAsync(applied)).IsSuccess);
    }

    [Fact]
    public async Task Undo_UnknownEntry_IsRefused()
    {
        var key = await Portal.AToggleAsync();
        await Portal.ApplyAsync(Marketing, new ReleaseControlToEveryone(key, Given.Production));

        Assert.IsType<CannotUndo>((await Portal.TryAsync(Marketing, new Undo(key, Given.Production, Guid.CreateVersion7()))).Refusal);
    }

    [Fact]
    public async Task Undo_EntryOfAnotherControl_IsRefused()
    {
        var first = await Portal.AToggleAsync();
        var second = await Portal.AToggleAsync(key: "summer-storefront");
        var applied = await Portal.ApplyAsync(Marketing, new ReleaseControlToEveryone(first, Given.Production));

        Assert.IsType<CannotUndo>((await Portal.TryAsync(Marketing, new Undo(second, Given.Production, applied.Entries[0].Id))).Refusal);
    }

    [Fact]
    public async Task Undo_GroupOfTheStateBeforeIsGone_IsRefused()
    {
        var group = await Portal.AGroupAsync();
        var key = await Portal.AToggleAsync();
        await Portal.ApplyAsync(Marketing, new ReleaseToGroups(key, Given.Production, [new GroupRule(group, Serving.Of(Variant.On))]));
        var applied = await Portal.ApplyAsync(Marketing, new ReleaseControlToEveryone(key, Given.Production));
        await Portal.ApplyAsync(Engineer, new RemoveGroup(group));

        Assert.IsType<CannotUndo>((await UndoAsync(applied)).Refusal);
    }

    [Fact]
    public async Task Undo_OfAnOperationalControl_NeedsAReason()
    {
        var key = await Portal.AKillSwitchAsync();
        var applied = await Portal.ApplyAsync(Engineer, new ReleaseControlToEveryone(key, Given.Production), reason: "first time");

        Assert.IsType<ReasonNeeded>((await Portal.Desk.ApplyAsync(applied.Undo("")!, Engineer)).Refusal);
        Assert.True((await Portal.Desk.ApplyAsync(applied.Undo("too early")!, Engineer)).IsSuccess);
    }

    [Fact]
    public async Task Undo_OfAnythingElseThanStates_IsNotOffered()
    {
        var applied = await Portal.ApplyAsync(Engineer, new CreateControl("a", ControlKind.Toggle, Given.Details()));

        Assert.Null(applied.Undo("why"));
    }

    private Task<Result<Applied>> UndoAsync(Applied applied) => Portal.Desk.ApplyAsync(applied.Undo("a mistake")!, Marketing);
}

public sealed class UndoAtTheDeskOnSqliteTests() : UndoAtTheDeskTests(postgres: null);

public sealed class UndoAtTheDeskOnPostgreSqlTests(PostgresServer postgres) : UndoAtTheDeskTests(postgres);
