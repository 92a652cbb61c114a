using Microsoft.EntityFrameworkCore;
using ReleasePortal.Domain;
using ReleasePortal.Domain.Audiences;
using ReleasePortal.Domain.Controls;
using ReleasePortal.Domain.Environments;
using ReleasePortal.Domain.People;
using ReleasePortal.Tests.Support;
using ValueType = ReleasePortal.Domain.Controls.ValueType;

namespace ReleasePortal.Tests.Changes;

/// <summary>Controls, groups, areas, environments and keys through the one door.</summary>
public abstract class DefiningAtTheDeskTests(PostgresServer? postgres) : DeskTests(postgres)
{
    [Fact]
    public async Task CreateControl_Flag_IsStoredWhole()
    {
        var details = Given.FlagDetails() with { Tags = ["spring", "checkout"], Description = "Grüße, 世界 🌷 <b>" };

        await Portal.ApplyAsync(Engineer, new CreateControl("checkout-layout", ControlKind.Flag, details, ValueType.String, Given.Classic));

        var control = await Portal.ControlAsync("checkout-layout");
        Assert.Equal((ControlKind.Flag, ValueType.String, Given.Classic, Purpose.Operational), (control.Kind, control.ValueType, control.OffVariant, control.Purpose));
        Assert.Equal(details.Variants, control.Variants);
        Assert.Equal(details.Tags, control.Tags);
        Assert.Equal((details.Description, Given.InSummer, Given.Now), (control.Description, control.RemoveBy, control.CreatedAt));
        Assert.Equal(7, control.Id.Version);
    }

    [Fact]
    public async Task CreateControl_KeyInUse_IsRefused()
    {
        var key = await Portal.AToggleAsync();

        var result = await Portal.TryAsync(Engineer, new CreateControl(key, ControlKind.Toggle, Given.Details("Another")));

        Assert.Equal(new KeyTaken(key), result.Refusal);
    }

    [Fact]
    public async Task CreateControl_KeyOfARetiredControl_IsRefused_AndNamesThatOne()
    {
        var key = await Portal.AToggleAsync();
        await Portal.ApplyAsync(Engineer, new Retire(key, NoCodeAsks: true));

        Assert.Equal(
            new KeyRetired(key, "Spring storefront"),
            (await Portal.TryAsync(Engineer, new CreateControl(key, ControlKind.Toggle, Given.Details("Another")))).Refusal);
    }

    [Fact]
    public async Task CreateControl_UnknownArea_IsRefused()
    {
        var result = await Portal.TryAsync(Engineer, new CreateControl("a", ControlKind.Toggle, Given.Details() with { Area = "moon" }));

        Assert.Equal(["area: UnknownArea"], result.Refusal.Errors());
    }

    [Fact]
    public async Task CreateControl_InAnAreaDefinedInTheSameSet_IsStored()
    {
        await Portal.ApplyAsync(
            Engineer, [new DefineArea("checkout", "Checkout"), new CreateControl("a", ControlKind.Toggle, Given.Details() with { Area = "checkout" })]);

        Assert.Equal("checkout", (await Portal.ControlAsync("a")).Area);
        Assert.Equal("checkout", (await Portal.EntriesAsync())[^1].Area);
    }

    [Fact]
    public async Task EditControl_IsStored()
    {
        var key = await Portal.AToggleAsync(Purpose.Operational);

        await Portal.ApplyAsync(Engineer, new EditControl(key, Given.LongLivedDetails("Renamed") with { Tags = ["a"] }));

        var control = await Portal.ControlAsync(key);
        Assert.Equal(("Renamed", Lifetime.LongLived, (DateOnly?)null), (control.Name, control.Lifetime, control.RemoveBy));
        Assert.Equal(["a"], control.Tags);
    }

    [Fact]
    public async Task EditControl_UnknownArea_IsRefused()
    {
        var key = await Portal.AToggleAsync();

        var result = await Portal.TryAsync(Engineer, new EditControl(key, Given.Details() with { Area = "moon" }));

        Assert.Equal(["area: UnknownArea"], result.Refusal.Errors());
    }

    [Fact]
    public async Task EditControl_Toggle_AsksNoEnvironment()
    {
        var key = await Portal.AToggleAsync();
        await Portal.ApplyAsync(Marketing, new ReleaseControlToEveryone(key, Given.Production));
        await Portal.AskForReasonsAsync();

        Assert.True((await Portal.TryAsync(Engineer, new EditControl(key, Given.Details("Renamed")))).IsSuccess);
    }

