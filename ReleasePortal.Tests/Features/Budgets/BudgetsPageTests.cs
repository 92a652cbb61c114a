using Bunit;
using Microsoft.Extensions.DependencyInjection;
using ReleasePortal.Components;
using ReleasePortal.Domain.Access;
using ReleasePortal.Domain.Budgets;
using ReleasePortal.Domain.Controls;
using ReleasePortal.Features.Budgets;
using ReleasePortal.Tests.Support;

namespace ReleasePortal.Tests.Features.Budgets;

public sealed class BudgetsPageTests() : PortalTestContext(builder => builder.Services.AddBudgets())
{
    [Theory]
    [InlineData(Role.Engineer, true)]
    [InlineData(Role.Administrator, true)]
    [InlineData(Role.Marketing, false)]
    [InlineData(Role.Auditor, false)]
    public async Task Budgets_AreThereForThoseWhoMaySeeThem(Role role, bool may)
    {
        await SignInAsync(role);

        Assert.Equal(may, RoomAttribute.LetsIn(APerson(role), typeof(BudgetsPage)));
        Assert.Equal(may, Services.GetServices<NavigationItem>().Single(item => item.Texts == typeof(BudgetsPageTexts)).IsFor(APerson(role)));
        Assert.Equal(may, (await Services.GetRequiredService<BudgetsQuery>().ReadAsync(APerson(role))).Rows.Count > 0);
    }

    [Fact]
    public async Task Engineer_SeesTheUseOfEveryBudget_AndSetsNone()
    {
        await SignInAsync(Role.Engineer);
        await MakeAsync();
        await ApplyAsync(Role.Administrator, new SetBudgets(new BudgetLimits(ActiveControls: 4, ControlsPerOwner: 2, Groups: 1, OpenToOneGroup: 10)));

        var page = Open();

        Assert.Equal(
            [
                "3 of 4|–", "3 of 2 beyond the limit|Storefront team", "3, no limit|Checkout layout", "0, no limit|–", "1 of 1 full|–", "1 of 10|Staff on Production",
            ],
            page.FindAll(".budgets tbody tr").Select(row => string.Join('|', row.QuerySelectorAll("td").Skip(1).Select(cell => cell.Words()))));
        Assert.Equal("width: 75%", page.Find("[data-budget=ActiveControls] .bar i").GetAttribute("style"));
        Assert.Contains("over", page.Find("[data-budget=ControlsPerOwner] .bar").ClassList);
        Assert.DoesNotContain(page.FindAll("button"), button => button.Words() == "Set the limits…");
        Assert.Empty(page.FindAll(".say"));
    }

    /// <summary>No number and no name tells administrators of operational controls, and the page says that those count too.</summary>
    [Fact]
    public async Task Administrator_SeesWhatTheyMaySee_AndIsToldThatThereIsMore()
    {
        await SignInAsync(Role.Administrator);
        await MakeAsync();

        var page = Open();

        Assert.Equal("2, no limit", Use(page, Budget.ActiveControls)); // the third is in the hands of engineers
        Assert.Equal("0, no limit", Use(page, Budget.OpenToOneGroup));
        Assert.DoesNotContain("Loyalty", page.Markup, StringComparison.Ordinal);
        Assert.Contains("business controls only", page.Find(".say").Words(), StringComparison.Ordinal);
        Assert.Equal("1", page.FindAll(".combinations tbody tr")[^1].QuerySelectorAll("td")[1].Words());
    }

    [Fact]
    public async Task Combinations_AreTheProductOfTheOpenOnes()
    {
        await SignInAsync(Role.Engineer);
        await MakeAsync();
        await ApplyAsync(Role.Engineer, new ReleaseControlToEveryone("checkout-layout", "production", "express"));

        var page = Open();

        Assert.Equal(
            ["Development 0 20 Nothing is open there: one product.", "Staging 0 20 Nothing is open there: one product.", "Production 3 ≈ 23.6 12"],
            page.FindAll(".combinations tbody tr").Select(row => string.Join(' ', row.QuerySelectorAll("td").Select(cell => cell.Words()))));
    }

    [Fact]
    public async Task Candidates_SayWhatRetiringThemSaves_AndLeadEngineersThere()
    {
        await SignInAsync(Role.Engineer);
        await MakeAsync();

        var row = Open().FindAll(".candidates tbody tr").Single();

        Assert.Equal(
            "one of 3 temporary controls, one of 3 of Storefront team and half of the combinations on Production",
            row.QuerySelectorAll("td")[2].Words());
        var link = row.QuerySelector("a.btn")!;
        Assert.Equal(("/controls/spring-storefront?tab=settings", "_blank", "Retire Spring storefront"), (link.GetAttribute("href"), link.GetAttribute("target"), link.GetAttribute("aria-label")));
    }

    [Fact]
    public async Task Candidates_WhoMayNotRetire_AreLedToThePage()
    {
        await SignInAsync(Role.Administrator);
        await MakeAsync();

        Assert.Equal("/controls/spring-storefront", Open().Find(".candidates a.btn").GetAttribute("href"));
    }

    [Fact]
    public async Task Set_NumbersAndEmptyFields_AreTheLimits()
    {
        await SignInAsync(Role.Administrator);
        var page = Open();

        page.Button("Set the limits…").Click();
        Over.WaitForElement(".portal-dialog");
        Over.Field("activeControls").Change("40");
        Over.Field("variantsPerFlag").Change("1");
        Over.Find(".portal-dialog form").Submit();
        Over.WaitForAssertion(() => Assert.Equal("A limit is a whole number, 2–50. Leave it empty for no limit.", Over.ErrorBeside("variantsPerFlag")));
        Over.Field("variantsPerFlag").Change("");
        Over.Find(".portal-dialog form").Submit();

        page.WaitForAssertion(() => Assert.Equal("0 of 40", Use(page, Budget.ActiveControls)));
        Assert.Equal(new BudgetLimits(ActiveControls: 40), (await Services.GetRequiredService<BudgetsQuery>().ReadAsync(APerson(Role.Administrator))).Limits);
    }

    [Fact]
    public async Task Page_SomebodySetsALimit_ShowsItAtOnce()
    {
        await SignInAsync(Role.Engineer);
        var page = Open();

        await ApplyAsync(Role.Administrator, new SetBudgets(new BudgetLimits(Groups: 7)));

        page.WaitForAssertion(() => Assert.Equal("0 of 7", Use(page, Budget.Groups)));
    }

    private IRenderedComponent<BudgetsPage> Open()
    {
        var page = Render<BudgetsPage>();
        page.WaitForState(() => page.FindAll(".skeleton").Count is 0);
        return page;
    }

    private static string Use(IRenderedComponent<BudgetsPage> page, Budget budget) => page.Find($"[data-budget={budget}] .said-use").Words();

    // Spring is open to everyone, the loyalty banner, in engineers' hands, to staff, and the flag to nobody.
    private async Task MakeAsync()
    {
        await ApplyAsync(Role.Engineer, Shop.Staff);
        await CreateAsync(Shop.Spring);
        await CreateAsync(Shop.Layout);
        await CreateAsync(Shop.Loyalty, Purpose.Operational);
        await ApplyAsync(Role.Engineer, new ReleaseControlToEveryone("spring-storefront", "production"));
        await ApplyAsync(Role.Engineer, new ReleaseToGroups("loyalty-banner", "production", [new GroupRule("staff", Serving.Of(Variant.On))]));
    }
}
