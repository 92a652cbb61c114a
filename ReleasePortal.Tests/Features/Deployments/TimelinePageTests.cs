using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.DependencyInjection;
using ReleasePortal.Data.Deployments;
using ReleasePortal.Domain.Access;
using ReleasePortal.Domain.Controls;
using ReleasePortal.Domain.Deployments;
using ReleasePortal.Features.Deployments;
using ReleasePortal.Features.Deployments.Letters;
using ReleasePortal.Features.Deployments.Timeline;
using ReleasePortal.Tests.Support;

namespace ReleasePortal.Tests.Features.Deployments;

/// <summary>The timeline as people see it, walk through it and read it out.</summary>
public sealed class TimelinePageTests() : PortalTestContext(builder => builder.Services.AddDeployments())
{
    private static readonly TimeSpan Berlin = TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin").GetUtcOffset(DateTimeOffset.UtcNow);

    private DeploymentStore Store => Services.GetRequiredService<DeploymentStore>();

    private static DateTimeOffset DaysAgo(double days) => DateTimeOffset.UtcNow.AddDays(-days);

    [Fact]
    public async Task Marks_ReadAsSentences_InTheOrderOfTime()
    {
        await SignInAsync(Role.Engineer);
        await SeedAsync();

        var names = Open().FindAll("[data-item]").Select(mark => mark.GetAttribute("aria-label")!).ToList();

        Assert.Collection(
            names,
            name => Assert.StartsWith("checkout 2.14.0 was deployed on Production, ", name, StringComparison.Ordinal),
            name => Assert.StartsWith("checkout was rolled back to 2.13.0 on Production, ", name, StringComparison.Ordinal),
            name => Assert.StartsWith("checkout was removed from Production, ", name, StringComparison.Ordinal),
            name => Assert.StartsWith("Spring storefront was released on Production, ", name, StringComparison.Ordinal),
            name => Assert.StartsWith("Recommendations was released on Production, ", name, StringComparison.Ordinal),
            name => Assert.StartsWith("Recommendations was withdrawn on Production, ", name, StringComparison.Ordinal));
    }

    [Fact]
    public async Task TheFigure_IsLabelled_AndOneMarkIsInTheOrderOfTheTabKey()
    {
        await SignInAsync(Role.Engineer);
        await SeedAsync();

        var page = Open();

        var label = page.Find("figure.timeline").GetAttribute("aria-labelledby")!;
        Assert.StartsWith("Deployments and releases on Production, ", page.Find("#" + label).Words(), StringComparison.Ordinal);
        Assert.Equal(label, page.Find("figure.timeline svg[role=group]").GetAttribute("aria-labelledby"));
        Assert.Equal(["0", "-1", "-1", "-1", "-1", "-1"], page.FindAll("[data-item]").Select(mark => mark.GetAttribute("tabindex")));
    }

    [Fact]
    public async Task ArrowKeys_WalkThroughTheMarks_AndEnterShowsMore()
    {
        await SignInAsync(Role.Engineer);
        await SeedAsync();
        var page = Open();

        await PressAsync(page, 0, "ArrowRight");
        Assert.Equal(1, Current(page));
        await PressAsync(page, 1, "End");
        Assert.Equal(5, Current(page));
        await PressAsync(page, 5, "ArrowRight");
        Assert.Equal(5, Current(page));
        await PressAsync(page, 5, "Home");
        await PressAsync(page, 0, "ArrowLeft");
        Assert.Equal(0, Current(page));
        Assert.Equal(3, JSInterop.Invocations.Count(call => call.Identifier is "Blazor._internal.domWrapper.focus"));

        await PressAsync(page, 0, "Enter");

        Assert.Contains("by checkout pipeline", page.Find(".details").Words(), StringComparison.Ordinal);
        Assert.Equal(
            ["/controls/recommendations-kill-switch", "/controls/spring-storefront"],
            page.FindAll(".details a[href^='/controls']").Select(link => link.GetAttribute("href")));
        Assert.Equal("true", page.FindAll("[data-item]")[0].GetAttribute("aria-pressed"));
    }

    [Fact]
    public async Task TheTable_HasTheSameFacts()
    {
        await SignInAsync(Role.Engineer);
        await SeedAsync();

        var page = Open("?show=table");

        Assert.Equal(
            page.FindAll("[data-item]").Select(mark => mark.GetAttribute("data-item")),
            page.FindAll("[data-row]").Select(row => row.GetAttribute("data-row")));
        Assert.Equal(
            ["Deployed checkout 2.14.0", "Rolled back checkout 2.13.0", "Removed checkout 2.13.0", "Released Spring storefront", "Released Recommendations", "Withdrawn Recommendations"],
            page.FindAll("[data-row] td:nth-child(2)").Select(cell => cell.Words()));
    }