    [Fact]
    public async Task EditControl_VariantThatIsServed_AsksTheEnvironmentsWhereItIs()
    {
        var key = await Portal.AFlagAsync();
        await Portal.ApplyAsync(Marketing, new ReleaseControlToEveryone(key, Given.Production, Given.Express));
        await Portal.AskForReasonsAsync();

        Assert.IsType<ReasonNeeded>((await Portal.TryAsync(Engineer, new EditControl(key, WithOther(Given.Express)))).Refusal);
        Assert.True((await Portal.TryAsync(Engineer, new EditControl(key, WithOther(Given.Guided)))).IsSuccess);
        Assert.True((await Portal.TryAsync(Engineer, new EditControl(key, WithOther(Given.Express)), reason: "typo")).IsSuccess);
    }

    [Fact]
    public async Task EditControl_OffVariant_AsksTheEnvironmentsWhereSomebodyIsLeftOut()
    {
        var key = await Portal.AFlagAsync();
        await Portal.AskForReasonsAsync();

        Assert.IsType<ReasonNeeded>((await Portal.TryAsync(Engineer, new EditControl(key, WithOther(Given.Classic)))).Refusal);

        await Portal.ApplyAsync(Marketing, new ReleaseControlToEveryone(key, Given.Production, Given.Express), reason: "for all");
        Assert.True((await Portal.TryAsync(Engineer, new EditControl(key, WithOther(Given.Classic)))).IsSuccess);
    }

    [Fact]
    public async Task EditControl_VariantThatIsServed_CannotGo()
    {
        var key = await Portal.AFlagAsync();
        await Portal.ApplyAsync(Marketing, new ReleaseControlToEveryone(key, Given.Production, Given.Guided));
        var without = Given.FlagDetails() with { Variants = [.. Given.FlagDetails().Variants.Take(2)] };

        Assert.IsType<VariantInUse>((await Portal.TryAsync(Engineer, new EditControl(key, without), reason: "tidy")).Refusal);
    }

    [Fact]
    public async Task HandOver_KillSwitch_NeedsTwoEngineers()
    {
        var key = await Portal.AKillSwitchAsync();

        await Portal.ApplyAsync(Engineer, new HandOver(key));
        Assert.Equal(Purpose.Operational, (await Portal.ControlAsync(key)).Purpose);
        Assert.IsType<SecondEngineerNeeded>((await Portal.TryAsync(Engineer, new HandOver(key))).Refusal);

        await Portal.ApplyAsync(Given.AnotherEngineer, new HandOver(key));
        Assert.Equal(Purpose.Business, (await Portal.ControlAsync(key)).Purpose);
    }

    [Fact]
    public async Task HandOver_EntryKnowsThePurposeAfterIt()
    {
        var key = await Portal.AToggleAsync();
        await Portal.ApplyAsync(Engineer, new TakeBack(key));

        var purposes = (await Portal.EntriesAsync()).Where(entry => entry.SubjectKey == key).Select(entry => entry.Purpose);

        Assert.Equal([Purpose.Operational, Purpose.Business, Purpose.Operational], purposes);
    }

    [Fact]
    public async Task Retire_ThenRestore_BringsBackTheStates()
    {
        var key = await Portal.AToggleAsync();
        await Portal.ApplyAsync(Marketing, new ReleaseControlToEveryone(key, Given.Production));

        await Portal.ApplyAsync(Engineer, new Retire(key, NoCodeAsks: true));
        Assert.IsType<IsRetired>((await Portal.TryAsync(Marketing, new Withdraw(key, Given.Production))).Refusal);

        await Portal.ApplyAsync(Engineer, new RestoreControl(key));
        Assert.Equal(OnForEveryone, await Portal.StateAsync(key));
    }

    [Fact]
    public async Task DefineGroup_IsStoredWhole()
    {
        var details = Given.GroupDetails() with
        {
            Conditions = [new Condition("country", ConditionOperator.In, ["de", "fr"]), new Condition("age", ConditionOperator.GreaterOrEqual, [18.5])],
            Sample = 250,
        };

        await Portal.ApplyAsync(Engineer, new DefineGroup("locals", details));

        var group = await GroupAsync("locals");
        Assert.Equal(details.Members, group!.Members);
        Assert.Equal(details.Conditions, group.Conditions);
        Assert.Equal(250, group.Sample);
    }

    [Fact]
    public async Task DefineGroup_KeyInUse_IsRefused()
    {
        var key = await Portal.AGroupAsync();

        Assert.Equal(new KeyTaken(key), (await Portal.TryAsync(Engineer, new DefineGroup(key, Given.GroupDetails()))).Refusal);
    }

