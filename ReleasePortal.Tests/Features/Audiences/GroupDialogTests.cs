using Bunit;
using Microsoft.Extensions.DependencyInjection;
using ReleasePortal.Domain.Access;
using ReleasePortal.Domain.Audiences;
using ReleasePortal.Domain.Controls;
using ReleasePortal.Domain.Environments;
using ReleasePortal.Features.Audiences;
using ReleasePortal.Tests.Support;

namespace ReleasePortal.Tests.Features.Audiences;

/// <summary>An engineer defines or edits a group.</summary>
public sealed class GroupDialogTests() : PortalTestContext(builder => builder.Services.AddAudiences())
{
    private GroupActs Acts => Services.GetRequiredService<GroupActs>();

    [Fact]
    public async Task Define_Name_ProposesAKey()
    {
        await DefineAsync();

        Type("name", "Gold members");

        Assert.Equal("gold-members", Over.Field("key").GetAttribute("value"));
    }

    [Fact]
    public async Task Define_OwnKey_IsNotOverwrittenByTheName()
    {
        await DefineAsync();

        Type("key", "gold");
        Type("name", "Gold members");

        Assert.Equal("gold", Over.Field("key").GetAttribute("value"));
    }

    [Fact]
    public async Task Define_PastedList_BecomesMembersWithoutBlanksAndRepetitions()
    {
        await DefineAsync();

        Type("name", "Beta testers");
        Type("members", " ann\r\n\r\nbob\tcleo\nann ");
        Send();

        await IsStoredAsync("beta-testers", group => Assert.Equal(["ann", "bob", "cleo"], group.Members));
    }

    [Fact]
    public async Task Define_Conditions_AreStoredWithTheirTypes()
    {
        await DefineAsync();
        Type("name", "Spenders");
        AddCondition(0, "country", ConditionOperator.In);
        Type("conditions.0.values", "DE\nAT");
        AddCondition(1, "orders", ConditionOperator.GreaterOrEqual);
        Type("conditions.1.values", "5");
        AddCondition(2, "newsletter", ConditionOperator.Equals, ValueKind.Truth);
        Type("conditions.2.values", "1"); // the second choice: false
        Send();

        await IsStoredAsync("spenders", group => Assert.Equal(
            [
                new Condition("country", ConditionOperator.In, ["DE", "AT"]),
                new Condition("orders", ConditionOperator.GreaterOrEqual, [5]),
                new Condition("newsletter", ConditionOperator.Equals, [false]),
            ],
            group.Conditions));
    }

    [Theory]
    [InlineData("5", 500)]
    [InlineData("2.5 %", 250)]
    [InlineData("0,01", 1)]
    [InlineData("100", 10_000)]
    public async Task Define_Sample_IsReadInPercent(string typed, int sample)
    {
        await DefineAsync();
        Type("name", "Early access");
        Type("sample", typed);
        Send();

        await IsStoredAsync("early-access", group => Assert.Equal(sample, group.Sample));
    }

    [Theory]
    [InlineData("0")]
    [InlineData("101")]
    [InlineData("-5")]
    [InlineData("0.001")]
    [InlineData("many")]
    [InlineData("1e1")]
    public async Task Define_ImpossibleSample_IsRefusedBesideIt(string typed)
    {
        await DefineAsync();
        Type("name", "Early access");
        Type("sample", typed);
        Send();

        Over.WaitForAssertion(() => Assert.Equal("A sample is more than 0 % and at most 100 %.", Over.ErrorBeside("sample")));
    }

    [Fact]
    public async Task Define_NobodyInIt_IsRefusedBesideTheMembers()
    {
        await DefineAsync();
        Type("name", "Nobody");
        Send();

        Over.WaitForAssertion(() => Assert.Equal("Add members, a condition or a sample: this group contains nobody.", Over.ErrorBeside("members")));
    }

