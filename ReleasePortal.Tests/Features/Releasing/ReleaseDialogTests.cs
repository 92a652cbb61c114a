using Bunit;
using ReleasePortal.Domain.Access;
using ReleasePortal.Domain.Budgets;
using ReleasePortal.Domain.Controls;
using ReleasePortal.Domain.People;
using ReleasePortal.Tests.Support;

namespace ReleasePortal.Tests.Features.Releasing;

public sealed class ReleaseDialogTests : ReleasingContext
{
    [Theory]
    [InlineData(Role.Marketing)]
    [InlineData(Role.Engineer)]
    public async Task Release_OpenedAndSent_ReleasesToEveryone(Role role)
    {
        await SignInAsync(role);
        await CreateAsync(Shop.Spring);

        PressRelease("spring-storefront");
        Assert.Equal("Everyone on Production will see Spring storefront immediately.", WillHappen);
        SendAndSee("Released Spring storefront to everyone on Production");

        Assert.Equal(ReleaseState.ToEveryone(Serving.Of(Variant.On)), await StateOfAsync("spring-storefront"));
    }

    [Theory]
    [InlineData(Role.Auditor)]
    [InlineData(Role.Administrator)]
    public async Task Release_WhoMayNot_IsTold(Role role)
    {
        await SignInAsync(role);
        await CreateAsync(Shop.Spring);

        PressRelease("spring-storefront");
        Send();

        Over.WaitForAssertion(() => Assert.Equal("Your role does not allow this.", Over.Find(".portal-dialog [role=alert]").Words()));
        Assert.Equal(ReleaseState.Closed, await StateOfAsync("spring-storefront"));
    }