    [Fact]
    public async Task DefineGroup_UnknownArea_IsRefused() => Assert.Equal(
        ["area: UnknownArea"],
        (await Portal.TryAsync(Engineer, new DefineGroup("a", Given.GroupDetails() with { Area = "moon" }))).Refusal.Errors());

    [Fact]
    public async Task EditGroup_InUse_AsksTheEnvironmentsWhereItIs()
    {
        var group = await Portal.AGroupAsync();
        var key = await Portal.AToggleAsync();
        await Portal.ApplyAsync(Marketing, new ReleaseToGroups(key, Given.Production, [new GroupRule(group, Serving.Of(Variant.On))]));
        await Portal.AskForReasonsAsync();
        var edit = new EditGroup(group, Given.GroupDetails() with { Members = ["cid"] });

        Assert.IsType<ReasonNeeded>((await Portal.TryAsync(Engineer, edit)).Refusal);
        await Portal.ApplyAsync(Engineer, edit, reason: "Cid asked");

        Assert.Equal(["cid"], (await GroupAsync(group))!.Members);
    }

    [Fact]
    public async Task EditGroup_UsedByNobody_AsksNoEnvironment()
    {
        var group = await Portal.AGroupAsync();
        await Portal.AskForReasonsAsync();

        Assert.True((await Portal.TryAsync(Engineer, new EditGroup(group, Given.GroupDetails("Renamed")))).IsSuccess);
    }

    [Fact]
    public async Task RemoveGroup_ThatNobodyUses_IsGone()
    {
        var group = await Portal.AGroupAsync();

        await Portal.ApplyAsync(Engineer, new RemoveGroup(group));

        Assert.Null(await GroupAsync(group));
    }

    [Fact]
    public async Task RemoveGroup_InUse_IsRefusedAndNamesTheControls()
    {
        var group = await Portal.AGroupAsync();
        var key = await Portal.AToggleAsync();
        await Portal.ApplyAsync(Marketing, new ReleaseToGroups(key, Given.Staging, [new GroupRule(group, Serving.Of(Variant.On))]));

        var refusal = Assert.IsType<GroupInUse>((await Portal.TryAsync(Engineer, new RemoveGroup(group))).Refusal);

        Assert.Equal(["Spring storefront"], refusal.Controls);
        Assert.NotNull(await GroupAsync(group));
    }

    [Fact]
    public async Task RemoveGroup_UsedByARetiredControl_IsRefusedForItMayComeBack()
    {
        var group = await Portal.AGroupAsync();
        var key = await Portal.AToggleAsync();
        await Portal.ApplyAsync(Marketing, new ReleaseToGroups(key, Given.Production, [new GroupRule(group, Serving.Of(Variant.On))]));
        await Portal.ApplyAsync(Engineer, new Retire(key, NoCodeAsks: true));

        Assert.IsType<GroupInUse>((await Portal.TryAsync(Engineer, new RemoveGroup(group))).Refusal);
    }

    [Fact]
    public async Task RemoveGroup_AfterItsControlWasWithdrawnInTheSameSet_IsGone()
    {
        var group = await Portal.AGroupAsync();
        var key = await Portal.AToggleAsync();
        await Portal.ApplyAsync(Marketing, new ReleaseToGroups(key, Given.Production, [new GroupRule(group, Serving.Of(Variant.On))]));

        await Portal.ApplyAsync(Engineer, [new Withdraw(key, Given.Production), new RemoveGroup(group)]);

        Assert.Null(await GroupAsync(group));
    }

    [Fact]
    public async Task DefineArea_Twice_IsRefused()
    {
        await Portal.ApplyAsync(Engineer, new DefineArea("checkout", "Checkout"));

        Assert.IsType<KeyTaken>((await Portal.TryAsync(Engineer, new DefineArea("checkout", "Check-out"))).Refusal);
    }

    [Fact]
    public async Task DefineEnvironment_Twice_IsRefused() => Assert.Equal(
        new KeyTaken(Given.Production),
        (await Portal.TryAsync(Administrator, new DefineEnvironment(Given.Production, Given.EnvironmentDetails()))).Refusal);

    [Fact]
    public async Task DefineEnvironment_MoreThanThePortalShows_IsRefused()
    {
        var upToTheLimit = Enumerable.Range(4, DeploymentEnvironment.MostEnvironments - 3)
            .Select(index => new DefineEnvironment($"environment-{index}", Given.EnvironmentDetails($"Environment {index}")));
        await Portal.ApplyAsync(Administrator, [.. upToTheLimit]);

        Assert.IsType<TooManyEnvironments>(
            (await Portal.TryAsync(Administrator, new DefineEnvironment("one-more", Given.EnvironmentDetails("One more")))).Refusal);
    }

