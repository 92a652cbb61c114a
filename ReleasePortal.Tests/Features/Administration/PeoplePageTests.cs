using AngleSharp.Dom;
using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using ReleasePortal.Domain.Access;
using ReleasePortal.Domain.People;
using ReleasePortal.Features.Administration;
using ReleasePortal.Tests.Support;

namespace ReleasePortal.Tests.Features.Administration;

public sealed class PeoplePageTests : AdministrationContext
{
    private const string FirstPassword = "a long way to the sea";

    [Fact]
    public async Task People_AreListedWithTheirRoles()
    {
        var page = await OpenAsync<PeoplePage>();

        Assert.Equal(
            ["Administrator@example.com", "Auditor@example.com", "Engineer@example.com", "Marketing@example.com"],
            page.FindAll("tbody td:first-child small").Select(address => address.Words()));
        Assert.Contains("(you)", RowOf(page, "Robin Administrator").Words(), StringComparison.Ordinal);
        Assert.Equal("Marketing", RowOf(page, "Robin Marketing").QuerySelectorAll("td")[1].Words());
    }

    [Fact]
    public async Task People_FilteredInTheAddress_AreTheOnesThatMatch()
    {
        await SignInAsync(Role.Administrator);
        Services.GetRequiredService<NavigationManager>().NavigateTo("/administration/people?text=ENGIN");

        var page = await OpenAsync<PeoplePage>();

        Assert.Equal("Robin Engineer", Assert.Single(page.FindAll("tbody .name")).Words());
    }

    [Fact]
    public async Task Add_EmptyForm_SaysWhatIsMissingBesideTheFieldsAndKeepsTheRest()
    {
        var page = await OpenAsync<PeoplePage>();
        page.Button("Add a person…").Click();
        Over.Option("Engineer").Change(true);
        Fill("password", "short");

        Send();

        IsWrong("name", "Fill this in.");
        IsWrong("email", "Fill this in.");
        IsWrong("password", "Use at least 12 characters. A few words in a row are easy to remember.");
        Assert.True(Over.Option("Engineer").HasAttribute("checked"));
        Assert.Equal("short", Over.Field("password").GetAttribute("value"));
    }

    [Theory]
    [InlineData("email", "no address", "Enter an e-mail address.")]
    [InlineData("email", "MARKETING@example.com", "MARKETING@example.com already belongs to somebody.")]
    [InlineData("name", "two\nlines", "Leave out control characters.")]
    [InlineData("password", "password1234", "This password is easy to guess. A few words that do not belong together are better.")]
    [InlineData("password", "Ada Lovelace!", "Leave out the name and the address of the account.")]
    public async Task Add_BadField_IsRefusedBesideIt(string field, string text, string message)
    {
        var page = await OpenAsync<PeoplePage>();
        page.Button("Add a person…").Click();
        Fill("name", "Ada Lovelace");
        Fill("email", "ada@example.com");
        Fill(field, text);

        Send();

        IsWrong(field, message);
    }

    [Fact]
    public async Task Add_ShowsTheFirstPasswordAndThePersonAppears()
    {
        var page = await OpenAsync<PeoplePage>();
        page.Button("Add a person…").Click();
        Fill("name", " Ada Lovelace ");
        Fill("email", "ada@example.com");
        Over.Option("Marketing").Change(true);
        var proposed = Over.Field("password").GetAttribute("value")!;

        Send();

        Assert.Equal(proposed, Over.WaitForElement("#shown-once").Words());
        Over.Button("Done").Click();
        page.WaitForState(() => page.FindAll("tbody .name").Any(name => name.Words() == "Ada Lovelace"));
        Assert.Equal("First password", RowOf(page, "Ada Lovelace").QuerySelectorAll("td")[2].Words());
        Assert.DoesNotContain(proposed, page.Markup + Over.Markup, StringComparison.Ordinal);
        Assert.True(await ReadAsync(database => database.Users.AnyAsync(user => user.Email == "ada@example.com" && user.MustChangePassword)));
    }

    [Fact]
    public async Task Edit_NameAndRoles_AreChangedTogether()
    {
        var page = await OpenAsync<PeoplePage>();
        RowOf(page, "Robin Marketing").QuerySelector("button")!.Click();
        Fill("name", "Mara Keller");
        Over.Option("Auditor").Change(true);
        Fill("reason", "joined the review board");

        Send();

        IsDone("Mara Keller is saved.");
        page.WaitForState(() => page.FindAll("tbody .name").Any(name => name.Words() == "Mara Keller"));
        Assert.Equal("Marketing, Auditor", RowOf(page, "Mara Keller").QuerySelectorAll("td")[1].Words());
        var entries = await ReadAsync(database => database.Entries.OrderByDescending(entry => entry.Sequence).Take(2).ToListAsync());
        Assert.Equal(["SetRoles", "RenamePerson"], entries.Select(entry => entry.Action));
        Assert.Equal(entries[0].Correlation, entries[1].Correlation);
    }

    [Fact]
    public async Task Edit_LastAdministrator_IsRefusedBesideTheRoles()
    {
        var page = await OpenAsync<PeoplePage>();
        RowOf(page, "Robin Administrator").QuerySelector("button")!.Click();
        Over.Option("Administrator").Change(false);

        Send();

        const string Message = "Somebody must be able to manage people: make another person an administrator first.";
        Over.WaitForAssertion(() => Assert.Equal(Message, Over.Find("fieldset > .error").Words()));
        Assert.Equal("Administrator", RowOf(page, "Robin Administrator").QuerySelectorAll("td")[1].Words());
    }

