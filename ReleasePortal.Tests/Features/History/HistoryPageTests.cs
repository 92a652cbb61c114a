using AngleSharp.Dom;
using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using ReleasePortal.Domain;
using ReleasePortal.Domain.Access;
using ReleasePortal.Domain.Controls;
using ReleasePortal.Domain.Freezes;
using ReleasePortal.Features.History;
using ReleasePortal.Tests.Support;

namespace ReleasePortal.Tests.Features.History;

public sealed class HistoryPageTests() : PortalTestContext(builder => builder.Services.AddHistory())
{
    private const string Switch = "recommendations-kill-switch";

    [Fact]
    public async Task History_AnEntry_IsASentenceWithItsReason()
    {
        await SignInAsync(Role.Marketing);
        await SpringIsReleasedAsync("trade show opens");
        Open();

        var row = Rows()[0];
        Assert.Equal("Robin Marketing released Spring storefront to everyone on Production: trade show opens", Sentence(row));
        Assert.Equal("Button", row.QuerySelector(".through").Words());
    }

    [Fact]
    public async Task History_AnExceptionDuringAFreeze_IsMarkedInItsRowAndWhenItIsOpen()
    {
        await SignInAsync(Role.Auditor);
        await SpringIsReleasedAsync("trade show opens");
        await ApplyAsync(Role.Engineer, new DefineFreeze("production", new FreezeDetails(null, TimeProvider.System.GetUtcNow().AddHours(3), "Stocktaking")));
        await ApplyAsync(Role.Engineer, new Withdraw("spring-storefront", "production"), reason: "prices are wrong");
        Open();

        Assert.Equal(["During a freeze"], Rows()[0].QuerySelectorAll(".tag").Select(Markup.Words));
        Assert.Empty(Rows().Skip(1).SelectMany(row => row.QuerySelectorAll(".tag")));
        Rows()[0].QuerySelector(".unfold")!.Click();
        Page.WaitForAssertion(() => Assert.Equal("During a freeze", Page.Find(".facts .tag").Words()));
    }

    [Theory]
    [InlineData(Role.Marketing, false)]
    [InlineData(Role.Engineer, true)]
    [InlineData(Role.Auditor, true)]
    [InlineData(Role.Administrator, false)]
    public async Task Export_IsOfferedToThoseWhoMayHaveIt_AndPrintToAll(Role role, bool isOffered)
    {
        await SignInAsync(role);
        Open("environment", "production");

        Assert.Equal(isOffered, Page.FindAll("button").Any(button => button.Words() is "Export…"));
        Assert.Equal("/history/print?environment=production&zone=Europe%2FBerlin", Page.Find("header a[target=_blank]").GetAttribute("href"));
    }

    [Theory]
    [InlineData(Role.Marketing, "/controls/spring-storefront")]
    [InlineData(Role.Engineer, "/controls/recommendations-kill-switch /controls/spring-storefront")]
    [InlineData(Role.Auditor, "/controls/spring-storefront")]
    [InlineData(Role.Administrator, "/controls/spring-storefront")]
    public async Task History_Names_LeadToPagesThatTheReaderHas(Role role, string links)
    {
        await SignInAsync(role);
        await CreateAsync(Shop.Recommendations, Purpose.Operational);
        await SpringIsReleasedAsync();
        Open();

        var found = Rows().SelectMany(row => row.QuerySelectorAll("a")).Select(link => link.GetAttribute("href")).Distinct().Order();
        Assert.Equal(links, string.Join(' ', found));
    }

    [Theory]
    [InlineData(Role.Marketing, 2)] // handed over, released
    [InlineData(Role.Administrator, 2)]
    [InlineData(Role.Engineer, 5)] // created, created, handed over, released, switched on
    [InlineData(Role.Auditor, 5)]
    public async Task History_OperationalEntries_AreReadOnlyByEngineersAndAuditors(Role role, int entries)
    {
        await SignInAsync(role);
        await SpringIsReleasedAsync();
        await CreateAsync(Shop.Recommendations, Purpose.Operational);
        await ApplyAsync(Role.Engineer, new ReleaseControlToEveryone(Switch, "production"));
        Open("control", "");

        var about = Rows().Count(row => Sentence(row).Contains("Spring", StringComparison.Ordinal) || Sentence(row).Contains("Recomm", StringComparison.Ordinal));
        Assert.Equal(entries, about);
    }