    /// <summary>What is operational takes no room of it and is not named.</summary>
    [Fact]
    public async Task Release_ToAGroupThatIsFull_NamesWhatMarketingSees_AndLeadsThere()
    {
        await SignInAsync(Role.Marketing);
        await CreateAsync(Shop.Spring);
        await CreateAsync(Shop.Button);
        await CreateAsync(Shop.Loyalty, Purpose.Operational);
        await ApplyAsync(Role.Engineer, Shop.Staff);
        await ApplyAsync(Role.Engineer, new ReleaseToGroups("loyalty-banner", "production", [new GroupRule("staff", Serving.Of(Variant.On))]));
        await ApplyAsync(Role.Engineer, new ReleaseToGroups("buy-button", "production", [new GroupRule("staff", Serving.Of("blue"))]));
        await ApplyAsync(Role.Administrator, new SetBudgets(new BudgetLimits(OpenToOneGroup: 1)));

        PressRelease("spring-storefront");
        Choose("Staff");
        Send();

        Over.WaitForAssertion(() => Assert.StartsWith("2 features would be open to Staff on Production at the same time, and the budget is 1.", Over.Find(".portal-dialog .error").Words(), StringComparison.Ordinal));
        var link = Assert.Single(Over.FindAll(".room li a"));
        Assert.Equal(("Look at it: Buy button", "/controls/buy-button"), (link.GetAttribute("aria-label"), link.GetAttribute("href")));
        Assert.DoesNotContain("Loyalty", Over.Find(".portal-dialog").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Release_Reason_StandsInTheHistory()
    {
        await OpenAsync(Shop.Spring);

        Over.Field("reason").Change("  trade show opens <script>alert(1)</script> ");
        SendAndSee("Released Spring storefront to everyone on Production");

        Assert.Equal(("ReleaseControlToEveryone", "trade show opens <script>alert(1)</script>"), await LastEntryAsync());
    }

    [Fact]
    public async Task Release_ReasonRequiredHere_IsAskedForBesideTheField()
    {
        await SignInAsync(Role.Marketing);
        await CreateAsync(Shop.Spring);
        await ApplyAsync(Role.Engineer, Shop.Staff);
        await ReasonIsRequiredOnProductionAsync();

        PressRelease("spring-storefront");
        Choose("Staff");
        Send();

        Over.WaitForAssertion(() => Assert.Equal("Say why: a reason is required here.", Over.ErrorBeside("reason")));
        Assert.True(IsChosen("Staff"));
        Assert.Equal("true", Over.Field("reason").GetAttribute("aria-invalid"));

        Over.Field("reason").Change("trade show opens");
        SendAndSee("Released Spring storefront to Staff on Production");
    }

    [Fact]
    public async Task Release_OverlongReason_IsRefusedBesideTheFieldAndKept()
    {
        await OpenAsync(Shop.Spring);
        var reason = new string('a', 501);

        Over.Field("reason").Change(reason);
        Send();

        Over.WaitForAssertion(() => Assert.Equal("Use at most 500 characters.", Over.ErrorBeside("reason")));
        Assert.Equal(reason, Over.Field("reason").GetAttribute("value"));
    }

    [Fact]
    public async Task Release_ToOneGroup_SaysSoBefore()
    {
        await OpenAsync(Shop.Spring);

        Assert.Equal("about 5 %", Over.Option("Early access").Closest("label")!.QuerySelector("small").Words());
        Choose("Early access");
        Over.WaitForAssertion(() => Assert.Equal("Only Early access will see Spring storefront on Production, immediately.", WillHappen));
        SendAndSee("Released Spring storefront to Early access on Production");

        Assert.Equal(["early-access"], (await StateOfAsync("spring-storefront")).Groups.Select(rule => rule.Group));
    }

    [Fact]
    public async Task Release_ToSeveralGroups_KeepsTheirOrder()
    {
        await OpenAsync(Shop.Spring);

        Choose("Several groups…");
        Over.WaitForElement("[name='group.staff']").Change(true);
        Over.WaitForElement("[name='group.early-access']").Change(true);
        Over.WaitForAssertion(() => Assert.Equal("Only Staff and Early access will see Spring storefront on Production, immediately.", WillHappen));
        SendAndSee("Released Spring storefront to Staff and Early access on Production");

        Assert.Equal(["staff", "early-access"], (await StateOfAsync("spring-storefront")).Groups.Select(rule => rule.Group));
    }

    [Fact]
    public async Task Release_ToSeveralGroupsButNone_IsRefusedBesideTheChoice()
    {
        await OpenAsync(Shop.Spring);

        Choose("Several groups…");
        Over.WaitForElement("[name='group.staff']");
        Send();

        Over.WaitForAssertion(() => Assert.NotEmpty(Over.FindAll(".portal-dialog fieldset.wrong .error").Select(Markup.Words)));
        Assert.True(IsChosen("Several groups…"));
    }

    [Fact]
    public async Task Release_ToAShare_SaysSoBefore()
    {
        await OpenAsync(Shop.Spring);

        Choose("A share…");
        Over.Field("share").Input("2,5");
        Over.WaitForAssertion(() => Assert.Equal("2.5 % of everyone on Production will see Spring storefront immediately.", WillHappen));
        SendAndSee("Released Spring storefront to 2.5 % of everyone on Production");

        Assert.Equal(250, (await StateOfAsync("spring-storefront")).Share);
    }

    [Theory]
    [InlineData("")]
    [InlineData("0")]
    [InlineData("100")]
    [InlineData("-3")]
    [InlineData("many")]
    [InlineData("99999999999999999999")]
    public async Task Release_ImpossibleShare_IsRefusedBesideTheFieldAndTheRestKept(string share)
    {
        await OpenAsync(Shop.Spring);

        Choose("A share…");
        Over.Field("share").Input(share);
        Over.Field("reason").Change("a canary");
        Send();

        Over.WaitForAssertion(() => Assert.Equal("A share is more than 0 % and less than 100 %.", Over.ErrorBeside("share")));
        Assert.Equal(share, Over.Field("share").GetAttribute("value"));
        Assert.Equal("a canary", Over.Field("reason").GetAttribute("value"));
        Assert.Equal(ReleaseState.Closed, await StateOfAsync("spring-storefront"));
    }

    [Fact]
    public async Task Release_Flag_AsksWhichVersion()
    {
        await OpenAsync(Shop.Layout);

        Choose("Guided");
        Over.WaitForAssertion(() => Assert.Equal("Everyone on Production will get Guided of Checkout layout immediately.", WillHappen));
        SendAndSee("Released Guided of Checkout layout to everyone on Production");

        Assert.Equal("guided", (await StateOfAsync("checkout-layout")).Serving?.Variant);
    }

    [Fact]
    public async Task Release_Toggle_DoesNotAskWhichVersion()
    {
        await OpenAsync(Shop.Spring);

        Assert.DoesNotContain("Which version", Over.FindAll("legend").Select(Markup.Words));
    }

    [Fact]
    public async Task Release_TestOfThreeVersions_TakesAWeightForEach()
    {
        await OpenAsync(Shop.Layout);

        Choose("A test…");
        Over.Field("weight.classic").Input("50");
        Over.Field("weight.express").Input("25");
        Over.Field("weight.guided").Input("25");
        Over.WaitForAssertion(() => Assert.Contains("half see Classic, a quarter see Express and a quarter see Guided", WillHappen));
        Send();
        Over.WaitForState(() => Over.FindAll(".portal-dialog").Count is 0);

        Assert.Equal([new("classic", 50), new("express", 25), new("guided", 25)], (await StateOfAsync("checkout-layout")).Serving!.Split);
    }

    [Fact]
    public async Task Release_TestOfTwoVersions_IsASlider()
    {
        await OpenAsync(Shop.Button);

        Choose("A test…");
        Over.WaitForElement("#split").Input("30");
        Over.WaitForAssertion(() => Assert.Equal("30 % see Green, 70 % see Blue", Over.Find("#split").GetAttribute("aria-valuetext")));
        Send();
        Over.WaitForState(() => Over.FindAll(".portal-dialog").Count is 0);

        Assert.Equal([new("green", 30), new("blue", 70)], (await StateOfAsync("buy-button")).Serving!.Split);
    }

    [Theory]
    [InlineData("0", "0", "0", "At least one version needs a weight above zero.")]
    [InlineData("", "50", "50", "A weight is a whole number from 0 to")]
    [InlineData("half", "50", "50", "A weight is a whole number from 0 to")]
    [InlineData("-1", "50", "50", "A weight is a whole number from 0 to")]
    public async Task Release_ImpossibleWeights_AreRefusedAndKept(string classic, string express, string guided, string error)
    {
        await OpenAsync(Shop.Layout);

        Choose("A test…");
        Over.Field("weight.classic").Input(classic);
        Over.Field("weight.express").Input(express);
        Over.Field("weight.guided").Input(guided);
        Send();

        Over.WaitForAssertion(() => Assert.Contains(error, Over.Find(".portal-dialog").Words()));
        Assert.Equal(classic, Over.Field("weight.classic").GetAttribute("value"));
        Assert.Equal(ReleaseState.Closed, await StateOfAsync("checkout-layout"));
    }

    [Fact]
    public async Task Release_AsItIsAlready_SaysSoAndCannotBeSent()
    {
        await SignInAsync(Role.Marketing);
        await CreateAsync(Shop.Spring);
        await ApplyAsync(Role.Marketing, new ReleaseControlToEveryone("spring-storefront", "production"));

        PressRelease("spring-storefront");

        Assert.Equal("That is how it is already. Choose something else, or cancel.", WillHappen);
        Assert.True(Over.Button("Release").HasAttribute("disabled"));
    }

    [Fact]
    public async Task Release_OpenToAShare_OpensWithThatShare()
    {
        await SignInAsync(Role.Marketing);
        await CreateAsync(Shop.Spring);
        await ApplyAsync(Role.Marketing, new ReleaseControlToEveryone("spring-storefront", "production", Share: 1_250));

        PressRelease("spring-storefront");

        Assert.True(IsChosen("A share…"));
        Assert.Equal("12.5", Over.Field("share").GetAttribute("value"));
    }

    [Fact]
    public async Task Release_ChangedMeanwhile_OverwritesNothingAndKeepsTheChoices()
    {
        await OpenAsync(Shop.Spring);
        Choose("Early access");
        Over.Field("reason").Change("trade show opens");

        await ApplyAsync(Role.Engineer, new ReleaseControlToEveryone("spring-storefront", "production", Share: 1_000), "a canary first");
        Send();

        var alert = Over.WaitForElement(".portal-dialog [role=alert]").Words();
        Assert.Contains("Spring storefront was changed meanwhile. Nothing was overwritten", alert);
        Assert.Contains("Robin Engineer released Spring storefront to 10 % of everyone on Production", alert);
        Assert.Equal(1_000, (await StateOfAsync("spring-storefront")).Share);

        Over.Button("Go on from the new state").Click();
        Over.WaitForState(() => Over.FindAll(".portal-dialog [role=alert]").Count is 0);
        Assert.True(IsChosen("Early access"));
        Assert.Equal("trade show opens", Over.Field("reason").GetAttribute("value"));

        SendAndSee("Released Spring storefront to Early access on Production");
    }

    [Fact]
    public async Task Release_TakenBackMeanwhile_AnswersAsForNoSuchControl()
    {
        await OpenAsync(Shop.Spring);
        await ApplyAsync(Role.Engineer, new TakeBack("spring-storefront"));

        Send();

        Over.WaitForAssertion(() => Assert.Equal("There is nothing by that name.", Over.Find(".portal-dialog [role=alert]").Words()));
    }

    [Fact]
    public async Task Release_RolesTakenAwayMeanwhile_IsRefused()
    {
        var person = Actor.Person(Guid.CreateVersion7(), "Robin Late", Role.Marketing);
        await SignInAsync(person);
        await ApplyAsync(Role.Administrator, new AddPerson(person.Id, "late@example.com", person.Name, [Role.Marketing], "a long way to the sea"));
        await CreateAsync(Shop.Spring);
        PressRelease("spring-storefront");

        await ApplyAsync(Role.Administrator, new SetRoles(person.Id, [Role.Administrator]));
        Send();

        Over.WaitForAssertion(() => Assert.Equal("Your role does not allow this.", Over.Find(".portal-dialog [role=alert]").Words()));
        Assert.Equal(ReleaseState.Closed, await StateOfAsync("spring-storefront"));
    }

    [Theory]
    [InlineData("no-such-control")]
    [InlineData("recommendations-kill-switch")]
    public async Task Release_WhatMarketingMayNotSee_AnswersAsForNoSuchControl(string control)
    {
        await SignInAsync(Role.Marketing);
        await CreateAsync(Shop.Recommendations, Purpose.Operational);

        PressRelease(control);

        WaitForMessage("There is nothing by that name.");
        Assert.Empty(Over.FindAll(".portal-dialog"));
    }

    [Fact]
    public async Task Release_ScriptInTheName_IsShownAsText()
    {
        await OpenAsync(Shop.Toggle("spring-storefront", "<script>alert(1)</script>"));

        Assert.Equal("Release <script>alert(1)</script>", Over.Find(".portal-dialog h2").Words());
        SendAndSee("Released <script>alert(1)</script> to everyone on Production");
        Assert.Empty(Over.FindAll("script"));
    }

    [Fact]
    public async Task Withdraw_SaysWhatWillHappen_AndWithdraws()
    {
        await SignInAsync(Role.Marketing);
        await CreateAsync(Shop.Spring);
        await ApplyAsync(Role.Marketing, new ReleaseControlToEveryone("spring-storefront", "production"));

        PressWithdraw("spring-storefront");
        Assert.Equal("Nobody on Production will see Spring storefront any more, immediately.", WillHappen);
        SendAndSee("Withdrew Spring storefront on Production");

        Assert.Equal(ReleaseState.Closed, await StateOfAsync("spring-storefront"));
    }

    /// <summary>Marketing has pressed "Release…" on a closed control; there are two groups.</summary>
    private async Task OpenAsync(CreateControl control)
    {
        await SignInAsync(Role.Marketing);
        await CreateAsync(control);
        await ApplyAsync(Role.Engineer, Shop.Staff);
        await ApplyAsync(Role.Engineer, Shop.EarlyAccess);
        PressRelease(control.Control);
    }
}