    [Fact]
    public async Task EditEnvironment_IsStored()
    {
        await Portal.ApplyAsync(Administrator, new EditEnvironment(Given.Staging, new EnvironmentDetails("Rehearsal", 5, IsProduction: false, ReasonRequired: true)));

        var environment = await Portal.ReadAsync(database => database.Environments.SingleAsync(known => known.Key == Given.Staging));
        Assert.Equal(new EnvironmentDetails("Rehearsal", 5, IsProduction: false, ReasonRequired: true), environment.Details());
    }

    [Fact]
    public async Task EditEnvironment_Unknown_IsRefused() => Assert.Equal(
        new Unknown(SubjectKind.Environment, "moon"),
        (await Portal.TryAsync(Administrator, new EditEnvironment("moon", Given.EnvironmentDetails()))).Refusal);

    [Fact]
    public async Task CreateKey_ThenRevoke_IsStored()
    {
        var create = Given.AKeyToCreate();

        await Portal.ApplyAsync(Administrator, create);
        var revoked = await Portal.ApplyAsync(Administrator, new RevokeKey(create.KeyId));

        var key = await Portal.ReadAsync(database => database.ApiKeys.SingleAsync(known => known.Id == create.KeyId));
        Assert.Equal((create.SecretHash, Given.Now), (key.SecretHash, key.RevokedAt));
        Assert.Equal("Ada Administrator revoked the API key Web shop of Production", (await Portal.LineAsync(revoked.Entries[0])).Plain());
    }

    [Fact]
    public async Task RotateKey_IsStored_AndNoSecretIsUsedTwice()
    {
        var create = Given.AKeyToCreate() with { Kind = KeyKind.Browser, Origins = ["https://shop.example"] };
        await Portal.ApplyAsync(Administrator, create);
        var rotate = new RotateKey(create.KeyId, new string('b', 64), "rp_browser_b1c2", TimeSpan.FromDays(7));

        await Portal.ApplyAsync(Administrator, rotate);

        var key = await Portal.ReadAsync(database => database.ApiKeys.AsNoTracking().SingleAsync(known => known.Id == create.KeyId));
        Assert.Equal((rotate.SecretHash, create.SecretHash, Given.Now.AddDays(7)), (key.SecretHash, key.PreviousSecretHash, key.PreviousUntil));
        Assert.Equal((create.Name, create.On, KeyKind.Browser), (key.Name, key.Environment, key.Kind));
        Assert.Equal(["https://shop.example"], key.Origins);
        Assert.IsType<KeyTaken>((await Portal.TryAsync(Administrator, rotate with { SecretHash = create.SecretHash })).Refusal);
        Assert.IsType<KeyTaken>((await Portal.TryAsync(Administrator, Given.AKeyToCreate() with { SecretHash = create.SecretHash })).Refusal);
        Assert.DoesNotContain(await Portal.EntriesAsync(), entry => entry.Canonical.Contains(rotate.SecretHash, StringComparison.Ordinal));
    }

    [Fact]
    public async Task CreateKey_UnknownEnvironment_IsRefused() => Assert.Equal(
        new Unknown(SubjectKind.Environment, "moon"), (await Portal.TryAsync(Administrator, Given.AKeyToCreate(on: "moon"))).Refusal);

    [Fact]
    public async Task CreateKey_SameSecretTwice_IsRefused()
    {
        var create = Given.AKeyToCreate();
        await Portal.ApplyAsync(Administrator, create);

        Assert.IsType<KeyTaken>((await Portal.TryAsync(Administrator, create with { KeyId = Guid.CreateVersion7() })).Refusal);
    }

    [Fact]
    public async Task RevokeKey_Unknown_IsRefused() =>
        Assert.IsType<Unknown>((await Portal.TryAsync(Administrator, new RevokeKey(Guid.CreateVersion7()))).Refusal);

    private static ControlDetails WithOther(string variant) => Given.FlagDetails() with
    {
        Variants = [.. Given.FlagDetails().Variants.Select(known => known.Key == variant ? known with { Value = "\"other\"" } : known)],
    };

    private Task<AudienceGroup?> GroupAsync(string key) =>
        Portal.ReadAsync(database => database.Groups.AsNoTracking().SingleOrDefaultAsync(group => group.Key == key));
}

public sealed class DefiningAtTheDeskOnSqliteTests() : DefiningAtTheDeskTests(postgres: null);

public sealed class DefiningAtTheDeskOnPostgreSqlTests(PostgresServer postgres) : DefiningAtTheDeskTests(postgres);
