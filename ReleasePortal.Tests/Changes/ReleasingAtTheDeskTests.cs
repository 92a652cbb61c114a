using ReleasePortal.Domain;
using ReleasePortal.Domain.Access;
using ReleasePortal.Domain.Controls;
using ReleasePortal.Domain.Environments;
using ReleasePortal.Tests.Support;

namespace ReleasePortal.Tests.Changes;

/// <summary>Opening and closing controls through the one door.</summary>
public abstract class ReleasingAtTheDeskTests(PostgresServer? postgres) : DeskTests(postgres)
{
    [Fact]
    public async Task ReleaseToEveryone_BusinessToggle_IsStoredWithItsEntry()
    {
        var key = await Portal.AToggleAsync();

        var applied = await Portal.ApplyAsync(Marketing, new ReleaseControlToEveryone(key, Given.Production), reason: "trade show opens");

        Assert.Equal(OnForEveryone, await Portal.StateAsync(key));
        var entry = Assert.Single(applied.Entries);
        Assert.Equal("Maria Marketing released Spring storefront to everyone on Production: trade show opens", (await Portal.LineAsync(entry)).Plain());
        Assert.Equal((key, Purpose.Business, Given.Production), (entry.SubjectKey, entry.Purpose, entry.Environment));
        Assert.Equal(entry.Id, (await Portal.ControlAsync(key)).LastEntryOn(Given.Production));
    }

    [Fact]
    public async Task ReleaseToGroups_Flag_IsStored()
    {
        var key = await Portal.AFlagAsync();
        var staff = await Portal.AGroupAsync(Given.Staff, "Our staff");
        GroupRule[] rules = [new(staff, Serving.Of(Given.Express))];

        await Portal.ApplyAsync(Marketing, new ReleaseToGroups(key, Given.Production, rules));

        Assert.Equal(ReleaseState.ToGroups(rules), await Portal.StateAsync(key));
    }

    [Fact]
    public async Task ServeSplit_Flag_IsStored()
    {
        var key = await Portal.AFlagAsync();
        WeightedVariant[] split = [new(Given.Classic, 1), new(Given.Express, 3)];

        await Portal.ApplyAsync(Marketing, new ServeSplit(key, Given.Production, split, Share: 2_500));

        Assert.Equal(ReleaseState.ToEveryone(Serving.Between(split), 2_500), await Portal.StateAsync(key));
    }

    [Fact]
    public async Task Withdraw_ReleasedControl_IsClosed()
    {
        var key = await Portal.AToggleAsync();
        await Portal.ApplyAsync(Marketing, new ReleaseControlToEveryone(key, Given.Production));

        await Portal.ApplyAsync(Marketing, new Withdraw(key, Given.Production));

        Assert.Equal(ReleaseState.Closed, await Portal.StateAsync(key));
    }

    [Fact]
    public async Task Release_OnOneEnvironment_LeavesTheOthersAlone()
    {
        var key = await Portal.AToggleAsync();

        await Portal.ApplyAsync(Marketing, new ReleaseControlToEveryone(key, Given.Staging));

        Assert.Equal(ReleaseState.Closed, await Portal.StateAsync(key));
        Assert.Equal(OnForEveryone, await Portal.StateAsync(key, Given.Staging));
    }

    [Fact]
    public async Task Release_UnknownControl_IsRefused() => Assert.Equal(
        new Unknown(SubjectKind.Control, "nothing"), (await Portal.TryAsync(Marketing, new Withdraw("nothing", Given.Production))).Refusal);

    [Fact]
    public async Task Release_UnknownEnvironment_IsRefused()
    {
        var key = await Portal.AToggleAsync();

        var result = await Portal.TryAsync(Marketing, new ReleaseControlToEveryone(key, "moon"));

        Assert.Equal(new Unknown(SubjectKind.Environment, "moon"), result.Refusal);
    }

    [Fact]
    public async Task Release_UnknownGroup_IsRefused()
    {
        var key = await Portal.AToggleAsync();

        var result = await Portal.TryAsync(Marketing, new ReleaseToGroups(key, Given.Production, [new GroupRule("nobody", Serving.Of(Variant.On))]));

        Assert.Equal(["groups: UnknownGroup"], result.Refusal.Errors());
    }

    [Fact]
    public async Task Refused_NothingIsStored()
    {
        var key = await Portal.AToggleAsync();
        var before = await Portal.EntriesAsync();

        await Portal.TryAsync(Marketing, new ReleaseControlToEveryone(key, Given.Production, Share: 0));

        Assert.Equal(before.Count, (await Portal.EntriesAsync()).Count);
        Assert.Empty((await Portal.ControlAsync(key)).States);
    }

    [Fact]
    public async Task Release_OperationalControlWithoutAReason_IsRefused()
    {
        var key = await Portal.AKillSwitchAsync();

        var result = await Portal.TryAsync(Engineer, new ReleaseControlToEveryone(key, Given.Staging), reason: "  ");

        Assert.Equal("reason", Assert.IsType<ReasonNeeded>(result.Refusal).Field);
    }

    [Fact]
    public async Task Withdraw_OperationalControlWithAReason_IsDone()
    {
        var key = await Portal.AKillSwitchAsync();
        await Portal.ApplyAsync(Engineer, new ReleaseControlToEveryone(key, Given.Production), reason: "first time");

        var applied = await Portal.ApplyAsync(Engineer, new Withdraw(key, Given.Production), reason: "incident 42");

        Assert.Equal("Erik Engineer switched off Recommendations on Production: incident 42", (await Portal.LineAsync(applied.Entries[0])).Plain());
    }

    [Fact]
    public async Task Release_WhereTheEnvironmentAsksForReasons_NeedsOne()
    {
        var key = await Portal.AToggleAsync();
        await Portal.AskForReasonsAsync();

        Assert.IsType<ReasonNeeded>((await Portal.TryAsync(Marketing, new ReleaseControlToEveryone(key, Given.Production))).Refusal);
        Assert.True((await Portal.TryAsync(Marketing, new ReleaseControlToEveryone(key, Given.Staging))).IsSuccess);
        Assert.True((await Portal.TryAsync(Marketing, new ReleaseControlToEveryone(key, Given.Production), reason: "trade show")).IsSuccess);
    }

    [Fact]
    public async Task Release_AfterTheEnvironmentWasRenamedInTheSameSet_SaysTheNewName()
    {
        var key = await Portal.AToggleAsync();
        var both = Given.APerson("Bea Both", Role.Administrator, Role.Marketing);
        await Portal.AddPersonAsync(both);

        var applied = await Portal.ApplyAsync(
            both,
            [
                new EditEnvironment(Given.Production, Given.EnvironmentDetails("Live")),
                new ReleaseControlToEveryone(key, Given.Production),
                new DefineEnvironment("preview", Given.EnvironmentDetails("Preview")),
                new ReleaseControlToEveryone(key, "preview"),
            ]);

        Assert.Equal("Bea Both released Spring storefront to everyone on Live", (await Portal.LineAsync(applied.Entries[1])).Plain());
        Assert.Equal("Bea Both released Spring storefront to everyone on Preview", (await Portal.LineAsync(applied.Entries[3])).Plain());
    }
}

public sealed class ReleasingAtTheDeskOnSqliteTests() : ReleasingAtTheDeskTests(postgres: null);

public sealed class ReleasingAtTheDeskOnPostgreSqlTests(PostgresServer postgres) : ReleasingAtTheDeskTests(postgres);