    [Theory]
    [InlineData(Role.Engineer, true)]
    [InlineData(Role.Auditor, true)]
    [InlineData(Role.Marketing, false)]
    [InlineData(Role.Administrator, false)]
    public async Task History_NumberAndHash_StandOnlyWhereGapsTellNothing(Role role, bool shown)
    {
        await SignInAsync(role);
        await SpringIsReleasedAsync();
        Open();
        await OpenRowAsync();

        Assert.Equal(shown, Page.Markup.Contains('№', StringComparison.Ordinal));
        Assert.Equal(shown, Page.FindAll(".hash").Count > 0);
        Page.Find("details.raw").TriggerEvent("ontoggle", EventArgs.Empty);
        Assert.Equal(shown ? 2 : 1, Page.FindAll("details.raw pre").Count);
        Assert.Equal(shown, Page.Markup.Contains("previousHash", StringComparison.Ordinal));
    }

    [Fact]
    public async Task History_OpenedRow_ShowsWhatDiffersInWords()
    {
        await SignInAsync(Role.Marketing);
        await SpringIsReleasedAsync();
        Open();
        await OpenRowAsync();

        Assert.Equal(("Availability", "Closed", "Everyone"), Difference(0));
    }

    [Fact]
    public async Task History_RawJson_HasPersonalTextsAsPlainTexts()
    {
        await SignInAsync(Role.Marketing);
        await ApplyAsync(Role.Engineer, Shop.Staff);
        Open();
        await OpenRowAsync();
        Page.Find("details.raw").TriggerEvent("ontoggle", EventArgs.Empty);

        Assert.Contains("\"ann\"", Page.Find("details.raw pre").TextContent);
        Assert.DoesNotContain("$personal", Page.Markup);
    }

    [Fact]
    public async Task History_Neighbours_AreThoseOfTheSameChangeSetThatTheReaderMaySee()
    {
        await SignInAsync(Role.Marketing);
        await CreateAsync(Shop.Spring);
        await CreateAsync(Shop.Loyalty);
        await CreateAsync(Shop.Recommendations, Purpose.Operational);
        await Desk.ApplyAsync(
            new ChangeSet(
                [
                    new ReleaseControlToEveryone("spring-storefront", "production"),
                    new ReleaseControlToEveryone(Switch, "production"),
                    new ReleaseControlToEveryone("loyalty-banner", "production"),
                ],
                "trade show opens"),
            APerson(Role.Engineer),
            Xunit.TestContext.Current.CancellationToken);
        Open();
        await OpenRowAsync();

        Assert.Equal(["Robin Engineer released Spring storefront to everyone on Production"], Page.FindAll(".neighbours li").Select(Markup.Words));
        Assert.DoesNotContain("ecommendation", Page.Markup);
    }

    [Theory]
    [InlineData(Role.Marketing, true)]
    [InlineData(Role.Engineer, true)]
    [InlineData(Role.Auditor, false)]
    [InlineData(Role.Administrator, false)]
    public async Task History_Undo_StandsOnTheLastChangeForWhoMayReleaseIt(Role role, bool may)
    {
        await SignInAsync(role);
        await SpringIsReleasedAsync();
        await ApplyAsync(Role.Marketing, new Withdraw("spring-storefront", "production"));
        Open();

        Assert.Equal(may ? ["Undo…"] : [], Page.FindAll(".history button").Select(Markup.Words).Where(words => words.Length > 0));
        Assert.Equal(may, Rows()[0].QuerySelectorAll(".undo button").Length is 1);
    }

    [Fact]
    public async Task History_Undo_AsksAndPutsBackWhatWas()
    {
        await SignInAsync(Role.Marketing);
        await SpringIsReleasedAsync();
        Open();

        _ = Page.Button("Undo…").ClickAsync(new());
        Assert.Equal("Spring storefront will be closed again on Production.", Over.WaitForElement(".portal-dialog .say").Words());
        await Over.Find(".portal-dialog form").SubmitAsync();

        Page.WaitForState(() => Sentence(Rows()[0]).StartsWith("Robin Marketing undid the last change of Spring storefront", StringComparison.Ordinal));
        Assert.Equal("Undo", Rows()[0].QuerySelector(".through").Words());
    }

    [Fact]
    public async Task History_UndoOfAKillSwitch_RequiresAReason()
    {
        await SignInAsync(Role.Engineer);
        await CreateAsync(Shop.Recommendations, Purpose.Operational);
        await ApplyAsync(Role.Engineer, new ReleaseControlToEveryone(Switch, "production"));
        Open();

        _ = Page.Button("Undo…").ClickAsync(new());
        Over.WaitForElement(".portal-dialog .say");
        Assert.DoesNotContain("(optional)", Over.Find(".portal-dialog").TextContent);
        await Over.Find(".portal-dialog form").SubmitAsync();

        Over.WaitForAssertion(() => Assert.Equal("Say why: a reason is required here.", Over.ErrorBeside("reason")));
    }

