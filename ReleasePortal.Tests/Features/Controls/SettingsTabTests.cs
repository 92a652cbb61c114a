using Bunit;
using ReleasePortal.Domain;
using ReleasePortal.Domain.Access;
using ReleasePortal.Domain.Controls;
using ReleasePortal.Domain.Environments;
using ReleasePortal.Domain.People;
using ReleasePortal.Features.Controls.Single;
using ReleasePortal.Tests.Support;

namespace ReleasePortal.Tests.Features.Controls;

public sealed class SettingsTabTests : ControlsContext
{
    [Fact]
    public async Task Edit_Saved_IsOnThePageAndInTheHistoryWithItsReason()
    {
        var page = await OpenAsync(Shop.Spring);

        Type(page, "name", "Spring shop");
        Type(page, "reason", "the shop was renamed");
        Send(page);

        page.WaitForState(() => page.Find("h1").Words() == "Spring shop");
        Assert.Empty(page.FindAll(".meanwhile"));
        Assert.Contains("edited Spring shop: the shop was renamed", OpenControl("spring-storefront", "history").Find("tbody tr").Words(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Edit_KeyKindAndTypeAreFixed()
    {
        var page = await OpenAsync(Shop.Layout);

        Assert.True(page.Field("key").HasAttribute("disabled"));
        Assert.True(page.Field("variants.0.key").HasAttribute("disabled"));
        Assert.DoesNotContain(page.FindAll("input[type=radio]"), radio => radio.Closest("fieldset")!.QuerySelector("legend").Words() is "Kind" or "Type of the values");
    }

    [Fact]
    public async Task Edit_SomethingWrong_StandsBesideItsField()
    {
        var page = await OpenAsync(Shop.Layout);

        Type(page, "variants.1.name", "");
        Type(page, "owner", new string('o', 101));
        Send(page);

        page.WaitForState(() => page.ErrorBeside("owner").Length > 0);
        Assert.Equal("Fill this in.", page.ErrorBeside("variants.1.name"));
    }

    [Fact]
    public async Task Edit_VariantThatIsServed_CannotBeRemoved()
    {
        await SignInAsync(Role.Engineer);
        await CreateAsync(Shop.Layout);
        await ApplyAsync(Role.Marketing, new ReleaseControlToEveryone("checkout-layout", "production", "express"));
        var page = OpenControl("checkout-layout", "settings");

        page.FindAll("button[aria-label='Remove this variant']")[1].Click();
        Send(page);

        Assert.Contains("Express", page.WaitForElement(".variants > .error").Words(), StringComparison.Ordinal);
        Assert.Equal(3, (await StoredAsync("checkout-layout")).Variants.Count);
    }

    [Fact]
    public async Task Edit_ValueThatProductionServes_NeedsAReasonWhereTheEnvironmentAsksForOne()
    {
        await SignInAsync(Role.Engineer);
        await CreateAsync(Shop.Layout);
        await ApplyAsync(Role.Marketing, new ReleaseControlToEveryone("checkout-layout", "production", "express"));
        await ApplyAsync(Role.Administrator, new EditEnvironment("production", new EnvironmentDetails("Production", 30, IsProduction: true, ReasonRequired: true)));
        var page = OpenControl("checkout-layout", "settings");

        Type(page, "variants.1.value", "faster");
        Send(page);

        page.WaitForState(() => page.ErrorBeside("reason").Length > 0);
        Assert.Equal("Say why: a reason is required here.", page.ErrorBeside("reason"));
    }

    [Fact]
    public async Task Edit_NothingTyped_FollowsWhatOthersDo()
    {
        var page = await OpenAsync(Shop.Spring);

        await ApplyAsync(Role.Engineer, Edited(Shop.Spring, details => details with { Owner = "Campaigns" }));

        page.WaitForState(() => page.Field("owner").GetAttribute("value") == "Campaigns");
        Assert.Empty(page.FindAll(".meanwhile"));
    }

    [Fact]
    public async Task Edit_ChangedMeanwhile_SaysWhatAndByWhomAndKeepsWhatWasTyped()
    {
        var page = await OpenAsync(Shop.Spring);
        Type(page, "name", "Spring shop");
        Type(page, "owner", "My team");

        await ApplyAsync(Role.Engineer, Edited(Shop.Spring, details => details with { Owner = "Campaigns", Tags = ["sale"] }), "teams were merged");

        var panel = page.WaitForElement(".meanwhile");
        Assert.StartsWith("Robin Engineer edited Spring storefront just now: teams were merged.", panel.Words(), StringComparison.Ordinal);
        Assert.Equal(
            ["Owner Storefront team → Campaigns you typed: My team", "Tags nothing → sale"],
            panel.QuerySelectorAll("dl > div").Select(Markup.Words));
        Assert.Equal(("Spring shop", "My team"), (page.Field("name").GetAttribute("value"), page.Field("owner").GetAttribute("value")));
        Assert.True(page.Find("form button[type=submit]").HasAttribute("disabled"));
    }

    [Fact]
    public async Task Edit_GoOnFromTheNewState_TakesWhatWasLeftAloneAndSavesWhatWasTyped()
    {
        var page = await OpenAsync(Shop.Spring);
        Type(page, "name", "Spring shop");
        await ApplyAsync(Role.Engineer, Edited(Shop.Spring, details => details with { Owner = "Campaigns", Tags = ["sale"] }));
        page.WaitForElement(".meanwhile");

        page.Button("Go on from the new state").Click();
        Send(page);

        page.WaitForState(() => page.Find("h1").Words() == "Spring shop");
        var stored = await StoredAsync("spring-storefront");
        Assert.Equal(("Spring shop", "Campaigns", "sale"), (stored.Name, stored.Owner, Assert.Single(stored.Tags)));
    }

    [Fact]
    public async Task Edit_DropWhatWasTyped_ShowsTheNewState()
    {
        var page = await OpenAsync(Shop.Spring);
        Type(page, "owner", "My team");
        await ApplyAsync(Role.Engineer, Edited(Shop.Spring, details => details with { Owner = "Campaigns" }));
        page.WaitForElement(".meanwhile");

        page.Button("Drop what I typed").Click();

        Assert.Equal("Campaigns", page.Field("owner").GetAttribute("value"));
        Assert.Empty(page.FindAll(".meanwhile"));
    }

    [Fact]
    public async Task HandOver_Temporary_IsDoneAfterTheSentence()
    {
        var page = await OpenAsync(Shop.Spring, Purpose.Operational);

        page.Button("Hand over…").Click();
        Assert.Equal("Spring storefront will be in the hands of business users: they can release and withdraw it.", Over.WaitForElement(".portal-dialog .say").Words());
        Over.Find(".portal-dialog form").Submit();

        page.WaitForState(() => page.FindAll("button").Select(Markup.Words).Contains("Take back…"));
        Assert.Equal(Purpose.Business, (await StoredAsync("spring-storefront")).Purpose);
    }

    [Fact]
    public async Task HandOver_LongLived_IsAskedByOneEngineerAndDoneByAnother()
    {
        var page = await OpenAsync(Shop.Recommendations, Purpose.Operational);
        page.Button("Ask to hand over…").Click();
        Assert.Equal("Recommendations will be handed over once a second engineer agrees.", Over.WaitForElement(".portal-dialog .say").Words());
        Over.Find(".portal-dialog form").Submit();

        page.WaitForState(() => page.FindAll("button").Select(Markup.Words).Contains("Take the question back…"));
        Assert.Equal(Purpose.Operational, (await StoredAsync("recommendations-kill-switch")).Purpose);
    }

    [Fact]
    public async Task HandOver_AskedByAnother_NamesThemAndMayBeAgreedTo()
    {
        await SignInAsync(Role.Engineer);
        await CreateAsync(Shop.Recommendations, Purpose.Operational);
        await AskAsAnotherEngineerAsync("recommendations-kill-switch");
        var page = OpenControl("recommendations-kill-switch", "settings");
        Assert.StartsWith("Sasha Second asks for it to be handed over", page.Find("[aria-labelledby=hands-title] p").Words(), StringComparison.Ordinal);

        page.Button("Agree…").Click();
        Over.WaitForElement(".portal-dialog form").Submit();

        page.WaitForState(() => page.FindAll("button").Select(Markup.Words).Contains("Take back…"));
    }

    [Fact]
    public async Task HandOver_AskedByAnother_MayBeTurnedDown()
    {
        await SignInAsync(Role.Engineer);
        await CreateAsync(Shop.Recommendations, Purpose.Operational);
        await AskAsAnotherEngineerAsync("recommendations-kill-switch");
        var page = OpenControl("recommendations-kill-switch", "settings");

        page.Button("Turn down…").Click();
        Over.WaitForElement(".portal-dialog form").Submit();

        page.WaitForState(() => page.FindAll("button").Select(Markup.Words).Contains("Ask to hand over…"));
    }

    [Fact]
    public async Task Retire_WithoutTheEngineersWord_IsRefusedBesideTheBox()
    {
        await SignInAsync(Role.Engineer);
        await CreateAsync(Shop.Spring);
        await ApplyAsync(Role.Marketing, new ReleaseControlToEveryone("spring-storefront", "production"));
        var page = OpenControl("spring-storefront", "settings");

        page.Button("Retire…").Click();
        Assert.StartsWith("It is still open on Production.", Over.WaitForElement(".portal-dialog .say").Words(), StringComparison.Ordinal);
        Over.Find(".portal-dialog form").Submit();

        Over.WaitForState(() => Over.ErrorBeside("noCodeAsks").Length > 0);
        Assert.Null((await StoredAsync("spring-storefront")).RetiredAt);
    }

    [Fact]
    public async Task Retire_ThenRestore_BringsItBackAsItWas()
    {
        var page = await OpenAsync(Shop.Spring);

        page.Button("Retire…").Click();
        Over.Field("noCodeAsks").Change(true);
        Over.Find(".portal-dialog form").Submit();
        page.WaitForState(() => page.FindAll("button").Select(Markup.Words).Contains("Restore…"));
        Assert.Empty(page.FindAll("form"));

        page.Button("Restore…").Click();
        Assert.Equal("Spring storefront will be back, in the states that it had.", Over.WaitForElement(".portal-dialog .say").Words());
        Over.Find(".portal-dialog form").Submit();

        page.WaitForState(() => page.FindAll("button").Select(Markup.Words).Contains("Retire…"));
        Assert.Null((await StoredAsync("spring-storefront")).RetiredAt);
    }

    [Fact]
    public async Task Browsers_OperationalControl_AreLockedOut()
    {
        var page = await OpenAsync(Shop.Spring, Purpose.Operational);

        Assert.True(page.Field("seenByBrowsers").HasAttribute("disabled"));
    }

    [Fact]
    public async Task Browsers_BusinessControl_MayBeLetIn()
    {
        var page = await OpenAsync(Shop.Spring);

        page.Field("seenByBrowsers").Change(true);
        Send(page);

        page.WaitForState(() => StoredAsync("spring-storefront").GetAwaiter().GetResult().SeenByBrowsers);
    }

    private async Task<IRenderedComponent<ControlPage>> OpenAsync(CreateControl control, Purpose purpose = Purpose.Business)
    {
        await SignInAsync(Role.Engineer);
        await CreateAsync(control, purpose);
        return OpenControl(control.Control, "settings");
    }

    private async Task AskAsAnotherEngineerAsync(string control)
    {
        var second = Actor.Person(Guid.CreateVersion7(), "Sasha Second", Role.Engineer);
        await ApplyAsync(Role.Administrator, new AddPerson(second.Id, "second@example.com", second.Name, [Role.Engineer], "a long way to the sea"));
        var asked = await Desk.ApplyAsync(ChangeSet.Of(new HandOver(control)), second);
        Assert.True(asked.IsSuccess);
    }
}
