using Bunit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using ReleasePortal.Data;
using ReleasePortal.Domain;
using ReleasePortal.Domain.Access;
using ReleasePortal.Domain.Audiences;
using ReleasePortal.Domain.Controls;
using ReleasePortal.Domain.Environments;
using ReleasePortal.Domain.History;
using ReleasePortal.Domain.Launches;
using ReleasePortal.Domain.People;
using ReleasePortal.Features.History;
using ReleasePortal.Tests.Support;

namespace ReleasePortal.Tests.Features.History;

/// <summary>An opened entry: the sign-in behind it, who agreed to it, what else was done with it.</summary>
public sealed class EntryDetailsTests() : PortalTestContext(builder => builder.Services.AddHistory())
{
    private const string Address = "203.0.113.7";

    private static readonly Guid Launch = Guid.CreateVersion7();

    [Theory]
    [InlineData(Role.Auditor, true)]
    [InlineData(Role.Administrator, true)]
    [InlineData(Role.Engineer, false)]
    [InlineData(Role.Marketing, false)]
    public async Task Session_IsShownToThoseWhoMayReadOfSignIns(Role role, bool isShown)
    {
        await SignInAsync(role);
        var (signIn, release) = await ReleaseInASessionAsync();
        Open(release);

        Assert.Equal(isShown ? [$"/history/entries/{signIn}"] : [], LinksToEntries());
        Assert.Equal(isShown, Page.Markup.Contains(Address, StringComparison.Ordinal));
        if (isShown)
            Assert.Matches("^Signed in on .+ from 203.0.113.7 with Firefox on Linux$", Fact("Request"));
        Page.Find("details.raw").TriggerEvent("ontoggle", EventArgs.Empty);
        Assert.Equal(isShown, Page.Markup.Contains(Address, StringComparison.Ordinal));
    }

    [Fact]
    public async Task SignIn_Opened_SaysWhereItCameFrom_AndThatNothingWasChanged()
    {
        await SignInAsync(Role.Auditor);
        var (signIn, _) = await ReleaseInASessionAsync();
        Open(signIn);

        Assert.Equal("from 203.0.113.7 with Firefox on Linux", Fact("Came"));
        Assert.Equal("Nothing was changed: it is recorded who came in, or tried to.", Page.Find(".details > p").Words());
    }

    [Theory]
    [InlineData(Role.Auditor)]
    [InlineData(Role.Marketing)]
    public async Task Launch_Approved_SaysWhoAskedAndWhoAgreed(Role role)
    {
        await SignInAsync(role);
        await LaunchWithApprovalAsync(Shop.Spring.Control);
        foreach (var action in new[] { nameof(StartLaunch), nameof(ReleaseControlToEveryone) })
        {
            Open((await LastAsync(action)).Id);

            Assert.Matches("^Robin Marketing, [^:]+:", Fact("Asked for by"));
            Assert.EndsWith(": Go ahead", Fact("Approved by"), StringComparison.Ordinal);
            Assert.StartsWith("Robin Engineer, ", Fact("Approved by"), StringComparison.Ordinal);
            Assert.Equal(
                [$"/history/entries/{(await LastAsync(nameof(SubmitLaunch))).Id}", $"/history/entries/{(await LastAsync(nameof(ApproveLaunch))).Id}"],
                LinksToEntries());
        }

        Open((await LastAsync(nameof(SubmitLaunch))).Id);
        Assert.Null(Fact("Approved by"));
    }

    [Fact]
    public async Task Launch_EditedAfterItsApproval_WasNotApproved()
    {
        await SignInAsync(Role.Auditor);
        await PlanWithApprovalAsync(Shop.Spring.Control);
        await ApplyAsync(Role.Administrator, new EditEnvironment("production", Production(ApprovalPolicy.Off)));
        await ActAsync(Role.Marketing, new EditLaunch(Launch, Details(Shop.Spring.Control) with { Name = "Another show" }));
        await ActAsync(Role.Marketing, new StartLaunch(Launch));

        Open((await LastAsync(nameof(StartLaunch))).Id);

        Assert.Null(Fact("Approved by"));
        Assert.Null(Fact("Asked for by"));
    }