    [Fact]
    public async Task History_NewEntry_AppearsOnTopMarked()
    {
        await SignInAsync(Role.Auditor);
        await SpringIsReleasedAsync();
        Open();

        await ApplyAsync(Role.Marketing, new Withdraw("spring-storefront", "production"));

        Page.WaitForState(() => Sentence(Rows()[0]).Contains("withdrew", StringComparison.Ordinal));
        Assert.Contains("just-changed", Rows()[0].ClassList);
        Assert.DoesNotContain("just-changed", Rows()[1].ClassList);
    }

    [Fact]
    public async Task History_NewEntryThatTheReaderMayNotSee_ChangesNothing()
    {
        await SignInAsync(Role.Marketing);
        await CreateAsync(Shop.Recommendations, Purpose.Operational);
        await SpringIsReleasedAsync();
        Open();
        var before = Page.Markup;

        await ApplyAsync(Role.Engineer, new ReleaseControlToEveryone(Switch, "production"));
        await ApplyAsync(Role.Marketing, new ReleaseControlToEveryone("spring-storefront", "staging"));

        Page.WaitForState(() => Page.Markup != before);
        Assert.DoesNotContain("ecommendation", Page.Markup);
    }

    [Fact]
    public async Task History_TakenBackFromTheBusiness_ItsEntriesVanishFromAnOpenPage()
    {
        await SignInAsync(Role.Marketing);
        await SpringIsReleasedAsync();
        Open();
        Assert.Contains("Spring storefront", Page.Markup);

        await ApplyAsync(Role.Engineer, new TakeBack("spring-storefront"));

        Page.WaitForState(() => !Page.Markup.Contains("Spring storefront", StringComparison.Ordinal));
    }

    [Fact]
    public async Task History_ManyEntries_AreReadOnInStretches()
    {
        await SignInAsync(Role.Auditor);
        await CreateAsync(Shop.Spring);
        for (var count = 0; count < 40; count++)
        {
            await ApplyAsync(Role.Marketing, new ReleaseControlToEveryone("spring-storefront", "production"));
            await ApplyAsync(Role.Marketing, new Withdraw("spring-storefront", "production"));
        }

        Open("control", "spring-storefront");
        Assert.Equal(HistoryQuery.StretchLength, Rows().Count);

        await Page.Button("Older entries").ClickAsync(new());

        Page.WaitForState(() => Rows().Count == 82);
        Assert.Equal(Rows().Count, Rows().Select(row => row.GetAttribute("data-entry")).Distinct().Count());
        Assert.DoesNotContain("Older entries", Page.Markup);
    }

    [Fact]
    public async Task History_FilterOfTheAddress_IsWhatThePageShows()
    {
        await SignInAsync(Role.Auditor);
        await SpringIsReleasedAsync();
        await ApplyAsync(Role.Marketing, new Withdraw("spring-storefront", "production"));
        Open("action", "withdrawn");

        Assert.Equal(["Robin Marketing withdrew Spring storefront on Production: as it should be"], Rows().Select(Sentence));
    }

    [Fact]
    public async Task History_NothingFits_OffersToClearTheFilters()
    {
        await SignInAsync(Role.Auditor);
        Open("text", "no such thing");

        Assert.Equal("Nothing matches", Page.Find(".empty strong").Words());
        Assert.Equal("/history", Page.Find(".empty a").GetAttribute("href"));
    }

    [Theory]
    [InlineData(Role.Marketing, "2 entries")] // handed over, released
    [InlineData(Role.Administrator, "2 entries")]
    [InlineData(Role.Auditor, "3 entries")]
    public async Task History_Count_IsOfWhatTheReaderMaySee(Role role, string said)
    {
        await SignInAsync(role);
        await CreateAsync(Shop.Recommendations, Purpose.Operational);
        await SpringIsReleasedAsync();
        Open("control", "spring-storefront");

        Page.WaitForAssertion(() => Assert.Equal(said, Page.Find(".found [role=status]").Words()));
    }

    [Fact]
    public async Task History_Count_GrowsWithWhatComesIn()
    {
        await SignInAsync(Role.Auditor);
        await SpringIsReleasedAsync();
        Open("action", "withdrawn");
        Assert.Equal("", Page.Find(".found [role=status]").Words());

        await ApplyAsync(Role.Marketing, new Withdraw("spring-storefront", "production"));

        Page.WaitForAssertion(() => Assert.Equal("1 entry", Page.Find(".found [role=status]").Words()));
    }

