using Microsoft.Playwright;
using ReleasePortal.Domain.Controls;
using ReleasePortal.Tests.Support;
using static Microsoft.Playwright.Assertions;

namespace ReleasePortal.Tests.Journeys;

public sealed class AsItWasJourney(LivePortal portal, ChromiumBrowser browser) : Journey(portal, browser)
{
    [Fact]
    public async Task Auditor_WithTheKeyboardAlone_SeesWhatWasThen()
    {
        await HandOverAsync(Shop.Toggle("winter-prices", "Winter prices"));
        await ReleaseAsync("winter-prices");
        var aiko = await DemoAsync("auditor", "/history?control=winter-prices");
        var keys = aiko.Page.Keyboard;

        // From the entry to the moment right after it.
        var opener = aiko.Main.Locator("tr.entry", new() { HasText = "released Winter prices to everyone on Production" }).GetByRole(AriaRole.Button, new() { Name = "What was changed" });
        await opener.FocusAsync();
        await keys.PressAsync("Enter");
        var then = aiko.Main.GetByRole(AriaRole.Link, new() { Name = "As it was right then" });
        await Expect(then).ToBeVisibleAsync();
        await TabToAsync(keys, then);
        await keys.PressAsync("Enter");
        await aiko.Page.WaitForURLAsync("**/history/as-it-was?*");
        var row = aiko.Main.Locator("tbody tr", new() { HasText = "winter-prices" });
        await ReleaseAsync("winter-prices", withdraw: true);
        await Expect(aiko.Main.GetByRole(AriaRole.Status)).ToContainTextAsync("Different from now");

        // Only what differs: the row is near the top of few.
        var only = aiko.Main.GetByRole(AriaRole.Button, new() { Name = "Only what differs" });
        await TabToAsync(keys, only);
        await keys.PressAsync("Enter");
        await Expect(row).ToContainTextAsync("Everyone sees it.");
        await Expect(row).ToContainTextAsync("Now: Nobody sees it.");

        // What was done around it, and what a user got.
        await TabToAsync(keys, aiko.Main.GetByRole(AriaRole.Link, new() { Name = "Around this moment" }), backwards: true);
        await keys.PressAsync("Enter");
        await Expect(aiko.Main.Locator(".around > li", new() { HasText = "released Winter prices to everyone on Production" })).ToHaveCountAsync(1);
        await TabToAsync(keys, aiko.Main.GetByRole(AriaRole.Link, new() { Name = "Try it" }));
        await keys.PressAsync("Enter");
        var user = aiko.Main.GetByLabel("User id");
        await Expect(user).ToBeVisibleAsync();
        await TabToAsync(keys, user);
        await keys.TypeAsync("shopper-1001");
        await keys.PressAsync("Enter");
        await Expect(aiko.Main.Locator(".answers summary").First).ToContainTextAsync("shopper-1001");
    }

    private async Task ReleaseAsync(string control, bool withdraw = false)
    {
        var person = (await Portal.AddPersonAsync(ReleasePortal.Domain.Access.Role.Marketing)).Actor;
        ControlChange change = withdraw ? new Withdraw(control, Given.Production) : new ReleaseControlToEveryone(control, Given.Production);
        var result = await Portal.Desk.ApplyAsync(ReleasePortal.Domain.ChangeSet.Of(change, "as it should be"), person);
        Assert.True(result.IsSuccess, result.Refusal?.Message.ToString());
    }

    /// <summary>Presses Tab until that has the focus.</summary>
    private static async Task TabToAsync(IKeyboard keys, ILocator wanted, bool backwards = false)
    {
        for (var pressed = 0; pressed < 120; pressed++)
        {
            if (await wanted.EvaluateAsync<bool>("element => element === document.activeElement"))
                return;
            await keys.PressAsync(backwards ? "Shift+Tab" : "Tab");
        }

        Assert.Fail("Tab never reaches it.");
    }
}