    [Fact]
    public async Task Define_SeveralErrors_StandBesideTheirFieldsAndNothingIsLost()
    {
        await DefineAsync();
        Type("key", "Not A Key");
        Type("description", "People who buy a lot.");
        AddCondition(0, "", ConditionOperator.Equals);
        AddCondition(1, "orders", ConditionOperator.GreaterThan);
        Type("conditions.1.values", "");
        Send();

        Over.WaitForAssertion(() => Assert.Equal("Fill this in.", Over.ErrorBeside("name")));
        Assert.StartsWith("Use 1 to 63 small letters", Over.ErrorBeside("key"), StringComparison.Ordinal);
        Assert.Equal("Fill this in.", Over.ErrorBeside("conditions.0.attribute"));
        Assert.Equal("Fill this in.", Over.ErrorBeside("conditions.1.values"));
        Assert.Equal("People who buy a lot.", Over.Field("description").GetAttribute("value"));
        Assert.Equal("orders", Over.Field("conditions.1.attribute").GetAttribute("value"));
    }

    [Theory]
    [InlineData(ConditionOperator.GreaterThan, ValueKind.Text)]
    [InlineData(ConditionOperator.Equals, ValueKind.Number)]
    public async Task Define_LettersForANumber_AreRefusedBesideThemAndKept(ConditionOperator comparison, ValueKind type)
    {
        await DefineAsync();
        Type("name", "Spenders");
        AddCondition(0, "orders", comparison, type);
        Type("conditions.0.values", "many");
        Send();

        Over.WaitForAssertion(() => Assert.Equal("This comparison needs a number.", Over.ErrorBeside("conditions.0.values")));
        Assert.Equal("many", Over.Field("conditions.0.values").GetAttribute("value"));
    }

    [Fact]
    public async Task Define_TakenKey_IsRefusedBesideIt()
    {
        await DefineAsync();
        await ApplyAsync(Role.Engineer, Shop.Staff);
        Type("name", "Staff");
        Type("sample", "5");
        Send();

        Over.WaitForAssertion(() => Assert.StartsWith("The key staff is in use", Over.ErrorBeside("key"), StringComparison.Ordinal));
    }

    [Fact]
    public async Task Define_RemovedCondition_TakesItsErrorWithIt()
    {
        await DefineAsync();
        Type("name", "Staff");
        Type("sample", "5");
        AddCondition(0, "", ConditionOperator.Equals);
        Over.Find(".remove").Click();
        Send();

        await IsStoredAsync("staff", group => Assert.Empty(group.Conditions));
    }

    [Fact]
    public async Task Edit_GroupInUse_NamesTheControlsOnEachEnvironment()
    {
        await StaffInUseAsync();
        await EditAsync("staff");

        Assert.Equal(
            ["The group Staff will be changed wherever it is in use.", "It will contain: 2 people.", "On Production this moves: Spring storefront"],
            Over.FindAll(".portal-dialog .say p").Select(Markup.Words));
    }

    [Fact]
    public async Task Edit_OnAnEnvironmentThatAsksForReasons_IsRefusedWithoutOne()
    {
        await StaffInUseAsync();
        await ApplyAsync(Role.Administrator, new EditEnvironment("production", new EnvironmentDetails("Production", 30, IsProduction: true, ReasonRequired: true)));
        await Over.InvokeAsync(() => Workspace.RefreshAsync());
        await EditAsync("staff");
        Type("members", "ann");
        Send();

        Over.WaitForAssertion(() => Assert.Equal("Say why: a reason is required here.", Over.ErrorBeside("reason")));
        Type("reason", "bob has left");
        Send();
        await IsStoredAsync("staff", group => Assert.Equal(["ann"], group.Members));
    }

