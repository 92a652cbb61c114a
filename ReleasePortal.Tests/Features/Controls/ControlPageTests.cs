using Bunit;
using ReleasePortal.Domain.Access;
using ReleasePortal.Domain.Controls;
using ReleasePortal.Tests.Support;

namespace ReleasePortal.Tests.Features.Controls;

public sealed class ControlPageTests : ControlsContext
{
    [Theory]
    [InlineData(Role.Marketing)]
    [InlineData(Role.Auditor)]
    [InlineData(Role.Administrator)]
    public async Task Tabs_WhoMayNotMaintain_DoNotHaveCodeAndSettings(Role role)
    {
        await SignInAsync(role);
        await CreateAsync(Shop.Spring);

        Assert.Equal(["Where it is released", "Who sees it", "In use", "History"], OpenControl("spring-storefront").Tabs());
    }

    [Fact]
    public async Task Tabs_Engineer_HasAll()
    {
        await SignInAsync(Role.Engineer);
        await CreateAsync(Shop.Spring);

        Assert.Equal(["Where it is released", "Who sees it", "In use", "History", "Use it in code", "Settings"], OpenControl("spring-storefront").Tabs());
    }

    [Theory]
    [InlineData("settings")]
    [InlineData("code")]
    [InlineData("nonsense")]
    public async Task Tabs_AddressOfATabThatIsNotThere_ShowsTheFirst(string tab)
    {
        await SignInAsync(Role.Marketing);
        await CreateAsync(Shop.Spring);

        var page = OpenControl("spring-storefront", tab);

        Assert.Equal("Where it is released", page.Find(".tabs [aria-current=page]").Words());
        Assert.Empty(page.FindAll("form"));
    }

    [Theory]
    [InlineData(Role.Marketing)]
    [InlineData(Role.Auditor)]
    [InlineData(Role.Administrator)]
    public async Task Page_OperationalControl_IsExactlyAsOneThatDoesNotExist(Role role)
    {
        await SignInAsync(role);
        await CreateAsync(Shop.Recommendations, Purpose.Operational);

        var hidden = OpenControl("recommendations-kill-switch").Markup;
        var unknown = OpenControl("never-heard-of-it").Markup;

        Assert.Equal(unknown, hidden);
        Assert.Contains("There is nothing here", unknown);
    }

    [Fact]
    public async Task Page_TakenBackWhileOpen_IsAsIfItDidNotExist()
    {
        await SignInAsync(Role.Marketing);
        await CreateAsync(Shop.Spring);
        var page = OpenControl("spring-storefront");

        await ApplyAsync(Role.Engineer, new TakeBack("spring-storefront"));

        page.WaitForState(() => page.FindAll(".tabs").Count is 0);
        Assert.DoesNotContain("Spring", page.Markup);
    }

    [Fact]
    public async Task Where_EveryEnvironment_SaysTheStateByWhomAndWhy()
    {
        await SignInAsync(Role.Auditor);
        await CreateAsync(Shop.Spring);
        await ApplyAsync(Role.Marketing, new ReleaseControlToEveryone("spring-storefront", "production", Share: 1_000), "start small");

        var page = OpenControl("spring-storefront");

        Assert.Equal("10 % of users see it.", page.Card("Production").QuerySelector(".says").Words());
        Assert.Equal("Changed just now by Robin Marketing: start small", page.Card("Production").QuerySelector(".muted").Words());
        Assert.Equal("Nobody sees it.", page.Card("Staging").QuerySelector(".says").Words());
        Assert.Equal("Never changed here.", page.Card("Staging").QuerySelector(".muted").Words());
    }

