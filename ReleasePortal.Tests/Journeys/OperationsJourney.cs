using Microsoft.Playwright;
using ReleasePortal.Tests.Support;
using static Microsoft.Playwright.Assertions;

namespace ReleasePortal.Tests.Journeys;

public sealed class OperationsJourney(LivePortal portal, ChromiumBrowser browser) : Journey(portal, browser)
{
    [Fact]
    public async Task Engineer_WorksAKillSwitch_AndTheAuditorFindsIt()
    {
        var erik = await DemoAsync("engineer", "/operations");
        var resizing = erik.Main.Locator("[data-control=image-resizing]");

        await resizing.GetByRole(AriaRole.Button, new() { Name = "Switch off Image resizing" }).ClickAsync();
        await Expect(erik.Dialog.Locator(".say")).ToHaveTextAsync(
            "Image resizing will be switched off for everyone on Production immediately. Pictures are served at their original size; pages load more slowly.");
        var reason = erik.Dialog.GetByLabel("Why");
        await Expect(reason).ToBeFocusedAsync();
        await erik.Dialog.GetByRole(AriaRole.Button, new() { Name = "Switch off", Exact = true }).ClickAsync();

        await Expect(erik.Dialog.Locator(".field .error")).ToHaveTextAsync("Say why: a reason is required here.");
        await Expect(reason).ToBeFocusedAsync();
        await reason.FillAsync("resizer eats all memory");
        await erik.Dialog.GetByRole(AriaRole.Button, new() { Name = "Switch off", Exact = true }).ClickAsync();

        await Expect(erik.Messages).ToContainTextAsync("Switched off Image resizing on Production");
        await Expect(resizing.Locator(".tag").First).ToContainTextAsync("Off");
        await Expect(resizing).ToContainTextAsync("resizer eats all memory");

        await resizing.GetByRole(AriaRole.Button, new() { Name = "Restore Image resizing" }).ClickAsync();
        await reason.FillAsync("restarted with more memory");
        await erik.Dialog.GetByRole(AriaRole.Button, new() { Name = "Switch on", Exact = true }).ClickAsync();
        await Expect(resizing.GetByText("On for everyone", new() { Exact = true })).ToBeVisibleAsync();

        await FindAsAuditorAsync();
    }

    private async Task FindAsAuditorAsync()
    {
        var aiko = await DemoAsync("auditor", "/history");
        await aiko.Main.GetByText("Any control").Or(aiko.Main.Locator(".find-control summary")).First.ClickAsync();
        await aiko.Main.Locator(".find-control input").FillAsync("image");
        await aiko.Main.Locator(".find-control").GetByRole(AriaRole.Link, new() { Name = "Image resizing" }).ClickAsync();
        await aiko.Page.WaitForURLAsync("**/history?control=image-resizing");
        await Expect(aiko.Main.Locator("tr.entry", new() { HasNotText = "Image resizing" })).ToHaveCountAsync(0);
        await aiko.Main.GetByLabel("Environment").SelectOptionAsync("Production");
        await aiko.Page.WaitForFunctionAsync("() => location.search.includes('environment=production')");

        var row = aiko.Main.Locator("tr.entry", new() { HasText = "Erik Novak switched off Image resizing on Production: resizer eats all memory" });
        await Expect(row).ToHaveCountAsync(1);
        await row.GetByRole(AriaRole.Button, new() { Expanded = false }).ClickAsync();
        var details = aiko.Main.Locator("tr.open .details");
        await Expect(details.Locator(".facts")).ToContainTextAsync("resizer eats all memory");
        await Expect(details.Locator(".facts .hash")).ToBeVisibleAsync();

        // The history of it, and no page for it.
        await Expect(row.GetByRole(AriaRole.Link)).ToHaveCountAsync(0);
        Assert.Equal(0, await aiko.Page.Locator("nav.side a[href='/operations']").CountAsync());
        await aiko.OpenAsync("/controls/image-resizing");
        await Expect(aiko.Page.Locator("h1")).ToHaveTextAsync("There is nothing here");
    }
}
