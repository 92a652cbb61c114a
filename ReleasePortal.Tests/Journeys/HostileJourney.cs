using Microsoft.Playwright;
using ReleasePortal.Domain.Access;
using ReleasePortal.Domain.Controls;
using ReleasePortal.Domain.People;
using ReleasePortal.Tests.Support;
using static Microsoft.Playwright.Assertions;

namespace ReleasePortal.Tests.Journeys;

public sealed class HostileJourney(LivePortal portal, ChromiumBrowser browser) : Journey(portal, browser)
{
    [Fact]
    public async Task Marketing_AskingForWhatEngineersKeep_SeesWhatIsSeenOfNothing()
    {
        var mara = await DemoAsync("marketing", "/help");
        var nowhere = await ReadAsync(mara, Rooms.Nowhere);

        foreach (var room in Rooms.All.Where(room => !room.IsFor(Role.Marketing)))
            Assert.Equal(nowhere, await ReadAsync(mara, room.Address));

        var hidden = Rooms.HiddenFrom(Role.Marketing, Purpose.Operational, Rooms.OperationalKey);
        var unknown = Rooms.HiddenFrom(Role.Marketing, Purpose.Operational, Rooms.UnknownKey);
        foreach (var (real, made) in hidden.Zip(unknown))
            Assert.Equal(await ReadAsync(mara, made), await ReadAsync(mara, real));
    }

    [Fact]
    public async Task Marketing_SearchingForAKillSwitch_FindsNothing()
    {
        var mara = await DemoAsync("marketing");

        Assert.Equal(["Spring storefront"], await mara.SearchAsync("spring"));
        Assert.Empty(await mara.SearchAsync("Recommendations"));
        Assert.Empty(await mara.SearchAsync("recommendations-kill-switch"));
        await Expect(mara.Page.Locator("#palette .none")).ToHaveTextAsync("Nothing is called “recommendations-kill-switch”.");
    }

    [Fact]
    public async Task Demoted_WithAPageOpen_CannotActAndIsSignedOutWithinAMinute()
    {
        await HandOverAsync(Shop.Toggle("late-release", "Late release"));
        var person = await Portal.AddPersonAsync(Role.Marketing);
        var visitor = await SignedInAsync(person);
        var card = visitor.Main.Locator("[data-control=late-release]");
        await card.GetByRole(AriaRole.Button, new() { Name = "Release…" }).ClickAsync();
        await Expect(visitor.Dialog).ToBeVisibleAsync();

        await Portal.ApplyAsync(new SetRoles(person.Id, [Role.Auditor]));
        await visitor.Dialog.GetByRole(AriaRole.Button, new() { Name = "Release", Exact = true }).ClickAsync();
        await Expect(visitor.Dialog.GetByRole(AriaRole.Alert)).ToHaveTextAsync("Your role does not allow this.");
        await Expect(card.Locator(".tag")).ToHaveTextAsync("Closed");

        await visitor.Page.WaitForURLAsync("**/account/sign-in?*", new() { Timeout = 60_000 });
        await Expect(visitor.Page.GetByRole(AriaRole.Status)).ToContainTextAsync("You were signed out");
    }

    [Fact]
    public async Task Disabled_WithAPageOpen_IsSignedOutWithinAMinute_AndCannotComeBack()
    {
        var person = await Portal.AddPersonAsync(Role.Engineer);
        var visitor = await SignedInAsync(person, "/controls");

        await Portal.ApplyAsync(new DisablePerson(person.Id));

        await visitor.Page.WaitForURLAsync("**/account/sign-in?*", new() { Timeout = 60_000 });
        await visitor.Page.GetByLabel("E-mail").FillAsync(person.Email);
        await visitor.Page.GetByLabel("Password").FillAsync(PortalFactory.Password);
        await visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Sign in" }).ClickAsync();
        await Expect(visitor.Page.GetByRole(AriaRole.Alert)).ToBeVisibleAsync();
    }

    /// <summary>The status, the title and what stands in the page's own part.</summary>
    private static async Task<(int Status, string Title, string Main)> ReadAsync(Visitor visitor, string address)
    {
        var status = await visitor.OpenAsync(address);
        var read = (await visitor.Page.TitleAsync(), await visitor.Main.InnerTextAsync());
        return (
            status,
            read.Item1.Replace(Rooms.OperationalKey, Rooms.UnknownKey, StringComparison.Ordinal),
            read.Item2.Replace(Rooms.OperationalKey, Rooms.UnknownKey, StringComparison.Ordinal));
    }
}