    [Fact]
    public async Task HandOver_ThatASecondEngineerMade_SaysWhoAsked()
    {
        await SignInAsync(Role.Auditor);
        var second = Actor.Person(Guid.CreateVersion7(), "Robin Second", Role.Engineer);
        await ApplyAsync(Role.Administrator, new AddPerson(second.Id, "second@example.com", second.Name, [Role.Engineer], "a few unlikely words"));
        await ApplyAsync(Role.Engineer, Shop.Recommendations);
        await ApplyAsync(Role.Engineer, new HandOver(Shop.Recommendations.Control), "the business asked");
        (await Desk.ApplyAsync(ChangeSet.Of(new HandOver(Shop.Recommendations.Control), "agreed"), second)).OrThrow();

        Open((await LastAsync(nameof(HandOver))).Id);

        Assert.Matches("^Robin Engineer, .+: the business asked$", Fact("Asked for by"));
    }

    [Fact]
    public async Task Neighbours_MoreThanAreListed_AreCountedAndLedTo()
    {
        await SignInAsync(Role.Auditor);
        var groups = Enumerable.Range(0, HistoryQuery.MostNeighbours + 3).Select(index => new DefineGroup($"group-{index}", Given.GroupDetails($"Group {index}")));
        var applied = (await Desk.ApplyAsync(new ChangeSet([.. groups]), APerson(Role.Engineer))).OrThrow();

        Open(applied.Entries[0].Id);

        Assert.Equal(HistoryQuery.MostNeighbours, Page.FindAll(".neighbours li").Count);
        var more = Page.Find(".more");
        Assert.Equal(("2 more", $"/history?launch={applied.Entries[0].Correlation}"), (more.Words(), more.GetAttribute("href")));
    }

