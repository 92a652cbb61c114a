using Microsoft.EntityFrameworkCore;
using ReleasePortal.Domain;
using ReleasePortal.Domain.Access;
using ReleasePortal.Domain.Audiences;
using ReleasePortal.Domain.Budgets;
using ReleasePortal.Domain.Controls;
using ReleasePortal.Domain.Launches;
using ReleasePortal.Domain.Wording;
using ReleasePortal.Tests.Support;
using ValueType = ReleasePortal.Domain.Controls.ValueType;

namespace ReleasePortal.Tests.Changes;

/// <summary>Budgets at the one door: one too many is refused, whatever it came through, and nothing else is.</summary>
public abstract class BudgetsAtTheDeskTests(PostgresServer? postgres) : LaunchDeskTests(postgres)
{
    private static readonly GroupRule EarlyAccess = new(Given.EarlyAccess, Serving.Of(Variant.On));

    [Fact]
    public async Task SetBudgets_StandsInTheHistory_WithBeforeAndAfter()
    {
        await SetAsync(new BudgetLimits(ActiveControls: 40));
        await SetAsync(new BudgetLimits(ActiveControls: 40, Groups: 5));

        var entry = (await Portal.EntriesAsync())[^1];
        var line = await Portal.LineAsync(entry);
        Assert.Equal((SubjectKind.Budgets, "SetBudgets", "set the budgets"), (entry.SubjectKind, entry.Action, line.Sentence.Did().Plain()));
        Assert.Equal((40, 40), ((int)line.Before!["activeControls"]!, (int)line.After!["activeControls"]!));
        Assert.Null(line.Before["groups"]);
        Assert.Equal(5, (int)line.After["groups"]!);
        Assert.Equal(2, (await Portal.ReadAsync(database => database.BudgetSheets.SingleAsync())).Version);
    }

    [Fact]
    public async Task SetBudgets_FromAnOlderVersion_IsRefused()
    {
        await SetAsync(new BudgetLimits(ActiveControls: 40));

        Assert.IsType<Stale>((await Portal.TryAsync(Administrator, new SetBudgets(new BudgetLimits(Groups: 5), SeenVersion: 0))).Refusal);
    }

    [Fact]
    public async Task NoLimits_NothingIsRefused()
    {
        for (var index = 0; index < 12; index++)
            await Portal.AToggleAsync(key: $"toggle-{index}");
    }

    [Fact]
    public async Task Create_OneTooMany_IsRefusedWithTheNumbers_AndNothingIsWritten()
    {
        await Portal.AToggleAsync();
        await SetAsync(new BudgetLimits(ActiveControls: 1));
        var before = (await Portal.EntriesAsync()).Count;

        var refused = await ExceedAsync(Engineer, Toggle("one-more"));

        Assert.Equal((Budget.ActiveControls, 1, 2, "BudgetExceeded"), (refused.Line.Budget, refused.Limit, refused.Count, refused.Code));
        Assert.Equal(before, (await Portal.EntriesAsync()).Count);
        Assert.False(await Portal.ReadAsync(database => database.Controls.AnyAsync(control => control.Key == "one-more")));
    }

    [Fact]
    public async Task Create_LongLived_NeedsNoRoomAmongTheTemporary()
    {
        await Portal.AToggleAsync();
        await SetAsync(new BudgetLimits(ActiveControls: 1));

        await Portal.AKillSwitchAsync();
    }

    [Fact]
    public async Task Create_ForAnOwnerWhoIsFull_IsRefusedAndForAnotherNot()
    {
        await Portal.AToggleAsync();
        await SetAsync(new BudgetLimits(ControlsPerOwner: 1));

        var refused = await ExceedAsync(Engineer, Toggle("one-more"));
        Assert.Equal(("owner", "Team Storefront"), (refused.Field, refused.Name));

        await Portal.ApplyAsync(Engineer, Toggle("one-more", "Team Checkout"));
        Assert.Equal("owner", (await ExceedAsync(Engineer, new EditControl("one-more", Given.Details()))).Field);
    }