    [Fact]
    public async Task MoreThanFit_AreCountedByDays_AndADayCanBeLookedAt()
    {
        await SignInAsync(Role.Engineer);
        var noon = new DateTimeOffset(DateTimeOffset.UtcNow.ToOffset(Berlin).Date.AddHours(12), Berlin);
        for (var number = 0; number <= TimelineView.MostMarks; number++)
            await Store.DeployAsync("checkout", $"1.{number}", noon.AddDays(-2 - (number % 2)), controls: null);

        var page = Open("?show=table");

        var bars = page.FindAll("[data-item]");
        Assert.Equal(["76 deployments", "75 deployments"], bars.Select(bar => bar.GetAttribute("aria-label")!.Split(',')[0]).Order(StringComparer.Ordinal).Reverse());
        Assert.Equal(["75", "76"], page.FindAll("[data-row] td:last-child").Select(cell => cell.Words()).Order(StringComparer.Ordinal));
        bars[0].Click();
        var day = TimelinePeriod.Say(DateOnly.FromDateTime(noon.AddDays(-3).DateTime));
        Assert.Contains($"from={day}&to={day}", page.Find(".details a").GetAttribute("href"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Marketing_MeetsWhatIsTheirsOnly_InMarksTableAndCounts_WhateverTheAddressSays()
    {
        await SignInAsync(Role.Marketing);
        await SeedAsync();

        var page = Open("?show=table");

        Assert.Equal(["checkout 2.14.0", "Spring storefront"], page.FindAll("[data-item]").Select(mark => mark.GetAttribute("aria-label")!.Split(" was ")[0]));
        Assert.DoesNotContain("Recommendations", page.Markup, StringComparison.Ordinal);
        Assert.DoesNotContain("recommendations", page.Markup, StringComparison.Ordinal);
        page.WaitForAssertion(() => Assert.Contains("1 of 1", page.Find("[aria-labelledby=outside]").Words(), StringComparison.Ordinal));
        Assert.Equal(
            Open("?control=nobody-knows").Find(".empty").Words(),
            Open("?control=recommendations-kill-switch").Find(".empty").Words());
    }

    [Fact]
    public async Task TheCards_SayHowFarApartTheyAre()
    {
        await SignInAsync(Role.Engineer);
        await SeedAsync();

        var page = Open();

        page.WaitForAssertion(() => Assert.StartsWith("2 of 2 deployments carried", page.Find("[aria-labelledby=carried-closed] p").Words(), StringComparison.Ordinal));
        Assert.Contains("The middle half took 3 days to 3 days", page.Find("[aria-labelledby=lead-times]").Words(), StringComparison.Ordinal);
        Assert.Equal(["0", "0", "0", "2", "0", "0", "0"], page.FindAll("[aria-labelledby=lead-times] dd").Select(count => count.Words()));
        Assert.Contains("2 of 2 releases had no deployment", page.Find("[aria-labelledby=outside]").Words(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("?from=yesterday", "“yesterday” is no day: write it like 2026-11-23.")]
    [InlineData("?to=2026-02-30", "“2026-02-30” is no day: write it like 2026-11-23.")]
    [InlineData("?from=2026-05-02&to=2026-05-01", "This day is before the first one.")]
    [InlineData("?from=2020-01-01&to=2026-05-01", "At most 366 days can be shown.")]
    [InlineData("?environment=moon", "There is no environment “moon”: this is Production.")]
    public async Task WhatMakesNoSense_IsSaidBesideTheField_AndTheRestStays(string query, string said)
    {
        await SignInAsync(Role.Engineer);
        await SeedAsync();

        var page = Open(query);

        Assert.Equal(said, page.Find(".error[role=alert]").Words());
        page.WaitForState(() => page.FindAll("figure.timeline, .empty").Count is 1);
    }

    [Fact]
    public async Task NothingAtAll_SaysWhatToDoFirst()
    {
        await SignInAsync(Role.Engineer);

        var page = Open();

        Assert.Equal("Nothing in this period", page.Find(".empty strong").Words());
        page.WaitForAssertion(() => Assert.Equal(
            ["Go to the Launchpad", "How deployments come here", "Go to the Launchpad"],
            page.FindAll(".lead footer a").Select(link => link.Words())));
    }

    [Fact]
    public async Task ANewDeployment_AndANewRelease_ComeByThemselves()
    {
        await SignInAsync(Role.Engineer);
        await CreateAsync(Shop.Spring);
        var page = Open();

        var letter = new Letter(
            DeploymentSource.Api, "Pipeline", "production", new Dictionary<string, string>(StringComparer.Ordinal), """{"id":"1","software":"checkout","version":"2.14.0"}""");
        Assert.Null((await Services.GetRequiredService<Postbox>().DeliverAsync(letter, Xunit.TestContext.Current.CancellationToken)).Refusal);
        page.WaitForState(() => page.FindAll("[data-item]").Count is 1);

        await ApplyAsync(Role.Marketing, new ReleaseControlToEveryone(Shop.Spring.Control, Given.Production));
        page.WaitForState(() => page.FindAll("[data-item]").Count is 2);
    }

    private static int Current(IRenderedComponent<TimelinePage> page) => page.FindAll("[data-item]").ToList().FindIndex(mark => mark.GetAttribute("tabindex") is "0");

    private static Task PressAsync(IRenderedComponent<TimelinePage> page, int mark, string key) =>
        page.FindAll("[data-item]")[mark].KeyDownAsync(new KeyboardEventArgs { Key = key });

    private IRenderedComponent<TimelinePage> Open(string query = "")
    {
        Services.GetRequiredService<NavigationManager>().NavigateTo("/deployments/timeline" + query);
        var page = Render<TimelinePage>();
        page.WaitForState(() => page.FindAll("figure.timeline, .empty").Count is 1);
        return page;
    }

    private async Task SeedAsync()
    {
        await CreateAsync(Shop.Spring);
        await CreateAsync(Shop.Recommendations, Purpose.Operational);
        await Store.DeployAsync("checkout", "2.14.0", DaysAgo(3), [Shop.Spring.Control, Shop.Recommendations.Control]);
        await Store.DeployAsync("checkout", "2.13.0", DaysAgo(2), [Shop.Recommendations.Control]);
        await Store.DeployAsync("checkout", "", DaysAgo(1), controls: null, kind: DeploymentKind.Removed);
        await ApplyAsync(Role.Marketing, new ReleaseControlToEveryone(Shop.Spring.Control, Given.Production));
        await ApplyAsync(Role.Engineer, new ReleaseControlToEveryone(Shop.Recommendations.Control, Given.Production));
        await ApplyAsync(Role.Engineer, new Withdraw(Shop.Recommendations.Control, Given.Production));
    }
}
