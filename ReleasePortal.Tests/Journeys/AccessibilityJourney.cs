using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using ReleasePortal.Tests.Support;
using static Microsoft.Playwright.Assertions;

namespace ReleasePortal.Tests.Journeys;

/// <summary>axe finds nothing serious or critical on any page or open dialog, light and dark, on a desk and on a telephone.</summary>
public sealed class AccessibilityJourney(LivePortal portal, ChromiumBrowser browser) : Journey(portal, browser)
{
    private static readonly (string Theme, int Width, int Height)[] Looks =
        [("light", 1440, 900), ("dark", 390, 844), ("dark", 1440, 900), ("light", 390, 844)];

    // Each theme and each width once: pages share their colours and the widths at which they are arranged differently, and four looks
    // at every page took a third of the time of all tests.
    private static readonly (string Theme, int Width, int Height)[] Opposites = Looks[..2];

    /// <summary>Who looks at what.</summary>
    public static TheoryData<string, string> Pages => new()
    {
        { "marketing", "/" },
        { "auditor", "/help" },
        { "engineer", "/controls" },
        { "engineer", "/controls/new" },
        { "engineer", "/controls/clean-up" },
        { "engineer", "/controls/spring-storefront" },
        { "engineer", "/controls/checkout-layout?tab=who" },
        { "engineer", "/controls/checkout-layout?tab=use" },
        { "engineer", "/controls/checkout-layout?tab=history" },
        { "engineer", "/controls/checkout-layout?tab=code" },
        { "engineer", "/controls/checkout-layout?tab=settings" },
        { "engineer", "/deployments" },
        { "engineer", "/deployments/timeline" },
        { "engineer", "/deployments/timeline?environment=*&show=table" },
        { "engineer", "/operations/dead-letters" },
        { "marketing", "/launches" },
        { "marketing", "/launches?view=week" },
        { "marketing", "/launches?view=list" },
        { "marketing", "/launches/new" },
        { "engineer", "/operations" },
        { "engineer", "/audiences" },
        { "engineer", "/audiences/recent-app" },
        { "engineer", "/configurations" },
        { "engineer", "/configurations/new" },
        { "auditor", "/history" },
        { "auditor", "/history/saved" },
        { "auditor", "/access-review" },
        { "engineer", "/steps" },
        { "marketing", "/steps?days=30" },
        { "auditor", "/history/archives" },
        { "auditor", "/history/as-it-was" },
        { "auditor", "/history/as-it-was?show=around&minutes=60" },
        { "auditor", "/history/as-it-was?show=try" },
        { "admin", "/administration/people" },
        { "admin", "/administration/keys" },
        { "admin", "/administration/environments" },
        { "admin", "/administration/retention" },
        { "engineer", "/administration/freezes" },
        { "engineer", "/administration/budgets" },
        { "admin", "/administration/budgets" },
        { "marketing", "/no-such-room" },
    };

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task Page_InBothThemesAndWidths_HasNoSeriousViolation(string who, string address)
    {
        var visitor = await DemoAsync(who, address);

        await LookAsync(visitor, Opposites);
    }

    [Fact]
    public async Task SignIn_InEveryLook_HasNoSeriousViolation()
    {
        var visitor = await AnonymousAsync();
        await visitor.Page.GotoAsync("/account/sign-in");
        await LookAsync(visitor);

        await visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Sign in" }).ClickAsync();
        await Expect(visitor.Page.Locator(".error").First).ToBeVisibleAsync();
        await LookAsync(visitor);
    }

    [Fact]
    public async Task ReleaseDialog_InEveryLook_HasNoSeriousViolation()
    {
        var mara = await DemoAsync("marketing");
        await mara.Main.Locator("[data-control=checkout-layout]").GetByRole(AriaRole.Button, new() { Name = "Change…" }).ClickAsync();
        await mara.Dialog.GetByLabel("A share…").CheckAsync();
        await mara.Dialog.GetByLabel("A test…").CheckAsync();
        await mara.Dialog.GetByLabel("Classic, in percent").FillAsync("many");
        await mara.Dialog.GetByRole(AriaRole.Button, new() { Name = "Release", Exact = true }).ClickAsync();
        await Expect(mara.Dialog.Locator(".error").First).ToBeVisibleAsync();

        await LookAsync(mara);
    }