    [Fact]
    public async Task Edit_ChangedMeanwhile_ShowsWhatAndKeepsWhatWasTyped()
    {
        await StaffInUseAsync();
        await EditAsync("staff");
        await ApplyAsync(Role.Engineer, new EditGroup("staff", Shop.Staff.Details with { Members = ["ann", "bob", "cleo"] }));
        Type("name", "Colleagues");
        Send();

        var meanwhile = Over.WaitForElement(".say.warns");
        Assert.Contains("3 people, with cleo", meanwhile.Words());
        Assert.Equal("Colleagues", Over.Field("name").GetAttribute("value"));
    }

    [Fact]
    public async Task Edit_ChangedMeanwhile_MineCanBeSavedOverIt()
    {
        await StaffInUseAsync();
        await EditAsync("staff");
        await ApplyAsync(Role.Engineer, new EditGroup("staff", Shop.Staff.Details with { Members = ["cleo"] }));
        Type("name", "Colleagues");
        Send();
        Over.Button("Save mine over it").Click();
        Send();

        await IsStoredAsync("staff", group => Assert.Equal(("Colleagues", "ann, bob"), (group.Name, string.Join(", ", group.Members))));
    }

    [Fact]
    public async Task Edit_ChangedMeanwhile_TheNewStateCanBeTaken()
    {
        await StaffInUseAsync();
        await EditAsync("staff");
        await ApplyAsync(Role.Engineer, new EditGroup("staff", Shop.Staff.Details with { Name = "People who work here" }));
        Type("name", "Colleagues");
        Send();
        Over.Button("Take the new state").Click();

        Over.WaitForAssertion(() => Assert.Equal("People who work here", Over.Field("name").GetAttribute("value")));
    }

    [Fact]
    public async Task Edit_RoleLostMeanwhile_IsRefusedInWords()
    {
        await SignInAsync(Role.Marketing);
        await ApplyAsync(Role.Engineer, Shop.Staff);
        await EditAsync("staff");
        Type("name", "Colleagues");
        Send();

        Over.WaitForAssertion(() => Assert.Equal("Your role does not allow this.", Over.Find(".say.harms").Words()));
    }

    private async Task DefineAsync()
    {
        await SignInAsync(Role.Engineer);
        _ = Over.InvokeAsync(() => Acts.DefineAsync());
        Over.WaitForElement(".portal-dialog form");
    }

    private async Task StaffInUseAsync()
    {
        await SignInAsync(Role.Engineer);
        await ApplyAsync(Role.Engineer, Shop.Staff);
        await CreateAsync(Shop.Spring);
        await ApplyAsync(Role.Engineer, new ReleaseToGroups("spring-storefront", "production", [new("staff", Serving.Of(Variant.On))]));
    }

    private async Task EditAsync(string key)
    {
        var group = await Services.GetRequiredService<GroupQuery>().FindAsync(key, APerson(Role.Engineer), Xunit.TestContext.Current.CancellationToken);
        _ = Over.InvokeAsync(() => Acts.EditAsync(group!));
        Over.WaitForElement(".portal-dialog form");
    }

    private void Type(string field, string text) => Over.Field(field).Change(text);

    private void Send() => Over.Find(".portal-dialog form").Submit();

    private void AddCondition(int index, string attribute, ConditionOperator comparison, ValueKind? type = null)
    {
        Over.Button("Add a condition").Click();
        Type($"conditions.{index}.attribute", attribute);
        Type($"conditions.{index}.operator", ((int)comparison).ToString(System.Globalization.CultureInfo.InvariantCulture));
        if (type is { } chosen && Over.FindAll($"[name='conditions.{index}.type']").Count > 0)
            Type($"conditions.{index}.type", ((int)chosen).ToString(System.Globalization.CultureInfo.InvariantCulture));
    }

    private async Task IsStoredAsync(string key, Action<GroupDetails> assert)
    {
        Over.WaitForState(() => Over.FindAll(".portal-dialog").Count is 0);
        var group = await Services.GetRequiredService<GroupQuery>().FindAsync(key, APerson(Role.Engineer), Xunit.TestContext.Current.CancellationToken);
        assert(group!.Details);
    }
}