    [Fact]
    public async Task Where_ChangedWhileItWasOperational_DoesNotTellMarketingByWhom()
    {
        await SignInAsync(Role.Marketing);
        await CreateAsync(Shop.Spring, Purpose.Operational);
        await ApplyAsync(Role.Engineer, new ReleaseControlToEveryone("spring-storefront", "staging"), "secret operation");
        await ApplyAsync(Role.Engineer, new HandOver("spring-storefront"));

        var page = OpenControl("spring-storefront");

        Assert.Equal("Changed just now", page.Card("Staging").QuerySelector(".muted").Words());
        Assert.DoesNotContain("secret operation", page.Markup);
    }

    [Theory]
    [InlineData(Role.Marketing, 1)]
    [InlineData(Role.Engineer, 1)]
    [InlineData(Role.Auditor, 0)]
    [InlineData(Role.Administrator, 0)]
    public async Task Where_Closed_HasTheButtonForWhoMayRelease(Role role, int buttons)
    {
        await SignInAsync(role);
        await CreateAsync(Shop.Spring);

        Assert.Equal(Enumerable.Repeat("Release…", buttons), OpenControl("spring-storefront").Card("Production").Buttons());
    }

    [Fact]
    public async Task Where_Open_MayBeChangedAndWithdrawn()
    {
        await SignInAsync(Role.Marketing);
        await CreateAsync(Shop.Spring);
        await ApplyAsync(Role.Marketing, new ReleaseControlToEveryone("spring-storefront", "production"));

        Assert.Equal(["Withdraw…", "Change…"], OpenControl("spring-storefront").Card("Production").Buttons());
    }

    [Fact]
    public async Task Where_KillSwitch_IsSwitched()
    {
        await SignInAsync(Role.Engineer);
        await CreateAsync(Shop.Recommendations, Purpose.Operational);
        await ApplyAsync(Role.Engineer, new ReleaseControlToEveryone("recommendations-kill-switch", "production"));

        var page = OpenControl("recommendations-kill-switch");

        Assert.Equal(["Switch off…"], page.Card("Production").Buttons());
        Assert.Equal(["Switch on…"], page.Card("Staging").Buttons());
        Assert.Equal("It is switched off for everyone. Product pages lose “people also bought”.", page.Card("Staging").QuerySelector(".says").Words());
    }

    [Fact]
    public async Task Where_Release_OpensTheDialogOfThatEnvironment()
    {
        await SignInAsync(Role.Marketing);
        await CreateAsync(Shop.Spring);
        var page = OpenControl("spring-storefront");

        page.Card("Staging").QuerySelector("button")!.Click();

        Assert.Contains("Everyone on Staging will see Spring storefront immediately.", Over.WaitForElement(".portal-dialog .say").Words());
    }

    [Fact]
    public async Task Where_AnotherPersonReleases_OnlyThatEnvironmentIsMarked()
    {
        await SignInAsync(Role.Marketing);
        await CreateAsync(Shop.Spring);
        var page = OpenControl("spring-storefront");

        await ApplyAsync(Role.Engineer, new ReleaseControlToEveryone("spring-storefront", "staging"));

        page.WaitForState(() => page.Card("Staging").QuerySelector(".says").Words() == "Everyone sees it.");
        Assert.Contains("just-changed", page.Card("Staging").ClassList);
        Assert.DoesNotContain("just-changed", page.Card("Production").ClassList);
    }

    [Fact]
    public async Task Page_RetiredControl_SaysSoAndHasNoButtons()
    {
        await SignInAsync(Role.Engineer);
        await CreateAsync(Shop.Spring);
        await ApplyAsync(Role.Engineer, new Retire("spring-storefront", NoCodeAsks: true));

        var page = OpenControl("spring-storefront");

        Assert.Equal("Retired", page.Find(".title .tag").Words());
        Assert.Empty(page.Card("Production").Buttons());
    }

