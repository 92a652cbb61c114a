using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using ReleasePortal.Domain.Access;
using ReleasePortal.Domain.Launches;
using ReleasePortal.Features.Launches;
using ReleasePortal.Tests.Support;

namespace ReleasePortal.Tests.Features.Launches;

/// <summary>The calendar and the list, per role.</summary>
public sealed class LaunchesPageTests : LaunchesContext
{
    [Theory]
    [InlineData(Role.Marketing, true)]
    [InlineData(Role.Engineer, true)]
    [InlineData(Role.Auditor, false)]
    [InlineData(Role.Administrator, false)]
    public async Task Launches_OnlyWhoMayRelease_IsOfferedANewOne(Role role, bool may)
    {
        await OpenShopAsync(role);
        var page = Open();

        Assert.Equal(may, page.FindAll(".head a").Any(link => link.GetAttribute("href") == "/launches/new?environment=production"));
        Assert.Equal(may, page.FindAll("a.add").Count > 0);
    }

    [Fact]
    public async Task Month_LaunchOfToday_StandsOnItsDayWithTimeAndStatus()
    {
        await OpenShopAsync(Role.Auditor);
        var id = await PlanAsync(Role.Marketing, Details("Trade show", Spring));
        await DoAsync(Role.Marketing, new StartLaunch(id));

        var page = Open();

        var chip = page.Find($"td.today [data-launch='{id}']");
        Assert.EndsWith("Trade show Launched", chip.Words(), StringComparison.Ordinal);
        Assert.Equal("/launches/" + id, chip.GetAttribute("href"));
    }

    [Theory]
    [InlineData(Role.Marketing, 0)]
    [InlineData(Role.Auditor, 0)]
    [InlineData(Role.Administrator, 0)]
    [InlineData(Role.Engineer, 1)]
    public async Task OperationalLaunch_IsNowhereForThoseWhoMayNotSeeIt(Role role, int seen)
    {
        await OpenShopAsync(role);
        var id = await PlanAsync(Role.Engineer, Details("Cache warm-up", Spring, Switch));
        await DoAsync(Role.Engineer, new StartLaunch(id));

        Assert.Equal(seen, Open().FindAll($"[data-launch='{id}']").Count);
        Assert.Equal(seen, Open("list").FindAll($"[data-launch='{id}']").Count);
        Assert.Equal(seen, Open("list").FindAll(".count").Count);
        var found = await Services.GetRequiredService<ReleasePortal.Components.ISearchSource>()
            .FindAsync("cache", APerson(role), "production", Xunit.TestContext.Current.CancellationToken);
        Assert.Equal(seen, found.Count);
    }

    [Fact]
    public async Task List_StandsByState_TheWaitingBeforeThePast()
    {
        await OpenShopAsync(Role.Marketing);
        await PlanAsync(Role.Marketing, Details("An idea", Spring));
        await SubmitAsync(Role.Marketing, Details("Tomorrow", Loyalty) with { Start = In(TimeSpan.FromDays(1)) });
        await DoAsync(Role.Marketing, new CancelLaunch(await PlanAsync(Role.Marketing, Details("Given up", Spring))));
        await DoAsync(Role.Marketing, new StartLaunch(await PlanAsync(Role.Marketing, Details("Out there", Spring))));

        var page = Open("list");

        Assert.Equal(["Scheduled", "Drafts", "Launched", "Past"], page.FindAll("h2").Select(Markup.Words));
        Assert.Equal(["Tomorrow", "An idea", "Out there", "Given up"], page.FindAll("a.name").Select(Markup.Words));
    }

    [Fact]
    public async Task Past_MoreThanAStep_ReadsOnFromTheLast()
    {
        await OpenShopAsync(Role.Marketing);
        for (var index = 0; index < LaunchListQuery.Step + 3; index++)
            await DoAsync(Role.Marketing, new CancelLaunch(await PlanAsync(Role.Marketing, Details($"Given up {index}", Spring))));
        var page = Open("list");
        Assert.Equal(LaunchListQuery.Step, page.FindAll("tbody tr").Count);

        page.Button("Show more").Click();

        page.WaitForState(() => page.FindAll("tbody tr").Count == LaunchListQuery.Step + 3);
        Assert.Equal(LaunchListQuery.Step + 3, page.FindAll("a.name").Select(Markup.Words).Distinct(StringComparer.Ordinal).Count());
        Assert.DoesNotContain("Show more", page.FindAll("button").Select(Markup.Words));
    }

    [Fact]
    public async Task List_AnotherPersonSchedulesOne_ThePageShowsIt()
    {
        await OpenShopAsync(Role.Marketing);
        var page = Open("list");
        Assert.NotEmpty(page.FindAll(".empty"));

        await PlanAsync(Role.Engineer, Details("Just planned", Spring));

        page.WaitForState(() => page.FindAll("a.name").Any(name => name.Words() == "Just planned"));
    }

    [Fact]
    public async Task OnAPhone_WithoutAView_TheListIsShown()
    {
        JSInterop.Setup<ReleasePortal.Components.Browser.Facts>("portal.facts").SetResult(new("Europe/Berlin", Environment: null, IsNarrow: true));
        await OpenShopAsync(Role.Marketing);

        Assert.Equal("List", Open(view: null).Find("nav.views [aria-current]").Words());
    }

    [Theory]
    [InlineData(Role.Marketing)]
    [InlineData(Role.Auditor)]
    public async Task Subscribe_ShowsTheAddressOnce_AndTakesItAway(Role role)
    {
        await OpenShopAsync(role);
        var page = Open();

        _ = page.Button("Subscribe in your calendar…").ClickAsync(new());
        Over.Button("Make an address").Click();
        var first = Over.WaitForElement("#calendar-address").TextContent;
        Over.Button("Make a new address").Click();

        Over.WaitForState(() => Over.Find("#calendar-address").TextContent != first);
        Assert.Matches(@"^http://localhost/calendar/[0-9A-Za-z]{43}\.ics$", Over.Find("#calendar-address").TextContent);
        Over.Button("Remove the address").Click();
        Over.WaitForState(() => Over.FindAll("#calendar-address").Count is 0);
    }

    private IRenderedComponent<LaunchesPage> Open(string? view = "month")
    {
        Services.GetRequiredService<NavigationManager>().NavigateTo("/launches" + (view is null ? "" : "?view=" + view));
        var page = Render<LaunchesPage>();
        Wait(page);
        return page;
    }
}
