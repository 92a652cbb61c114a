using System.Globalization;
using Microsoft.Playwright;
using ReleasePortal.Domain;
using ReleasePortal.Domain.Access;
using ReleasePortal.Domain.Environments;
using ReleasePortal.Tests.Support;
using static Microsoft.Playwright.Assertions;

namespace ReleasePortal.Tests.Journeys;

/// <summary>Three controls together: prepared by one person, approved by another, live by themselves at their time, taken back as one.</summary>
public sealed class LaunchJourney(LivePortal portal, ChromiumBrowser browser) : Journey(portal, browser)
{
    private static readonly string[] Names = ["Fair storefront", "Fair banner", "Fair checkout"];

    [Fact]
    public async Task Marketing_SchedulesThree_AnotherApproves_TheTimeComes_AndItIsUndone()
    {
        foreach (var name in Names)
            await HandOverAsync(Shop.Toggle(Slug.From(name), name));
        await ApproveLaunchesOnStagingAsync(ApprovalPolicy.Launches);

        var mara = await DemoAsync("marketing", "/launches/new?environment=staging");
        foreach (var name in Names)
        {
            await mara.Page.GetByLabel("Add a control").FillAsync(name);
            await mara.Main.Locator($"[data-pick={Slug.From(name)}]").ClickAsync();
            await Expect(mara.Main.Locator($"[data-step={Slug.From(name)}]")).ToBeVisibleAsync();
        }

        var start = TimeZoneInfo.ConvertTime(TimeProvider.System.GetUtcNow().AddSeconds(45), TimeZoneInfo.FindSystemTimeZoneById("America/Chicago"));
        await mara.Main.Locator("[name='start.zone']").FillAsync("chicago");
        await mara.Main.Locator("[name='start']").FillAsync(start.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        await mara.Main.Locator("[name='start.time']").FillAsync(start.ToString("HH:mm:ss", CultureInfo.InvariantCulture));
        await mara.Main.Locator("[name='name']").FillAsync("Trade fair");
        await mara.Main.Locator("[name='notes']").FillAsync("The fair opens.");
        await mara.Main.GetByRole(AriaRole.Button, new() { Name = "Ask for approval" }).ClickAsync();
        await Expect(mara.Page.Locator("h1")).ToHaveTextAsync("Trade fair");
        await Expect(mara.Main).ToContainTextAsync("Awaiting approval");

        var erik = await DemoAsync("engineer");
        await erik.Main.Locator(".attention", new() { HasText = "Trade fair" }).GetByRole(AriaRole.Link, new() { Name = "Look at it" }).ClickAsync();
        await erik.Main.GetByRole(AriaRole.Button, new() { Name = "Approve…" }).ClickAsync();
        await erik.Dialog.GetByRole(AriaRole.Button, new() { Name = "Approve", Exact = true }).ClickAsync();

        // Nobody touches anything: the schedule launches it, and both see it.
        foreach (var person in new[] { mara, erik })
            await Expect(person.Main.GetByRole(AriaRole.Button, new() { Name = "Undo the launch…" })).ToBeVisibleAsync(new() { Timeout = 90_000 });
        await AllAreAsync("Everyone");

        await mara.Main.GetByRole(AriaRole.Button, new() { Name = "Undo the launch…" }).ClickAsync();
        await mara.Dialog.GetByRole(AriaRole.Button, new() { Name = "Undo the launch", Exact = true }).ClickAsync();
        foreach (var person in new[] { mara, erik })
            await Expect(person.Main.GetByText("Undone", new() { Exact = true }).First).ToBeVisibleAsync();
        await AllAreAsync("Closed");

        await ApproveLaunchesOnStagingAsync(ApprovalPolicy.Off);
    }

    private async Task ApproveLaunchesOnStagingAsync(ApprovalPolicy policy)
    {
        var administrator = (await Portal.AddPersonAsync(Role.Administrator)).Actor;
        var staging = new EnvironmentDetails("Staging", Rank: 20, IsProduction: false, ReasonRequired: false, policy);
        var result = await Portal.Desk.ApplyAsync(ChangeSet.Of(new EditEnvironment("staging", staging)), administrator);
        Assert.True(result.IsSuccess, result.Refusal?.Message.ToString());
    }

    /// <summary>As the cards of the three say on the Launchpad of staging.</summary>
    private async Task AllAreAsync(string state)
    {
        var aiko = await DemoAsync("auditor");
        await aiko.Page.Locator(".env > summary").ClickAsync();
        await aiko.Page.Locator(".env .item", new() { HasText = "Staging" }).ClickAsync();
        foreach (var name in Names)
            await Expect(aiko.Main.Locator($"[data-control={Slug.From(name)}] footer .tag")).ToHaveTextAsync(state);
    }
}