    [Fact]
    public async Task History_Marketing_ReadsWhatHappenedInBusinessHandsOnly()
    {
        await SignInAsync(Role.Marketing);
        await CreateAsync(Shop.Spring, Purpose.Operational);
        await ApplyAsync(Role.Engineer, new ReleaseControlToEveryone("spring-storefront", "staging"), "secret operation");
        await ApplyAsync(Role.Engineer, new HandOver("spring-storefront"), "ready");
        await ApplyAsync(Role.Marketing, new ReleaseControlToEveryone("spring-storefront", "production"), "trade show opens");

        var page = OpenControl("spring-storefront", "history");

        Assert.Equal(
            [
                "Robin Marketing released Spring storefront to everyone on Production: trade show opens",
                "Robin Engineer handed Spring storefront over to the business: ready",
            ],
            page.FindAll("tbody td:nth-child(2)").Select(Markup.Words));
    }

    [Fact]
    public async Task History_MoreThanOnePage_IsShownOnDemandAndStaysOpen()
    {
        await SignInAsync(Role.Engineer);
        await CreateAsync(Shop.Spring);
        for (var change = 0; change < 15; change++)
        {
            await ApplyAsync(Role.Engineer, new ReleaseControlToEveryone("spring-storefront", "staging"));
            await ApplyAsync(Role.Engineer, new Withdraw("spring-storefront", "staging"));
        }

        var page = OpenControl("spring-storefront", "history");
        Assert.Equal(25, page.FindAll("tbody tr").Count);

        page.Button("Show more").Click();
        page.WaitForState(() => page.FindAll("tbody tr").Count is 32);
        Assert.DoesNotContain("Show more", page.FindAll("button").Select(Markup.Words));

        await ApplyAsync(Role.Engineer, new ReleaseControlToEveryone("spring-storefront", "staging"));
        page.WaitForState(() => page.FindAll("tbody tr.just-changed").Count is 1);
        Assert.Equal(32, page.FindAll("tbody tr").Count);
        Assert.Equal("Show more", page.Find(".more button").Words());
    }

    [Fact]
    public async Task Code_Engineer_FindsKeyAccessorAndAddress()
    {
        await SignInAsync(Role.Engineer);
        await CreateAsync(Shop.Layout);

        var page = OpenControl("checkout-layout", "code");

        Assert.Contains("""client.GetStringValueAsync("checkout-layout", "classic", user)""", page.Find("pre").TextContent);
        Assert.Contains("http://localhost\"", page.Find("pre").TextContent);

        page.Button("Python").Click();
        Assert.Contains("""client.get_string_value("checkout-layout", "classic", user)""", page.Find("pre").TextContent);
    }

    [Fact]
    public async Task Code_SaysForWhichEnvironmentTheKeyIs()
    {
        await SignInAsync(Role.Engineer);
        await CreateAsync(Shop.Spring);
        var page = OpenControl("spring-storefront", "code");
        Assert.Contains("here one for Production.", page.Find(".steps").Words(), StringComparison.Ordinal);

        await page.InvokeAsync(() => Workspace.SelectAsync("staging"));

        page.WaitForState(() => page.Find(".steps").Words().Contains("here one for Staging.", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Code_Web_IsThereOnlyForWhatBrowsersMaySee_OrSaysWhyNot()
    {
        await SignInAsync(Role.Engineer);
        await CreateAsync(Shop.Spring);
        var page = OpenControl("spring-storefront", "code");
        page.Button("JavaScript, web").Click();
        Assert.StartsWith("Browsers may not see this control.", page.Find(".say").Words(), StringComparison.Ordinal);
        Assert.Empty(page.FindAll("pre"));

        await ApplyAsync(Role.Engineer, new EditControl("spring-storefront", Shop.Spring.Details with { SeenByBrowsers = true }));
        page.WaitForState(() => page.FindAll("pre").Count is 1);
        Assert.Contains("client.getBooleanValue('spring-storefront', false)", page.Find("pre").TextContent, StringComparison.Ordinal);

        await ApplyAsync(Role.Engineer, new TakeBack("spring-storefront"));
        page.WaitForState(() => page.Find(".say").Words().StartsWith("Browsers never see an operational control", StringComparison.Ordinal));
        Assert.Empty(page.FindAll("pre"));
    }
}
