using Bunit;
using ReleasePortal.Components;
using ReleasePortal.Domain.Access;
using ReleasePortal.Domain.Budgets;
using ReleasePortal.Domain.Controls;
using ReleasePortal.Domain.People;
using ReleasePortal.Features.Controls.Form;
using ReleasePortal.Tests.Support;
using ValueType = ReleasePortal.Domain.Controls.ValueType;

namespace ReleasePortal.Tests.Features.Controls;

public sealed class NewControlPageTests : ControlsContext
{
    private static DateOnly Today => DateOnly.FromDateTime(DateTimeOffset.UtcNow.UtcDateTime);

    [Theory]
    [InlineData(Role.Engineer, true)]
    [InlineData(Role.Marketing, false)]
    [InlineData(Role.Auditor, false)]
    [InlineData(Role.Administrator, false)]
    public void Page_IsThereForEngineersOnly(Role role, bool isThere) =>
        Assert.Equal(isThere, RoomAttribute.LetsIn(APerson(role), typeof(NewControlPage)));

    [Fact]
    public async Task Create_Name_ProposesTheKeyUntilAnotherIsTyped()
    {
        await SignInAsync(Role.Engineer);
        var page = OpenForm();

        Type(page, "name", "Spring: the storefront!");
        Assert.Equal("spring-the-storefront", page.Field("key").GetAttribute("value"));

        Type(page, "key", "spring");
        Type(page, "name", "Something else");
        Assert.Equal("spring", page.Field("key").GetAttribute("value"));
    }

    [Fact]
    public async Task Create_Toggle_IsMadeAndItsPageOpened()
    {
        await SignInAsync(Role.Engineer);
        var opened = Today;
        var page = OpenForm();
        Type(page, "name", "Spring storefront");
        Type(page, "description", "Shoppers see the spring collection.");
        Type(page, "owner", "Storefront team");
        Type(page, "tags", "storefront, campaign ,,campaign");
        Assert.Equal("Spring storefront will be created, closed on every environment, in the hands of engineers.", page.Find(".say").Words());

        Send(page);

        page.WaitForState(() => Address == "/controls/spring-storefront");
        var stored = await StoredAsync("spring-storefront");
        Assert.Equal((ControlKind.Toggle, Purpose.Operational, Lifetime.Temporary), (stored.Kind, stored.Purpose, stored.Lifetime));
        Assert.Equal(["storefront", "campaign"], stored.Tags);
        Assert.InRange(stored.RemoveBy!.Value, opened.AddDays(90), Today.AddDays(90));
    }

    [Fact]
    public async Task Create_OneTooMany_SaysWhatCouldGo_AndKeepsTheForm()
    {
        await SignInAsync(Role.Engineer);
        await CreateAsync(Shop.Spring);
        await ApplyAsync(Role.Engineer, new ReleaseControlToEveryone("spring-storefront", "production"));
        await ApplyAsync(Role.Administrator, new SetBudgets(new BudgetLimits(ActiveControls: 1)));
        var page = OpenForm();
        Type(page, "name", "One more");

        Send(page);

        page.WaitForAssertion(() => Assert.StartsWith("There would be 2 temporary controls, and the budget is 1.", page.Find("[role=alert]").Words(), StringComparison.Ordinal));
        var candidate = page.Find(".room li");
        Assert.StartsWith("Spring storefront Open to everyone on the last environment", candidate.Words(), StringComparison.Ordinal);
        var link = candidate.QuerySelector("a")!;
        Assert.Equal(("Retire…", "/controls/spring-storefront?tab=settings", "_blank"), (link.Words(), link.GetAttribute("href"), link.GetAttribute("target")));
        Assert.Equal("One more", page.Field("name").GetAttribute("value"));
    }

    [Fact]
    public async Task Create_ForAnOwnerWhoIsFull_SaysSoBesideTheOwner()
    {
        await SignInAsync(Role.Engineer);
        await CreateAsync(Shop.Spring);
        await ApplyAsync(Role.Administrator, new SetBudgets(new BudgetLimits(ControlsPerOwner: 1)));
        var page = OpenForm();
        Type(page, "name", "One more");
        Type(page, "owner", "Storefront team");

        Send(page);

        page.WaitForAssertion(() => Assert.StartsWith("Storefront team would own 2 temporary controls", page.ErrorBeside("owner"), StringComparison.Ordinal));
        Assert.Empty(page.FindAll(".room"));
    }

    [Fact]
    public async Task Create_Flag_HasItsVariantsTypeAndOffVariant()
    {
        await SignInAsync(Role.Engineer);
        var page = OpenForm();
        page.Option("Flag").Change(true);
        page.Option("Number").Change(true);
        Type(page, "name", "Free returns");
        Type(page, "variants.0.name", "One month");
        Type(page, "variants.0.value", "30");
        Type(page, "variants.1.name", "Two weeks");
        Type(page, "variants.1.value", "14");
        page.FindAll(".variant")[1].QuerySelector("input[type=radio]")!.Change(true);
        page.FindAll("button[aria-label='Move up']")[1].Click();
        page.Button("Add a variant").Click();
        Type(page, "variants.2.name", "Two months");
        Type(page, "variants.2.value", "60");

        Send(page);

        page.WaitForState(() => Address == "/controls/free-returns");
        var stored = await StoredAsync("free-returns");
        Assert.Equal((ValueType.Number, "two-weeks"), (stored.ValueType, stored.OffVariant));
        Assert.Equal([new Variant("two-weeks", "Two weeks", "14"), new("one-month", "One month", "30"), new("two-months", "Two months", "60")], stored.Variants);
    }

