using Microsoft.EntityFrameworkCore;
using ReleasePortal.Domain;
using ReleasePortal.Domain.Access;
using ReleasePortal.Domain.Audiences;
using ReleasePortal.Domain.Controls;
using ReleasePortal.Domain.Freezes;
using ReleasePortal.Domain.Wording;
using ReleasePortal.Tests.Support;

namespace ReleasePortal.Tests.Changes;

/// <summary>An environment that is frozen, asked through the one door.</summary>
public abstract class FreezesAtTheDeskTests(PostgresServer? postgres) : DeskTests(postgres)
{
    private static readonly DateTimeOffset Tonight = Given.Now.AddHours(12);

    private static readonly Frozen ProductionIsFrozen = new("Production", Tonight, "Stocktaking");

    [Fact]
    public async Task DefineFreeze_IsStoredAndStandsInTheHistoryOfItsEnvironment()
    {
        await Portal.ApplyAsync(Administrator, new DefineFreeze(Given.Production, Given.FreezeDetails()), reason: "Year-end accounts");

        var freeze = await Portal.ReadAsync(database => database.Freezes.AsNoTracking().SingleAsync());
        Assert.Equal((Given.Now.AddDays(1), Given.Now.AddDays(4), "Year-end accounts", 1), (freeze.From, freeze.Until, freeze.Reason, freeze.Version));
        var entry = (await Portal.EntriesAsync())[^1];
        Assert.Equal((SubjectKind.Freeze, freeze.Id, "production", freeze.LastEntry), (entry.SubjectKind, entry.SubjectId, entry.Environment, entry.Id));
        Assert.DoesNotContain("Year-end", entry.Canonical, StringComparison.Ordinal); // what people write can be forgotten
        Assert.StartsWith("froze Production from", (await Portal.LineAsync(entry)).Sentence.Did().Plain(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task DefineFreeze_UnknownEnvironment_IsRefused() => Assert.Equal(
        new Unknown(SubjectKind.Environment, "moon"),
        (await Portal.TryAsync(Administrator, new DefineFreeze("moon", Given.FreezeDetails()))).Refusal);

    [Fact]
    public async Task EditAndLift_OfTheWrongEnvironment_AreUnknown()
    {
        var id = await FreezeAsync();

        Assert.IsType<Unknown>((await Portal.TryAsync(Engineer, new LiftFreeze(id, Given.Staging))).Refusal);
        Assert.IsType<Unknown>((await Portal.TryAsync(Engineer, new EditFreeze(id, Given.Staging, Given.FreezeDetails()))).Refusal);
    }

    [Fact]
    public async Task Release_InAFreeze_IsRefusedAndNothingHappens()
    {
        var key = await Portal.AToggleAsync();
        await FreezeAsync();

        Assert.Equal(ProductionIsFrozen, (await Portal.TryAsync(Marketing, new ReleaseControlToEveryone(key, Given.Production), "why")).Refusal);
        Assert.Equal(ProductionIsFrozen, (await Portal.TryAsync(Engineer, new ReleaseControlToEveryone(key, Given.Production), "why")).Refusal);
        Assert.Equal(ReleaseState.Closed, await Portal.StateAsync(key));
    }

    [Fact]
    public async Task Release_OnAnotherEnvironment_IsFree()
    {
        var key = await Portal.AToggleAsync();
        await FreezeAsync();

        await Portal.ApplyAsync(Marketing, new ReleaseControlToEveryone(key, Given.Staging));
    }

    [Fact]
    public async Task Release_BeforeAndAfterAFreeze_IsFreeToTheInstant()
    {
        var key = await Portal.AToggleAsync();
        await FreezeAsync(from: Given.Now.AddHours(1));

        await Portal.ApplyAsync(Marketing, new ReleaseControlToEveryone(key, Given.Production));
        Portal.Clock.SetUtcNow(Given.Now.AddHours(1));
        Assert.IsType<Frozen>((await Portal.TryAsync(Marketing, new Withdraw(key, Given.Production))).Refusal);
        Portal.Clock.SetUtcNow(Tonight.AddTicks(-10));
        Assert.IsType<Frozen>((await Portal.TryAsync(Marketing, new Withdraw(key, Given.Production))).Refusal);
        Portal.Clock.SetUtcNow(Tonight);
        await Portal.ApplyAsync(Marketing, new Withdraw(key, Given.Production));
    }

    [Fact]
    public async Task Release_AfterAFreezeWasLifted_IsFree()
    {
        var key = await Portal.AToggleAsync();
        var id = await FreezeAsync();

        await Portal.ApplyAsync(Engineer, new LiftFreeze(id, Given.Production, SeenVersion: 1));

        await Portal.ApplyAsync(Marketing, new ReleaseControlToEveryone(key, Given.Production));
    }

    [Fact]
    public async Task Release_InOneSetWithTheLifting_SeesIt()
    {
        var key = await Portal.AToggleAsync();
        var id = await FreezeAsync();

        await Portal.ApplyAsync(Engineer, [new LiftFreeze(id, Given.Production), new ReleaseControlToEveryone(key, Given.Production)]);
        await Portal.AKillSwitchAsync();
        var again = await Portal.TryAsync(
            Engineer, [new DefineFreeze(Given.Production, new FreezeDetails(null, Tonight, "Stocktaking")), new ReleaseToGroups(key, Given.Production, [])]);

        Assert.Equal(ProductionIsFrozen, again.Refusal);
    }

    [Fact]
    public async Task Release_InTwoFreezes_IsToldOfTheOneThatEndsLast()
    {
        var key = await Portal.AToggleAsync();
        await FreezeAsync();
        await Portal.ApplyAsync(Administrator, new DefineFreeze(Given.Production, new FreezeDetails(null, Tonight.AddHours(-1), "Shorter")));

        Assert.Equal(ProductionIsFrozen, (await Portal.TryAsync(Marketing, new ReleaseControlToEveryone(key, Given.Production))).Refusal);
    }

    [Fact]
    public async Task Withdraw_InAFreezeByMarketing_IsRefused()
    {
        var key = await Portal.AToggleAsync();
        var released = await Portal.ApplyAsync(Marketing, new ReleaseControlToEveryone(key, Given.Production));
        await FreezeAsync();

        Assert.Equal(ProductionIsFrozen, (await Portal.TryAsync(Marketing, new Withdraw(key, Given.Production), "why")).Refusal);
        Assert.Equal(ProductionIsFrozen, (await Portal.Desk.ApplyAsync(released.Undo("why")!, Marketing)).Refusal);
    }

    [Fact]
    public async Task Withdraw_InAFreezeByAnEngineerWithoutAReason_AsksForOne()
    {
        var key = await Portal.AToggleAsync();
        await Portal.ApplyAsync(Marketing, new ReleaseControlToEveryone(key, Given.Production));
        await FreezeAsync();

        Assert.IsType<ReasonNeeded>((await Portal.TryAsync(Engineer, new Withdraw(key, Given.Production))).Refusal);
    }

    [Fact]
    public async Task Withdraw_InAFreezeByAnEngineer_IsDoneAndMarked()
    {
        var key = await Portal.AToggleAsync();
        await Portal.ApplyAsync(Marketing, new ReleaseControlToEveryone(key, Given.Production));
        await FreezeAsync();

        var applied = await Portal.ApplyAsync(Engineer, new Withdraw(key, Given.Production), "prices are wrong");

        Assert.True((await Portal.LineAsync(applied.Entries[0])).DuringFreeze);
        Assert.Contains("\"duringFreeze\":true", applied.Entries[0].Canonical, StringComparison.Ordinal);
        Assert.Null((await Portal.VerifyAsync()).FirstBad);
    }

    [Fact]
    public async Task Undo_InAFreezeByAnEngineer_IsDoneAndMarked()
    {
        var key = await Portal.AToggleAsync();
        var released = await Portal.ApplyAsync(Marketing, new ReleaseControlToEveryone(key, Given.Production));
        await FreezeAsync();

        var undone = (await Portal.Desk.ApplyAsync(released.Undo("prices are wrong")!, Engineer)).OrThrow();

        Assert.True((await Portal.LineAsync(undone.Entries[0])).DuringFreeze);
        Assert.Equal(ReleaseState.Closed, await Portal.StateAsync(key));
    }

    [Fact]
    public async Task Schedule_InAFreeze_TakesBackButReleasesNothing()
    {
        var key = await Portal.AToggleAsync();
        await Portal.ApplyAsync(Marketing, new ReleaseControlToEveryone(key, Given.Production));
        await FreezeAsync();
        var schedule = Actor.ScheduleFor(Marketing.Id);

        var released = await Portal.TryAsync(schedule, new ReleaseControlToEveryone(key, Given.Production, Share: 500));
        Assert.Equal(ProductionIsFrozen, released.Refusal);
        var withdrawn = await Portal.ApplyAsync(schedule, new Withdraw(key, Given.Production));
        Assert.True((await Portal.LineAsync(withdrawn.Entries[0])).DuringFreeze);
    }

    [Fact]
    public async Task KillSwitch_InAFreeze_IsWorkedAndMarked()
    {
        var key = await Portal.AKillSwitchAsync();
        await FreezeAsync();

        var on = await Portal.ApplyAsync(Engineer, new ReleaseControlToEveryone(key, Given.Production), "needed again");

        Assert.True((await Portal.LineAsync(on.Entries[0])).DuringFreeze);
    }

    [Fact]
    public async Task Entries_OutsideAFreeze_CarryNoMark()
    {
        var key = await Portal.AKillSwitchAsync();
        await FreezeAsync();

        var applied = await Portal.ApplyAsync(Engineer, new ReleaseControlToEveryone(key, Given.Staging), "try it");

        Assert.False((await Portal.LineAsync(applied.Entries[0])).DuringFreeze);
        Assert.All(await Portal.EntriesAsync(), entry => Assert.DoesNotContain("duringFreeze", entry.Canonical, StringComparison.Ordinal));
    }

    [Fact]
    public async Task EditGroup_InUseOnAFrozenEnvironment_IsRefused()
    {
        var (key, group) = (await Portal.AToggleAsync(), await Portal.AGroupAsync());
        await Portal.ApplyAsync(Marketing, new ReleaseToGroups(key, Given.Production, [new GroupRule(group, Serving.Of(Variant.On))]));
        await FreezeAsync();

        var refused = await Portal.TryAsync(Engineer, new EditGroup(group, Given.GroupDetails() with { Members = ["cleo"] }), "why");
        Assert.Equal(ProductionIsFrozen, refused.Refusal);
    }

    [Fact]
    public async Task EditGroup_InUseElsewhere_IsFree()
    {
        var (key, group) = (await Portal.AToggleAsync(), await Portal.AGroupAsync());
        await Portal.ApplyAsync(Marketing, new ReleaseToGroups(key, Given.Staging, [new GroupRule(group, Serving.Of(Variant.On))]));
        await FreezeAsync();

        await Portal.ApplyAsync(Engineer, new EditGroup(group, Given.GroupDetails() with { Members = ["cleo"] }));
    }

    [Fact]
    public async Task EditControl_VariantServedOnAFrozenEnvironment_IsRefusedForABusinessControlOnly()
    {
        var business = await Portal.AFlagAsync();
        var operational = await Portal.AFlagAsync(Purpose.Operational, "ranking");
        await FreezeAsync();
        var details = Given.FlagDetails() with
        {
            Variants = [new Variant(Given.Classic, "Classic checkout", "\"older\""), .. Given.FlagDetails().Variants.Skip(1)],
        };

        Assert.Equal(ProductionIsFrozen, (await Portal.TryAsync(Engineer, new EditControl(business, details), "why")).Refusal);
        Assert.IsType<ReasonNeeded>((await Portal.TryAsync(Engineer, new EditControl(operational, details))).Refusal);
        var edited = await Portal.ApplyAsync(Engineer, new EditControl(operational, details), "why");
        Assert.True((await Portal.LineAsync(edited.Entries[0])).DuringFreeze);
    }

    [Fact]
    public async Task FreezesThemselves_AreDefinedEditedAndLiftedInAFreeze()
    {
        var id = await FreezeAsync();

        await Portal.ApplyAsync(Administrator, new EditFreeze(id, Given.Production, new FreezeDetails(null, Tonight.AddHours(1), "Longer"), SeenVersion: 1));
        var lifted = await Portal.ApplyAsync(Administrator, new LiftFreeze(id, Given.Production, SeenVersion: 2));

        Assert.False((await Portal.LineAsync(lifted.Entries[0])).DuringFreeze);
    }

    [Fact]
    public async Task LiftFreeze_AfterSomebodyElseDid_SaysWhoMeanwhile()
    {
        var id = await FreezeAsync();
        await Portal.ApplyAsync(Engineer, new LiftFreeze(id, Given.Production, SeenVersion: 1));

        var again = await Portal.TryAsync(Administrator, new LiftFreeze(id, Given.Production, SeenVersion: 1));

        Assert.Contains(Engineer.Name, Assert.IsType<Stale>(again.Refusal).Message.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Role.Marketing)]
    [InlineData(Role.Auditor)]
    public async Task FreezeEntries_AreReadByEverybodyWhoBrowsesTheHistory(Role role)
    {
        await FreezeAsync();
        var reader = Given.APerson("Reader", role);

        var entry = await Portal.ReadAsync(database => database.Entries
            .Where(Visibility.EntriesVisibleTo(reader, database.Controls, database.LaunchSteps))
            .OrderByDescending(entry => entry.Sequence)
            .FirstAsync());

        Assert.Equal(nameof(DefineFreeze), entry.Action);
    }

    private async Task<Guid> FreezeAsync(DateTimeOffset? from = null) =>
        (await Portal.ApplyAsync(Administrator, new DefineFreeze(Given.Production, new FreezeDetails(from, Tonight, "Stocktaking")))).Entries[0].SubjectId;
}

public sealed class FreezesAtTheDeskOnSqliteTests() : FreezesAtTheDeskTests(postgres: null);

public sealed class FreezesAtTheDeskOnPostgreSqlTests(PostgresServer postgres) : FreezesAtTheDeskTests(postgres);
