using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using ReleasePortal.Components;
using ReleasePortal.Domain.Access;
using ReleasePortal.Domain.Controls;
using ReleasePortal.Features.History;
using ReleasePortal.Features.History.Reviews;
using ReleasePortal.Tests.Support;

namespace ReleasePortal.Tests.Features.History.Reviews;

public sealed class AccessReviewPageTests() : PortalTestContext(builder => builder.Services.AddHistory())
{
    [Theory]
    [InlineData(Role.Auditor, true, false)]
    [InlineData(Role.Administrator, true, true)]
    [InlineData(Role.Engineer, false, false)]
    [InlineData(Role.Marketing, false, false)]
    public async Task Review_IsReadByAuditors_AndConfirmedByAdministrators(Role role, bool mayRead, bool mayConfirm)
    {
        await SignInAsync(role);

        Assert.Equal(mayRead, RoomAttribute.LetsIn(APerson(role), typeof(AccessReviewPage)));
        if (mayRead)
            Assert.Equal(mayConfirm, Open().FindAll("button").Any(button => button.Words() == "Confirm review"));
    }

    [Fact]
    public async Task APersonWhoNeverReleased_IsMarked_AndTheirHistoryIsOneStepAway()
    {
        await SignInAsync(Role.Auditor);
        await CreateAsync(Shop.Spring);
        await ApplyAsync(Role.Marketing, new ReleaseControlToEveryone("spring-storefront", "production"));
        var page = Open();

        Assert.Equal("2 could release, 1 of them never did", page.Find(".section .muted").Words());
        var rows = page.FindAll("tbody tr").Select(row => row.QuerySelector(".name").Words() + ": " + row.QuerySelector("td[data-label='Released or withdrew']").Words());
        Assert.Equal(
            ["Robin Engineer: Never in this period", "Robin Marketing: 1 business", "Robin Administrator: ", "Robin Auditor: "],
            rows);
        Assert.StartsWith(
            $"/history?person={APerson(Role.Engineer).Id}&period=days&from=", page.Find("tbody tr a").GetAttribute("href"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Confirm_AsksForANote_AndTheNextReviewHasADay()
    {
        await SignInAsync(Role.Administrator);
        var page = Open();
        Assert.Equal("No review has been confirmed yet. An administrator confirms one after looking at this list.", page.Find("p.say").Words());

        page.FindAll("button").Single(button => button.Words() == "Confirm review").Click();
        Over.Field("reason").Change("Elena leaves next week");
        Over.Find(".portal-dialog form").Submit();

        page.WaitForAssertion(() => Assert.StartsWith("Last reviewed by Robin Administrator on", page.Find("p.say").Words(), StringComparison.Ordinal));
        Assert.Contains("Elena leaves next week", page.Find("p.say").Words(), StringComparison.Ordinal);
        Assert.DoesNotContain("warns", page.Find("p.say").ClassList);
    }

    [Theory]
    [InlineData("", "Last 3 months")]
    [InlineData("?months=12", "Last 12 months")]
    [InlineData("?months=7", "Last 3 months")]
    public async Task Period_StandsInTheAddress(string query, string chosen)
    {
        await SignInAsync(Role.Auditor);

        Assert.Equal(chosen, Open(query).Find(".chips [aria-current]").Words());
    }

    private IRenderedComponent<AccessReviewPage> Open(string query = "")
    {
        Services.GetRequiredService<NavigationManager>().NavigateTo("/access-review" + query);
        var page = Render<AccessReviewPage>();
        page.WaitForState(() => page.FindAll("table").Count > 0);
        return page;
    }
}