    [Fact]
    public async Task Members_OfALargeGroup_AreNamedOneByOne()
    {
        await SignInAsync(Role.Auditor);
        var members = Enumerable.Range(1, 40).Select(index => $"member-{index}").ToList();
        await ApplyAsync(Role.Engineer, new DefineGroup("staff", Given.GroupDetails() with { Members = ["ann"] }));
        await ApplyAsync(Role.Engineer, new EditGroup("staff", Given.GroupDetails() with { Members = members }));

        Open((await LastAsync(nameof(EditGroup))).Id);

        var (before, after) = (Page.Find(".difference del").Words(), Page.Find(".difference ins").Words());
        Assert.EndsWith("1 person, with ann", before, StringComparison.Ordinal);
        Assert.All(members, member => Assert.Contains(member, after, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Condition_Added_ReadsAsAdded()
    {
        await SignInAsync(Role.Auditor);
        var details = Given.GroupDetails() with { Conditions = [new Condition("country", ConditionOperator.Equals, ["DE"])] };
        await ApplyAsync(Role.Engineer, new DefineGroup("staff", details));
        await ApplyAsync(
            Role.Engineer, new EditGroup("staff", details with { Conditions = [.. details.Conditions, new Condition("plan", ConditionOperator.Equals, ["gold"])] }));

        Open((await LastAsync(nameof(EditGroup))).Id);

        Assert.Equal("Added: plan is gold", Page.Find(".difference dd").Words());
    }

    [Theory]
    [InlineData(Role.Marketing)]
    [InlineData(Role.Administrator)]
    public async Task Page_OfAnEntryThatTheReaderMayNotSee_ReadsAsOfNone(Role role)
    {
        await SignInAsync(role);
        await ApplyAsync(Role.Engineer, Shop.Recommendations);
        var hidden = RenderPage((await LastAsync(nameof(CreateControl))).Id);

        Assert.Equal(RenderPage(Guid.CreateVersion7()).Markup, hidden.Markup);
        Assert.Contains("There is no such entry, or it is not yours to see.", hidden.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Page_OfAnEntry_IsItsSentenceOpened()
    {
        await SignInAsync(Role.Auditor);
        await CreateAsync(Shop.Spring);

        var page = RenderPage((await LastAsync(nameof(HandOver))).Id);

        Assert.Equal("Robin Engineer handed Spring storefront over to the business: as it should be", page.Find(".sentence").Words());
        page.WaitForElement(".difference");
    }

    private IRenderedComponent<EntryDetails> Page { get; set; } = null!;

    private void Open(Guid entry)
    {
        Page = Render<EntryDetails>(parameters => parameters.Add(details => details.Entry, entry));
        Page.WaitForElement(".details");
    }

    private IRenderedComponent<EntryPage> RenderPage(Guid entry)
    {
        var page = Render<EntryPage>(parameters => parameters.Add(one => one.Id, entry));
        page.WaitForState(() => page.FindAll(".skeleton").Count is 0);
        return page;
    }

    /// <summary>Beside the one to the opened entry itself, which comes first.</summary>
    private IEnumerable<string?> LinksToEntries() => Page.FindAll(".facts a[href^='/history/entries/']").Skip(1).Select(link => link.GetAttribute("href"));

    private string? Fact(string label) => Page.FindAll(".facts dt").SingleOrDefault(term => term.Words() == label)?.NextElementSibling?.Words();

    private async Task<Entry> LastAsync(string action)
    {
        await using var database = await Services.GetRequiredService<IDbContextFactory<PortalDbContext>>().CreateDbContextAsync();
        return await database.Entries.Where(entry => entry.Action == action).OrderByDescending(entry => entry.Sequence).FirstAsync();
    }

    private async Task<(Guid SignIn, Guid Release)> ReleaseInASessionAsync()
    {
        await CreateAsync(Shop.Spring);
        var (marketing, session) = (APerson(Role.Marketing), Guid.CreateVersion7());
        var from = new RequestOrigin(new PersonalText(Address), "Firefox", "Linux");
        await Desk.ApplyAsync(
            new ChangeSet([new RecordDoorEvent(marketing.Id, DoorEvent.SignedIn) { From = from }], Source: ChangeSource.Portal, Correlation: session), Actor.Portal);
        var release = ChangeSet.Of(new ReleaseControlToEveryone(Shop.Spring.Control, "production"), "trade show opens");
        var applied = (await Desk.ApplyAsync(release, marketing with { Session = session })).OrThrow();
        return ((await LastAsync(nameof(RecordDoorEvent))).Id, applied.Entries[0].Id);
    }

    private async Task LaunchWithApprovalAsync(string control)
    {
        await PlanWithApprovalAsync(control);
        await ActAsync(Role.Marketing, new StartLaunch(Launch));
    }

    private async Task PlanWithApprovalAsync(string control)
    {
        await CreateAsync(Shop.Spring);
        await ApplyAsync(Role.Administrator, new EditEnvironment("production", Production(ApprovalPolicy.Launches)));
        await ActAsync(Role.Marketing, new CreateLaunch(Launch, Details(control)));
        await ActAsync(Role.Marketing, new SubmitLaunch(Launch));
        await ActAsync(Role.Engineer, new ApproveLaunch(Launch, "Go ahead"));
    }

    private async Task ActAsync(Role by, LaunchChange change) =>
        (await Desk.ApplyAsync(new ChangeSet([change], Correlation: change.Launch), APerson(by))).OrThrow();

    private static EnvironmentDetails Production(ApprovalPolicy approval) => Given.EnvironmentDetails() with { Approval = approval };

    private static LaunchDetails Details(string control) => new()
    {
        Name = "Trade show",
        Environment = "production",
        Steps = [PlannedStep.AtOnce(new ReleaseControlToEveryone(control, "production"))],
    };
}