    [Fact]
    public async Task Create_TextValueLeftEmpty_IsTheKey()
    {
        await SignInAsync(Role.Engineer);
        var page = OpenForm();
        page.Option("Flag").Change(true);
        Type(page, "name", "Checkout layout");
        Type(page, "variants.0.name", "Classic");
        Type(page, "variants.1.name", "Express");
        Type(page, "variants.1.value", "fast lane");

        Send(page);

        page.WaitForState(() => Address == "/controls/checkout-layout");
        Assert.Equal(["\"classic\"", "\"fast lane\""], (await StoredAsync("checkout-layout")).Variants.Select(variant => variant.Value));
    }

    [Fact]
    public async Task Create_Empty_HasAnErrorBesideEveryFieldAndKeepsTheRest()
    {
        await SignInAsync(Role.Engineer);
        var page = OpenForm();
        page.Option("Flag").Change(true);
        page.Option("Number").Change(true);
        page.Option("Long-lived").Change(true);
        Type(page, "owner", "Storefront team");
        Type(page, "variants.0.name", "Classic");
        Type(page, "variants.0.key", "Not A Key");
        Type(page, "variants.0.value", "many");

        Send(page);

        page.WaitForState(() => page.ErrorBeside("name").Length > 0);
        Assert.Equal("Fill this in.", page.ErrorBeside("name"));
        Assert.Equal("Fill this in.", page.ErrorBeside("key"));
        Assert.Equal("Fill this in.", page.ErrorBeside("justification"));
        Assert.StartsWith("Use 1 to 63 small letters", page.ErrorBeside("variants.0.key"), StringComparison.Ordinal);
        Assert.Equal("Enter a number, such as 42 or 0.5.", page.ErrorBeside("variants.0.value"));
        Assert.Equal("Fill this in.", page.ErrorBeside("variants.1.name"));
        Assert.Equal(("Storefront team", "many"), (page.Field("owner").GetAttribute("value"), page.Field("variants.0.value").GetAttribute("value")));
        Assert.Empty(page.FindAll("[role=alert]"));
    }

    [Fact]
    public async Task Create_OverLongAndPast_AreErrorsBesideTheirFields()
    {
        await SignInAsync(Role.Engineer);
        var page = OpenForm();
        Type(page, "name", new string('n', 101));
        Type(page, "key", new string('k', 64));
        Type(page, "description", new string('d', 501));
        Type(page, "tags", new string('t', 41));
        page.Field("removeBy").Change("2020-01-01");

        Send(page);

        page.WaitForState(() => page.ErrorBeside("name").Length > 0);
        Assert.Equal("Use at most 100 characters.", page.ErrorBeside("name"));
        Assert.StartsWith("Use 1 to 63", page.ErrorBeside("key"), StringComparison.Ordinal);
        Assert.Equal("Use at most 500 characters.", page.ErrorBeside("description"));
        Assert.Equal("A tag has 1 to 40 characters.", page.ErrorBeside("tags"));
        Assert.Equal("Choose a day after today.", page.ErrorBeside("removeBy"));
    }

    [Fact]
    public async Task Create_KeyThatIsTaken_IsAnErrorBesideTheKey()
    {
        await SignInAsync(Role.Engineer);
        await CreateAsync(Shop.Spring);
        var page = OpenForm();
        Type(page, "name", "Spring storefront");

        Send(page);

        page.WaitForState(() => page.ErrorBeside("key").Length > 0);
        Assert.Contains("keys are never used twice", page.ErrorBeside("key"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Create_NewArea_IsAddedWithTheControl()
    {
        await SignInAsync(Role.Engineer);
        var page = OpenForm();
        Type(page, "name", "Gift cards");
        ChooseNewArea(page);
        Type(page, "area", "Gifts & cards");

        Send(page);

        page.WaitForState(() => Address == "/controls/gift-cards");
        Assert.Equal("gifts-cards", (await StoredAsync("gift-cards")).Area);
    }

    [Fact]
    public async Task Create_NewAreaWithoutAName_IsAnErrorBesideItAmongTheOthers()
    {
        await SignInAsync(Role.Engineer);
        var page = OpenForm();
        ChooseNewArea(page);

        Send(page);

        page.WaitForState(() => page.ErrorBeside("area").Length > 0);
        Assert.Equal(("Fill this in.", "Fill this in."), (page.ErrorBeside("area"), page.ErrorBeside("name")));
    }

    [Fact]
    public async Task Create_PersonLostTheRole_NothingIsMadeAndNothingTypedIsLost()
    {
        await SignInAsync(Role.Engineer);
        var page = OpenForm();
        Type(page, "name", "Spring storefront");
        await ApplyAsync(Role.Administrator, new SetRoles(APerson(Role.Engineer).Id, [Role.Marketing]));

        Send(page);

        Assert.NotEmpty(page.WaitForElement("[role=alert]").Words());
        Assert.Equal("Spring storefront", page.Field("name").GetAttribute("value"));
        Assert.False(await ExistsAsync("spring-storefront"));
    }

    [Fact]
    public async Task Leave_WithSomethingTyped_AsksFirst()
    {
        await SignInAsync(Role.Engineer);
        var page = OpenForm();
        Type(page, "name", "Spring storefront");

        _ = page.InvokeAsync(() => Navigation.NavigateTo("/controls"));
        Assert.Equal("Leave without saving?", Over.WaitForElement(".portal-dialog h2").Words());

        Over.Button("Cancel").Click();
        Assert.Equal("/controls/new", Address);
    }

    private static void ChooseNewArea(IRenderedComponent<NewControlPage> page)
    {
        var select = page.Field("area");
        select.Change(select.QuerySelectorAll("option").Single(option => option.TextContent == "A new area…").GetAttribute("value"));
    }
}