    [Fact]
    public async Task SwitchOffDialog_InEveryLook_HasNoSeriousViolation()
    {
        var erik = await DemoAsync("engineer", "/operations");
        await erik.Main.GetByRole(AriaRole.Button, new() { Name = "Switch off Fraud scoring" }).ClickAsync();
        await erik.Dialog.GetByRole(AriaRole.Button, new() { Name = "Switch off", Exact = true }).ClickAsync();
        await Expect(erik.Dialog.Locator(".error")).ToBeVisibleAsync();

        await LookAsync(erik);
    }

    /// <summary>The dialogs behind the first button of a page, with every complaint about an empty form.</summary>
    [Theory]
    [InlineData("engineer", "/audiences")]
    [InlineData("engineer", "/administration/freezes")]
    [InlineData("admin", "/administration/people")]
    [InlineData("admin", "/administration/keys")]
    [InlineData("admin", "/administration/environments")]
    public async Task FormOfANewOne_InEveryLook_HasNoSeriousViolation(string who, string address)
    {
        var visitor = await DemoAsync(who, address);
        await visitor.Main.Locator(".head button.go").ClickAsync();
        await visitor.Dialog.Locator("button[type=submit]").ClickAsync();
        await Expect(visitor.Dialog.Locator(".error").First).ToBeVisibleAsync();

        await LookAsync(visitor);
    }

    [Fact]
    public async Task OpenEntry_InEveryLook_HasNoSeriousViolation()
    {
        var aiko = await DemoAsync("auditor", "/history?control=checkout-layout");
        await aiko.Main.Locator("tr.entry").First.GetByRole(AriaRole.Button).First.ClickAsync();
        await Expect(aiko.Main.Locator("tr.open .details")).ToBeVisibleAsync();

        await LookAsync(aiko);

        await aiko.Main.GetByRole(AriaRole.Link, new() { Name = "This entry alone" }).ClickAsync();
        await Expect(aiko.Main.Locator(".sentence + .details")).ToBeVisibleAsync();

        await LookAsync(aiko, Opposites);
    }

    [Fact]
    public async Task SearchBox_InEveryLook_HasNoSeriousViolation()
    {
        var erik = await DemoAsync("engineer");
        Assert.NotEmpty(await erik.SearchAsync("re"));

        await LookAsync(erik);
    }

    private static async Task LookAsync(Visitor visitor, (string Theme, int Width, int Height)[]? looks = null)
    {
        var found = new List<string>();
        foreach (var (theme, width, height) in looks ?? Looks)
        {
            await visitor.Page.SetViewportSizeAsync(width, height);
            // Until the browser has drawn the other theme, and faded into it, axe reads colours of both.
            await visitor.Page.EvaluateAsync(
                """
                async theme => {
                  document.documentElement.dataset.theme = theme;
                  await new Promise(drawn => requestAnimationFrame(() => requestAnimationFrame(drawn)));
                  await Promise.allSettled(document.getAnimations().filter(fade => fade.effect.getComputedTiming().endTime !== Infinity).map(fade => fade.finished));
                }
                """,
                theme);
            var result = await visitor.Page.RunAxe(new AxeRunOptions { ResultTypes = [ResultType.Violations] });
            found.AddRange(result.Violations
                .Where(violation => violation.Impact is "serious" or "critical")
                .Select(violation => $"{theme} {width}: {violation.Id} ({violation.Impact}): {string.Join(" | ", violation.Nodes.Take(3).Select(node => $"{node.Html} {node.Any.FirstOrDefault()?.Message}"))}"));
        }

        Assert.True(found.Count is 0, string.Join('\n', found));
    }
}
