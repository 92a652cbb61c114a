using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using ReleasePortal.Domain.Access;
using ReleasePortal.Domain.Audiences;
using ReleasePortal.Domain.Controls;
using ReleasePortal.Features.History;
using ReleasePortal.Features.History.AsItWas;
using ReleasePortal.Tests.Support;

namespace ReleasePortal.Tests.Features.History;

public sealed class AsItWasPageTests() : PortalTestContext(builder => builder.Services.AddHistory())
{
    private const string Production = "production", Spring = "spring-storefront", Layout = "checkout-layout";

    private IRenderedComponent<AsItWasPage> Page { get; set; } = null!;

    [Fact]
    public async Task AControl_ThatWasWithdrawnSince_SaysThenAndNow()
    {
        await SignInAsync(Role.Auditor);
        var moment = await SpringIsReleasedAsync();
        await ApplyAsync(Role.Marketing, new Withdraw(Spring, Production));
        Open(moment);

        Assert.Equal("Spring storefront spring-storefront | Everyone Everyone sees it. | Differs Now: Nobody sees it.", Rows().Single());
        Assert.Equal("Controls: 1. Different from now: 1.", Page.Find("[role=status]").Words());
    }

    [Fact]
    public async Task Only_WhatDiffers_LeavesOutTheSame()
    {
        await SignInAsync(Role.Auditor);
        await CreateAsync(Shop.Loyalty);
        var moment = await SpringIsReleasedAsync();
        Open(moment);
        Assert.Equal(["The same", "The same"], Page.FindAll("tbody tr > :last-child").Select(Markup.Words));

        Open(moment, "&only=differing");
        Assert.Equal("Nothing differs", Page.Find(".empty strong").Words());

        await ApplyAsync(Role.Marketing, new Withdraw(Spring, Production));
        Page.WaitForAssertion(() => Assert.StartsWith("Spring storefront", Rows().Single(), StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(Role.Auditor, "Not there yet.")]
    [InlineData(Role.Engineer, "Not there yet.")]
    [InlineData(Role.Marketing, "Not among the business controls.")]
    [InlineData(Role.Administrator, "Not among the business controls.")]
    public async Task AControl_ThatCameLater_IsSaidToBeMissing(Role role, string said)
    {
        await SignInAsync(role);
        var moment = TimeProvider.System.GetUtcNow();
        await CreateAsync(Shop.Spring);
        Open(moment);

        Assert.Equal($"Spring storefront spring-storefront | {said} | Differs Now: Nobody sees it.", Rows().Single());
    }

    [Theory]
    [InlineData(Role.Auditor, 2)]
    [InlineData(Role.Engineer, 2)]
    [InlineData(Role.Marketing, 1)]
    [InlineData(Role.Administrator, 1)]
    public async Task AKillSwitch_IsThereOnlyForThoseWhoReadItsHistory(Role role, int controls)
    {
        await SignInAsync(role);
        await CreateAsync(Shop.Recommendations, Purpose.Operational);
        var moment = await SpringIsReleasedAsync();

        Open(moment);
        Assert.Equal(controls, Rows().Count);
        Open(moment, "&show=around");
        Assert.Equal(controls is 2, Page.Markup.Contains("Recommendations", StringComparison.Ordinal));
        Open(moment, "&show=try");
        Try("shopper-1001");
        Assert.Equal(controls, Page.FindAll(".answers details").Count);
    }

    [Theory]
    [InlineData("?at=2199-01-01T00:00:00Z")]
    [InlineData("?at=2199-01-01T00:00:00Z&show=try")]
    public async Task AMoment_StillToCome_IsSaid(string query)
    {
        await SignInAsync(Role.Auditor);
        Navigate(query);

        Assert.Equal("That moment is still to come", Page.Find(".empty strong").Words());
    }

    [Theory]
    [InlineData("")]
    [InlineData("?at=yesterday&environment=nowhere&show=everything&minutes=7")]
    [InlineData("?at=0001-01-01T00:00:00Z")]
    public async Task AnAddress_ThatSaysNothing_ShowsYesterdayOnTheChosenEnvironment(string query)
    {
        await SignInAsync(Role.Auditor);
        await SpringIsReleasedAsync();
        Navigate(query);

        Assert.StartsWith("Production on ", Page.Find("p.moment").Words(), StringComparison.Ordinal);
        Assert.Contains("Not there yet.", Rows().Single(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Around_TheMoment_StandsBetweenWhatCameBeforeAndAfter()
    {
        await SignInAsync(Role.Auditor);
        var moment = await SpringIsReleasedAsync();
        await ApplyAsync(Role.Marketing, new Withdraw(Spring, Production), "prices are wrong");
        Open(moment, "&show=around&minutes=5");

        var lines = Page.FindAll(".around > li").Select(Markup.Words).ToList();
        var mark = lines.FindIndex(line => line.EndsWith(": the moment", StringComparison.Ordinal));
        Assert.EndsWith("Robin Marketing released Spring storefront to everyone on Production: as it should be", lines[mark - 1], StringComparison.Ordinal);
        Assert.EndsWith("Robin Marketing withdrew Spring storefront on Production: prices are wrong", lines[mark + 1], StringComparison.Ordinal);
        Assert.Equal(mark + 2, lines.Count);
    }

    [Fact]
    public async Task Try_AUser_SaysWhatTheyGotThenAndWhy()
    {
        await SignInAsync(Role.Auditor);
        await ApplyAsync(Role.Engineer, Shop.Staff);
        await CreateAsync(Shop.Layout);
        var released = await ApplyAsync(
            Role.Marketing, new ReleaseToGroups(Layout, Production, [new GroupRule("staff", Serving.Of("express"))]));
        await ApplyAsync(Role.Engineer, new EditGroup("staff", new GroupDetails { Name = "Staff", Members = ["carl"] }));
        Open(released.Entries[0].At, "&show=try");

        Try("ann");
        Assert.Equal("Checkout layout ann gets Express on Production.", Page.Find(".answers summary").Words());
        Assert.Equal("Staff: yes, this user is one of its members.", Page.Find(".why .decides").Words());
        Try("carl");
        Assert.Equal("Checkout layout carl gets Classic on Production.", Page.Find(".answers summary").Words());
    }

    [Fact]
    public async Task AnOpenedEntry_LeadsToTheMomentRightAfterIt()
    {
        await SignInAsync(Role.Auditor);
        var moment = await SpringIsReleasedAsync();
        var history = Render<HistoryPage>();
        history.WaitForElement("tr.entry .unfold").Click();
        var address = history.WaitForElement(".facts a").GetAttribute("href")!;
        Services.GetRequiredService<NavigationManager>().NavigateTo(address);
        OpenThere();

        Assert.Equal(new AsItWasAddress(Production, moment).ToString(), address);
        Assert.Contains("| Everyone Everyone sees it. |", Rows().Single(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task AnotherMoment_IsChosenWithTheForm()
    {
        await SignInAsync(Role.Auditor);
        Open(await SpringIsReleasedAsync());

        Page.Field("environment").Change("1"); // Staging, by its place
        Page.Field("at").Change("2020-02-03");
        Page.Field("at.time").Change("04:05");
        Page.Field("at.zone").Change("Asia/Tokyo");
        Page.Find("form").Submit();

        Assert.EndsWith(
            "/history/as-it-was?environment=staging&at=2020-02-02T19%3A05%3A00Z",
            Services.GetRequiredService<NavigationManager>().Uri,
            StringComparison.Ordinal);
    }

    private IReadOnlyList<string> Rows() =>
        [.. Page.FindAll("tbody tr:not([style])").Select(row => string.Join(" | ", row.Children.Select(Markup.Words)))];

    private void Try(string user)
    {
        Page.Field("user").Change(user);
        Page.FindAll("form")[^1].Submit();
        Page.WaitForState(() => Page.FindAll(".answers summary").Any(summary => summary.Words().Contains(user, StringComparison.Ordinal)));
    }

    private void Open(DateTimeOffset moment, string more = "") =>
        Navigate(new AsItWasAddress(Production, moment).ToString().Replace("/history/as-it-was", "", StringComparison.Ordinal) + more);

    private void Navigate(string query)
    {
        Services.GetRequiredService<NavigationManager>().NavigateTo("/history/as-it-was" + query);
        OpenThere();
    }

    private void OpenThere()
    {
        Page = Render<AsItWasPage>();
        Page.WaitForState(() => Page.FindAll(".skeleton").Count is 0);
    }

    /// <returns>The instant at which it was.</returns>
    private async Task<DateTimeOffset> SpringIsReleasedAsync()
    {
        await CreateAsync(Shop.Spring);
        return (await ApplyAsync(Role.Marketing, new ReleaseControlToEveryone(Spring, Production))).Entries[0].At;
    }
}
