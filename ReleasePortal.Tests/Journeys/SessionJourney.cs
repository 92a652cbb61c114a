using Microsoft.Playwright;
using ReleasePortal.Domain.Access;
using ReleasePortal.Domain.People;
using ReleasePortal.Tests.Support;
using static Microsoft.Playwright.Assertions;

namespace ReleasePortal.Tests.Journeys;

public sealed class SessionJourney(LivePortal portal, ChromiumBrowser browser) : Journey(portal, browser)
{
    [Fact]
    public async Task Administrator_AddsAPerson_WhoChoosesAPasswordAndSeesTheirRooms()
    {
        var adam = await DemoAsync("admin", "/administration/people");
        await adam.Page.GetByRole(AriaRole.Button, new() { Name = "Add a person…" }).ClickAsync();
        await adam.Dialog.GetByLabel("Name").FillAsync("Noor Haddad");
        await adam.Dialog.GetByLabel("E-mail address").FillAsync("noor@example.com");
        await adam.Dialog.GetByLabel("Auditor").CheckAsync();
        await adam.Dialog.GetByRole(AriaRole.Button, new() { Name = "Add" }).ClickAsync();
        var first = await adam.Dialog.Locator("#shown-once").TextContentAsync();

        var noor = await AnonymousAsync();
        await noor.Page.GotoAsync("/history");
        await noor.Page.GetByLabel("E-mail").FillAsync("noor@example.com");
        await noor.Page.GetByLabel("Password").FillAsync(first!);
        await noor.Page.Keyboard.PressAsync("Enter");
        await Expect(noor.Page.Locator("h1")).ToHaveTextAsync("Change your password");
        await noor.Page.GetByLabel("Current password").FillAsync(first!);
        await noor.Page.GetByLabel("New password").FillAsync("over the hills and far away");
        await noor.Page.GetByLabel("The same password again").FillAsync("over the hills and far away");
        await noor.Page.Keyboard.PressAsync("Enter");

        await noor.IsOpenAsync();
        await Expect(noor.Page).ToHaveURLAsync(new Uri(noor.Portal, "/history").ToString());
        await Expect(noor.Page.Locator("nav.side").First).Not.ToContainTextAsync("People");
    }

    [Theory]
    [InlineData(nameof(DisablePerson))]
    [InlineData(nameof(SetRoles))]
    public async Task OpenPage_OfSomebodyDisabledOrDemoted_LeadsToSignInAndSaysWhy(string change)
    {
        var person = await Portal.AddPersonAsync(Role.Engineer);
        var robin = await SignedInAsync(person, "/controls");

        await Portal.ApplyAsync(change is nameof(DisablePerson) ? new DisablePerson(person.Id) : new SetRoles(person.Id, [Role.Marketing]));

        await Expect(robin.Page.Locator("h1")).ToHaveTextAsync("Sign in");
        await Expect(robin.Page.GetByRole(AriaRole.Status)).ToContainTextAsync("You were signed out");
        Assert.EndsWith("returnUrl=%2Fcontrols", robin.Page.Url, StringComparison.Ordinal);
    }

    [Fact]
    public async Task SignOut_InOneWindow_EndsTheOthers()
    {
        var robin = await SignedInAsync(await Portal.AddPersonAsync(Role.Marketing));
        var other = await robin.Context.NewPageAsync();
        await other.GotoAsync("/controls");
        await Expect(other.Locator("main h1")).ToHaveTextAsync("Release controls");

        await robin.Page.Locator(".who > summary").ClickAsync();
        await robin.Page.GetByRole(AriaRole.Button, new() { Name = "Sign out" }).ClickAsync();

        await Expect(robin.Page.GetByRole(AriaRole.Status)).ToHaveTextAsync("You are signed out.");
        await Expect(other.Locator("h1")).ToHaveTextAsync("Sign in");
    }

    [Fact]
    public async Task ChangedPassword_InOneWindow_LeavesTheOthersOfTheSameBrowserOpen()
    {
        var robin = await SignedInAsync(await Portal.AddPersonAsync(Role.Marketing), "/controls");
        var asked = robin.Page.WaitForRequestAsync(request => request.Url.Contains("/account/sign-in", StringComparison.Ordinal));
        var other = await robin.Context.NewPageAsync();

        await other.GotoAsync("/account/password");
        await other.GetByLabel("Current password").FillAsync(PortalFactory.Password);
        await other.GetByLabel("New password").FillAsync("over the hills and far away");
        await other.GetByLabel("The same password again").FillAsync("over the hills and far away");
        await other.Keyboard.PressAsync("Enter");
        await Expect(other.GetByRole(AriaRole.Status)).ToHaveTextAsync("Your password is changed.");

        await asked; // and is let through at once
        await robin.IsOpenAsync();
        Assert.EndsWith("/controls", robin.Page.Url, StringComparison.Ordinal);
    }
}