    [Fact]
    public async Task Create_WithoutAnOwner_IsNoWayAround()
    {
        await SetAsync(new BudgetLimits(ControlsPerOwner: 1));
        await Portal.ApplyAsync(Engineer, Toggle("one", owner: ""));

        Assert.Contains("without an owner", (await ExceedAsync(Engineer, Toggle("two", owner: ""))).Message.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Retire_MakesRoom_AndRestoringNeedsIt()
    {
        var key = await Portal.AToggleAsync();
        await SetAsync(new BudgetLimits(ActiveControls: 1));

        await Portal.ApplyAsync(Engineer, new Retire(key, NoCodeAsks: true));
        await Portal.ApplyAsync(Engineer, Toggle("another"));

        await ExceedAsync(Engineer, new RestoreControl(key));
    }

    [Fact]
    public async Task ChangeSet_OneGoesAndAnotherComes_WhateverTheOrder()
    {
        var key = await Portal.AToggleAsync();
        await SetAsync(new BudgetLimits(ActiveControls: 1));

        await Portal.ApplyAsync(Engineer, [Toggle("another"), new Retire(key, NoCodeAsks: true)]);
    }

    [Fact]
    public async Task Flag_MoreVariants_AreRefused_AndFewerNever()
    {
        var key = await Portal.AFlagAsync();
        await SetAsync(new BudgetLimits(VariantsPerFlag: 2));
        var details = Given.FlagDetails();

        var refused = await ExceedAsync(Engineer, new EditControl(key, details with { Variants = [.. details.Variants, new Variant("quick", "Quick", "\"quick\"")] }));
        Assert.Equal(("variants", 2, 4), (refused.Field, refused.Limit, refused.Count));
        await ExceedAsync(Engineer, new CreateControl("another", ControlKind.Flag, Given.FlagDetails(), ValueType.String, Given.Classic));

        // Beyond the limit since it was lowered: what is no growth goes on.
        await Portal.ApplyAsync(Engineer, new EditControl(key, details with { Name = "Another name" }));
        await Portal.ApplyAsync(Engineer, new EditControl(key, details with { Variants = [.. details.Variants.Take(2)] }));
    }

    [Fact]
    public async Task Group_MoreConditions_OrOneMoreGroup_AreRefused()
    {
        await Portal.AGroupAsync();
        await SetAsync(new BudgetLimits(ConditionsPerGroup: 1, Groups: 1));
        var conditions = new[] { "de", "fr" }.Select(country => new Condition("country", ConditionOperator.NotEquals, [country])).ToList();

        Assert.Equal("conditions", (await ExceedAsync(Engineer, new EditGroup(Given.EarlyAccess, Given.GroupDetails() with { Conditions = conditions }))).Field);
        var refused = await ExceedAsync(Engineer, new DefineGroup(Given.Staff, Given.GroupDetails("Our staff")));
        Assert.Equal(
            new BudgetCandidate(SubjectKind.Group, Given.EarlyAccess, "Early access", CandidateReason.Unused, Given.Now, MayRemove: true),
            Assert.Single(refused.Candidates));

        await Portal.ApplyAsync(Engineer, new RemoveGroup(Given.EarlyAccess));
        await Portal.ApplyAsync(Engineer, new DefineGroup(Given.Staff, Given.GroupDetails("Our staff")));
    }

    [Fact]
    public async Task ReleaseToGroup_OneTooMany_IsRefusedThere_AndFreeElsewhere()
    {
        var (first, second) = await FullGroupAsync();

        var refused = await ExceedAsync(Marketing, Release(second));

        Assert.Equal(("groups", "Early access", "Production", 1, 2), (refused.Field, refused.Name, refused.Environment, refused.Limit, refused.Count));
        Assert.Equal((first, false), (Assert.Single(refused.Candidates).Key, refused.Candidates[0].MayRemove));
        Assert.Equal(ReleaseState.Closed, await Portal.StateAsync(second));
        await Portal.ApplyAsync(Marketing, new ReleaseToGroups(second, Given.Staging, [EarlyAccess]));
        await Portal.ApplyAsync(Marketing, new ReleaseControlToEveryone(second, Given.Production));
    }

    [Fact]
    public async Task ReleaseToGroup_OnTopOfItself_IsNoGrowth()
    {
        await Portal.AGroupAsync(Given.Staff, "Our staff");
        var (first, _) = await FullGroupAsync();

        await Portal.ApplyAsync(Marketing, new ReleaseToGroups(first, Given.Production, [new(Given.Staff, Serving.Of(Variant.On)), EarlyAccess]));
    }

    /// <summary>Marketing must learn nothing of operational controls: neither by a name nor by subtracting what it sees from a count.</summary>
    [Fact]
    public async Task ReleaseToGroup_OperationalOnes_TakeNoRoomFromBusinessOnes_AndAreNotNamed()
    {
        await Portal.AGroupAsync();
        foreach (var key in new[] { "secret-a", "secret-b" })
            await Portal.ApplyAsync(Engineer, Release(await Portal.AToggleAsync(Purpose.Operational, key)), "why");
        await SetAsync(new BudgetLimits(OpenToOneGroup: 1));
        await Portal.ApplyAsync(Marketing, Release(await Portal.AToggleAsync(key: "a")));

        var refused = await ExceedAsync(Marketing, Release(await Portal.AToggleAsync(key: "b")));

        Assert.Equal((2, "a"), (refused.Count, Assert.Single(refused.Candidates).Key));
        var operational = await ExceedAsync(Engineer, Release(await Portal.AToggleAsync(Purpose.Operational, "secret-c")));
        Assert.Equal((3, true), (operational.Count, operational.Message.ToString().Contains("operational controls", StringComparison.Ordinal)));
        await ExceedAsync(Engineer, new HandOver("secret-a")); // which would make it one more of the business
    }

    [Fact]
    public async Task WithdrawAndUndo_AreNeverRefused()
    {
        var (first, second) = await FullGroupAsync();
        var withdrawn = await Portal.ApplyAsync(Marketing, new Withdraw(first, Given.Production));
        await Portal.ApplyAsync(Marketing, Release(second));

        // An incident is over: what was withdrawn comes back although its place was taken meanwhile.
        await Portal.ApplyAsync(Marketing, new Undo(first, Given.Production, withdrawn.Entries[0].Id));
        await ExceedAsync(Marketing, Release(await Portal.AToggleAsync(key: "third")));
        await Portal.ApplyAsync(Marketing, new Withdraw(second, Given.Production));
    }

    [Fact]
    public async Task Launch_WithAStepTooMany_IsRefusedAsAWhole()
    {
        var (_, second) = await FullGroupAsync();
        var third = await Portal.AToggleAsync(key: "third");
        var launch = await ALaunchAsync(PlannedStep.AtOnce(new ReleaseControlToEveryone(third, Given.Production)), PlannedStep.AtOnce(Release(second)));

        Assert.IsType<BudgetExceeded>((await TryAsync(Marketing, new StartLaunch(launch))).Refusal);

        Assert.Equal(LaunchStatus.Draft, (await LaunchAsync(launch)).Status);
        Assert.Equal(ReleaseState.Closed, await Portal.StateAsync(third));
    }

    [Fact]
    public async Task Launch_ThatMakesTheRoomItself_GoesThrough_AndEndsWhateverHolds()
    {
        var (first, second) = await FullGroupAsync();
        var launch = await ALaunchAsync(PlannedStep.AtOnce(Release(second)), PlannedStep.AtOnce(new Withdraw(first, Given.Production)));

        await DoAsync(Marketing, new StartLaunch(launch));
        await Portal.ApplyAsync(Marketing, new Withdraw(second, Given.Production));
        await Portal.ApplyAsync(Marketing, Release(await Portal.AToggleAsync(key: "third")));
        await DoAsync(Marketing, new EndLaunch(launch));

        Assert.Equal(Availability.Groups, (await Portal.StateAsync(first)).Availability);
    }

    [Theory]
    [InlineData(ChangeSource.Button)]
    [InlineData(ChangeSource.Api)]
    [InlineData(ChangeSource.Import)]
    [InlineData(ChangeSource.Launch)]
    public async Task OneTooMany_IsRefused_WhateverItCameThrough(ChangeSource source)
    {
        await Portal.AToggleAsync();
        await SetAsync(new BudgetLimits(ActiveControls: 1));

        Assert.IsType<BudgetExceeded>((await Portal.Desk.ApplyAsync(ChangeSet.Of(Toggle("one-more"), source: source), Engineer)).Refusal);
    }

    [Fact]
    public async Task Candidates_AreWhatIsMostDue_AndOfTheFullOwner()
    {
        await Portal.AToggleAsync(key: "closed");
        var open = await Portal.AToggleAsync(key: "open");
        await Portal.ApplyAsync(Marketing, new ReleaseControlToEveryone(open, Given.Production));
        await Portal.ApplyAsync(Engineer, Toggle("others", "Team Checkout"));
        await Portal.ApplyAsync(Engineer, new ReleaseControlToEveryone("others", Given.Production), "why");
        await SetAsync(new BudgetLimits(ControlsPerOwner: 2));

        var refused = await ExceedAsync(Engineer, Toggle("one-more"));

        var candidate = Assert.Single(refused.Candidates);
        Assert.Equal((open, CandidateReason.OpenToEveryone, true), (candidate.Key, candidate.Reason, candidate.MayRemove));
    }

    [Fact]
    public async Task TwoEngineersAtOnce_CannotExceedItTogether()
    {
        await SetAsync(new BudgetLimits(ActiveControls: 3));

        var results = await Task.WhenAll(Enumerable.Range(0, 12).Select(index => Task.Run(
            () => Portal.TryAsync(index % 2 is 0 ? Engineer : Given.AnotherEngineer, Toggle($"toggle-{index}", $"Team {index}")))));

        Assert.Equal((3, 9), (results.Count(result => result.IsSuccess), results.Count(result => result.Refusal is BudgetExceeded)));
    }

    private static CreateControl Toggle(string key, string owner = "Team Storefront") =>
        new(key, ControlKind.Toggle, Given.Details(key) with { Owner = owner });

    private static ReleaseToGroups Release(string key) => new(key, Given.Production, [EarlyAccess]);

    private Task SetAsync(BudgetLimits limits) => Portal.ApplyAsync(Administrator, new SetBudgets(limits));

    /// <summary>A group on which one may be open, and is; and a second control.</summary>
    private async Task<(string Open, string Second)> FullGroupAsync()
    {
        await Portal.AGroupAsync();
        var first = await Portal.AToggleAsync(key: "first");
        await Portal.ApplyAsync(Marketing, Release(first));
        await SetAsync(new BudgetLimits(OpenToOneGroup: 1));
        return (first, await Portal.AToggleAsync(key: "second"));
    }

    private async Task<BudgetExceeded> ExceedAsync(Actor by, Change change) =>
        Assert.IsType<BudgetExceeded>((await Portal.TryAsync(by, change, "why")).Refusal);
}

public sealed class BudgetsAtTheDeskOnSqliteTests() : BudgetsAtTheDeskTests(postgres: null);

public sealed class BudgetsAtTheDeskOnPostgreSqlTests(PostgresServer postgres) : BudgetsAtTheDeskTests(postgres)
{
    /// <summary>Two portals have a desk each, and the same head of the history.</summary>
    [Fact]
    public async Task TwoPortalsAtOnce_CannotExceedItTogether()
    {
        await Portal.ApplyAsync(Administrator, new SetBudgets(new BudgetLimits(ActiveControls: 3)));
        await using var other = TestPortal.On(Portal.Database, owned: false);

        var results = await Task.WhenAll(Enumerable.Range(0, 12).Select(index => Task.Run(() => (index % 2 is 0 ? Portal : other).TryAsync(
            Engineer, new CreateControl($"toggle-{index}", ControlKind.Toggle, Given.Details($"Toggle {index}"))))));

        Assert.Equal((3, 9), (results.Count(result => result.IsSuccess), results.Count(result => result.Refusal is BudgetExceeded)));
    }
}