    [Theory]
    [InlineData(Role.Marketing, false)]
    [InlineData(Role.Administrator, false)]
    [InlineData(Role.Engineer, true)]
    [InlineData(Role.Auditor, true)]
    public async Task History_Purpose_IsOfferedToThoseWhoSeeOperationalOnes(Role role, bool isOffered)
    {
        await SignInAsync(role);
        Open();

        Assert.Equal(isOffered, Page.FindAll("select[aria-label=Purpose]").Count is 1);
    }

    [Fact]
    public async Task History_OnWhoseBehalf_IsOfferedOnceAKeyOrLaunchDidSomething()
    {
        await SignInAsync(Role.Auditor);
        await SpringIsReleasedAsync();
        Open();
        Assert.Empty(Page.FindAll("select[aria-label='On whose behalf']"));

        Open("behalf", Guid.NewGuid().ToString());
        Assert.Equal("Somebody else", Page.Find("select[aria-label='On whose behalf'] option:nth-child(2)").Words());
        Assert.Equal("Nothing matches", Page.Find(".empty strong").Words());
    }

    [Fact]
    public async Task History_Jump_ShowsTheHistoryFromThatDayBackAndLeadsOnFromThere()
    {
        await SignInAsync(Role.Auditor);
        await SpringIsReleasedAsync();
        Open();

        Page.Find("#jump-day").Change("2001-02-03");
        await Page.Find("form.jump").SubmitAsync();
        Assert.EndsWith("/history?at=2001-02-03", Services.GetRequiredService<NavigationManager>().Uri, StringComparison.Ordinal);
        Open("at", "2001-02-03"); // before everything: the oldest are nearest
        Assert.Contains("Spring storefront", Sentence(Rows()[0]));

        Open("at", "2190-01-01");
        Assert.Contains("released", Sentence(Rows()[0]));
        Assert.DoesNotContain("Newer entries", Page.Markup);
        Assert.Equal("2190-01-01", Page.Find("#jump-day").GetAttribute("value"));
    }

    [Fact]
    public async Task History_Jump_KeepsTheFiltersAndTheMinute()
    {
        await SignInAsync(Role.Auditor);
        await SpringIsReleasedAsync();
        Open("action", "released");

        Page.Find("#jump-day").Change("2190-01-01");
        Page.Find(".jump input[type=time]").Change("14:05");
        await Page.Find("form.jump").SubmitAsync();

        Assert.EndsWith("/history?action=released&at=2190-01-01T14%3A05", Services.GetRequiredService<NavigationManager>().Uri, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("recommendations-kill-switch")]
    [InlineData("no-such-control")]
    public async Task History_ControlThatMarketingMayNotKnow_ReadsLikeOneThatDoesNotExist(string key)
    {
        await SignInAsync(Role.Marketing);
        await CreateAsync(Shop.Recommendations, Purpose.Operational);
        Open("control", key);

        Assert.Equal("Nothing matches", Page.Find(".empty strong").Words());
        Assert.Equal(key + " ✕", Page.Find("a.chip.on").Words());
        Assert.DoesNotContain("Recommendations", Page.Markup);
    }

    [Fact]
    public async Task History_ScriptInAName_IsShownAsText()
    {
        const string Script = "<script>alert(1)</script>";
        await SignInAsync(Role.Auditor);
        await CreateAsync(Shop.Toggle("spring-storefront", Script));
        Open();
        await OpenRowAsync();

        Assert.Contains(Script, Sentence(Rows()[0]));
        Assert.Empty(Page.FindAll("script"));
    }

    private IRenderedComponent<HistoryPage> Page { get; set; } = null!;

    private void Open(string? filter = null, string value = "")
    {
        if (filter is not null)
            Services.GetRequiredService<NavigationManager>().NavigateTo($"/history?{filter}={value}");
        Page = Render<HistoryPage>();
        Page.WaitForState(() => Page.FindAll(".skeleton").Count is 0);
    }

    private async Task OpenRowAsync()
    {
        await Page.Find(".unfold").ClickAsync(new());
        Page.WaitForElement(".details");
    }

    private async Task SpringIsReleasedAsync(string reason = "as it should be")
    {
        await CreateAsync(Shop.Spring);
        await ApplyAsync(Role.Marketing, new ReleaseControlToEveryone("spring-storefront", "production"), reason);
    }

    private IReadOnlyList<IElement> Rows() => Page.FindAll("tr.entry");

    private static string Sentence(IElement row) => row.QuerySelector(".what > span").Words();

    private (string Field, string Before, string After) Difference(int index) => (
        Page.FindAll(".difference dt")[index].Words(),
        Page.FindAll(".difference del")[index].Words().Replace("Before: ", "", StringComparison.Ordinal),
        Page.FindAll(".difference ins")[index].Words().Replace("After: ", "", StringComparison.Ordinal));
}