    [Fact]
    public async Task Edit_NothingChanged_OnlyCloses()
    {
        var page = await OpenAsync<PeoplePage>();
        var before = await ReadAsync(database => database.Entries.CountAsync());
        RowOf(page, "Robin Engineer").QuerySelector("button")!.Click();

        Send();

        Over.WaitForState(() => Over.FindAll(".portal-dialog").Count is 0);
        Assert.Equal(before, await ReadAsync(database => database.Entries.CountAsync()));
    }

    [Fact]
    public async Task Disable_AskedAndDone_ThePersonIsDisabledAndCanBeEnabledAgain()
    {
        var page = await OpenAsync<PeoplePage>();
        Button(page, "Robin Marketing", "Disable…").Click();

        Send();

        IsDone("The account of Robin Marketing is disabled.");
        page.WaitForState(() => RowOf(page, "Robin Marketing").QuerySelector(".tag.harmt") is not null);
        Button(page, "Robin Marketing", "Enable").Click();
        page.WaitForState(() => RowOf(page, "Robin Marketing").QuerySelector(".tag") is null);
    }

    [Fact]
    public async Task Disable_LastAdministrator_IsRefused()
    {
        var page = await OpenAsync<PeoplePage>();
        Button(page, "Robin Administrator", "Disable…").Click();
        Assert.StartsWith("This is your own account", Over.WaitForElement(".portal-dialog .say").Words(), StringComparison.Ordinal);

        Send();

        Over.WaitForAssertion(() => Assert.StartsWith("Somebody must be able to manage people", Over.Find("[role=alert]").Words(), StringComparison.Ordinal));
    }

    [Fact]
    public async Task Forget_SomebodyWhoCanSignIn_IsNotOffered()
    {
        var page = await OpenAsync<PeoplePage>();

        Assert.DoesNotContain(page.FindAll("tbody button"), button => button.Words() == "Forget…");
    }

    [Fact]
    public async Task Forget_AskedWithTheAddressAndAReason_LeavesARowOfNobody()
    {
        var page = await OpenAsync<PeoplePage>();
        Button(page, "Robin Marketing", "Disable…").Click();
        Send();
        IsDone("The account of Robin Marketing is disabled.");
        Button(page, "Robin Marketing", "Forget…").Click();
        Fill("email", "engineer@example.com");
        Fill("reason", "asked by Robin Marketing");

        Send();

        IsWrong("email", "This is not the address of the account.");
        IsWrong("reason", "Leave out the name and the address: the reason stays in the history.");
        Fill("email", "Marketing@example.com");
        Fill("reason", "request 2026-117");
        Send();
        page.WaitForState(() => page.FindAll("tbody tr").Any(row => row.QuerySelector(".tag").Words() == "Forgotten"));
        var row = page.FindAll("tbody tr").Single(row => row.QuerySelector(".tag").Words() == "Forgotten");
        Assert.StartsWith("Former person ", row.QuerySelector(".name").Words(), StringComparison.Ordinal);
        Assert.Empty(row.QuerySelectorAll("button"));
        Assert.DoesNotContain("Marketing", row.Words(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task NewPassword_IsShownOnceAndHasToBeReplaced()
    {
        var page = await OpenAsync<PeoplePage>();
        Button(page, "Robin Marketing", "New password…").Click();
        Fill("password", "over the hills and far away");

        Send();

        Assert.Equal("over the hills and far away", Over.WaitForElement("#shown-once").Words());
        page.WaitForState(() => RowOf(page, "Robin Marketing").QuerySelector(".tag").Words() == "First password");
    }

    [Fact]
    public async Task People_AnotherAdministratorAddsOne_TheRowAppearsMarked()
    {
        var page = await OpenAsync<PeoplePage>();

        await ApplyAsync(Role.Administrator, new AddPerson(Guid.CreateVersion7(), "ada@example.com", "Ada", [Role.Auditor], FirstPassword));

        page.WaitForState(() => page.FindAll("tr.just-changed .name").Any(name => name.Words() == "Ada"));
    }

    [Fact]
    public async Task People_ScriptInAName_IsShownAsText()
    {
        const string Script = "<script>alert(1)</script>";
        await SignInAsync(Role.Administrator);
        await ApplyAsync(Role.Administrator, new AddPerson(Guid.CreateVersion7(), "eve@example.com", Script, [], FirstPassword));

        var page = await OpenAsync<PeoplePage>();

        Assert.Contains(page.FindAll("tbody .name"), name => name.Words() == Script);
        Assert.Empty(page.FindAll("script"));
    }

    [Fact]
    public async Task Page_OfSomebodyDemotedMeanwhile_HasLostItsPowers()
    {
        await SignInAsync(Role.Administrator);
        await ApplyAsync(Role.Administrator, new SetRoles(APerson(Role.Auditor).Id, [Role.Administrator]));
        var page = await OpenAsync<PeoplePage>();
        await ApplyAsync(Role.Administrator, new SetRoles(APerson(Role.Administrator).Id, [Role.Marketing]));

        Button(page, "Robin Marketing", "Disable…").Click();
        Send();

        Over.WaitForAssertion(() => Assert.Equal("Your role does not allow this.", Over.Find(".portal-dialog [role=alert]").Words()));
    }

    private static IElement RowOf(IRenderedComponent<PeoplePage> page, string name) =>
        page.FindAll("tbody tr").Single(row => row.QuerySelector(".name").Words() == name);

    private static IElement Button(IRenderedComponent<PeoplePage> page, string name, string words) =>
        RowOf(page, name).QuerySelectorAll("button").Single(button => button.Words() == words);
}
