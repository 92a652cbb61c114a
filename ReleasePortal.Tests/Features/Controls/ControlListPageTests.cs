using Bunit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using ReleasePortal.Domain.Access;
using ReleasePortal.Domain.Controls;
using ReleasePortal.Tests.Support;

namespace ReleasePortal.Tests.Features.Controls;

public sealed class ControlListPageTests : ControlsContext
{
    [Theory]
    [InlineData(Role.Marketing)]
    [InlineData(Role.Auditor)]
    [InlineData(Role.Administrator)]
    public async Task Table_WithoutOperationalSight_NamesNoOperationalControlAndNoPurpose(Role role)
    {
        await SignInAsync(role);
        await CreateAsync(Shop.Spring);
        await CreateAsync(Shop.Recommendations, Purpose.Operational);

        var page = OpenTable();

        Assert.Equal(["spring-storefront"], page.Keys());
        Assert.Equal("1 control", page.Find("[role=status].muted").Words());
        Assert.DoesNotContain("ecommendation", page.Markup);
        Assert.DoesNotContain("Purpose", page.Find("thead").Words());
        Assert.Empty(page.FindAll("select[aria-label='Any purpose'], a[href='/controls/new']"));
    }

    [Fact]
    public async Task Table_Engineer_SeesBothPurposesAndMayMakeAControl()
    {
        await SignInAsync(Role.Engineer);
        await CreateAsync(Shop.Spring);
        await CreateAsync(Shop.Recommendations, Purpose.Operational);

        var page = OpenTable();

        Assert.Equal(["recommendations-kill-switch", "spring-storefront"], page.Keys());
        Assert.Equal("Operational", page.Row("recommendations-kill-switch")?.QuerySelector(".purpose").Words());
        Assert.Equal("New control", page.Find(".head a[href='/controls/new']").Words());
    }

    [Fact]
    public async Task Table_EveryEnvironment_SaysItsStateInWords()
    {
        await SignInAsync(Role.Engineer);
        await CreateAsync(Shop.Loyalty);
        await CreateAsync(Shop.Layout);
        await CreateAsync(Shop.Recommendations, Purpose.Operational);
        await ApplyAsync(Role.Engineer, Shop.EarlyAccess);
        await ApplyAsync(Role.Engineer, new ReleaseToGroups("loyalty-banner", "production", [new("early-access", Serving.Of(Variant.On))]));
        await ApplyAsync(Role.Engineer, new ReleaseControlToEveryone("loyalty-banner", "staging", Share: 2_500));
        await ApplyAsync(Role.Engineer, new ServeSplit("checkout-layout", "production", [new("classic", 1), new("express", 1)]));
        await ApplyAsync(Role.Engineer, new ReleaseControlToEveryone("checkout-layout", "staging", "guided"));
        await ApplyAsync(Role.Engineer, new ReleaseControlToEveryone("recommendations-kill-switch", "production"));

        var page = OpenTable();

        Assert.Equal("Some groups Early access", page.Row("loyalty-banner").On("Production"));
        Assert.Equal("25 % of users", page.Row("loyalty-banner").On("Staging"));
        Assert.Equal("Closed", page.Row("loyalty-banner").On("Development"));
        Assert.Equal("Everyone split in 2", page.Row("checkout-layout").On("Production"));
        Assert.Equal("Everyone Guided", page.Row("checkout-layout").On("Staging"));
        Assert.Equal("On", page.Row("recommendations-kill-switch").On("Production"));
        Assert.Equal("Off", page.Row("recommendations-kill-switch").On("Staging"));
    }

    [Fact]
    public async Task Table_FilterInTheAddress_IsShownAsChosenAndHolds()
    {
        await SignInAsync(Role.Engineer);
        await CreateAsync(Shop.Spring);
        await CreateAsync(Shop.Loyalty);
        await ApplyAsync(Role.Marketing, new ReleaseControlToEveryone("loyalty-banner", "production"));

        var page = OpenTable("?availability=everyone&on=production");

        Assert.Equal(["loyalty-banner"], page.Keys());
        Assert.Equal("production.Everyone", page.Find("select[aria-label='Any availability']").GetAttribute("value"));
    }

    [Fact]
    public async Task Table_ChoosingAFilter_WritesTheAddress()
    {
        await SignInAsync(Role.Marketing);
        await CreateAsync(Shop.Spring);
        var page = OpenTable("?sort=-changed");

        page.Find("select[aria-label='Any owner']").Change("Storefront team");
        Assert.Equal("/controls?owner=Storefront%20team&sort=-changed", Address);

        page.Find("select[aria-label='Any availability']").Change("staging.Closed");
        page.WaitForState(() => Address.Contains("staging", StringComparison.Ordinal));
        Assert.Equal("/controls?availability=closed&on=staging&owner=Storefront%20team&sort=-changed", Address);
    }

    [Fact]
    public async Task Table_TypingAText_NarrowsTheTable()
    {
        await SignInAsync(Role.Marketing);
        await CreateAsync(Shop.Spring);
        await CreateAsync(Shop.Loyalty);
        var page = OpenTable();

        page.Find("input[type=search]").Input("LOYAL");

        page.WaitForState(() => page.Keys() is ["loyalty-banner"]);
        Assert.Equal("/controls?text=LOYAL", Address);
    }

    [Fact]
    public async Task Table_NothingFits_SaysSoAndOffersAll()
    {
        await SignInAsync(Role.Marketing);
        await CreateAsync(Shop.Spring);

        var page = OpenTable("?text=nothing-like-this");

        Assert.Equal("No control fits these filters", page.Find(".empty strong").Words());
        Assert.Equal("/controls", page.Find(".empty a").GetAttribute("href"));
    }

    [Theory]
    [InlineData(Role.Engineer, 1)]
    [InlineData(Role.Marketing, 0)]
    public async Task Table_NoControlYet_SaysWhatThePageIsForAndOffersTheFirstStepToWhoMay(Role role, int links)
    {
        await SignInAsync(role);

        var page = OpenTable();

        Assert.Equal("There is no release control yet", page.Find(".empty strong").Words());
        Assert.Equal(links, page.FindAll(".empty a").Count);
    }

    [Fact]
    public async Task Table_AnotherPersonReleases_TheRowIsTrueAndMarked()
    {
        await SignInAsync(Role.Auditor);
        await CreateAsync(Shop.Spring);
        var page = OpenTable();
        Assert.Equal("Closed", page.Row("spring-storefront").On("Production"));

        await ApplyAsync(Role.Marketing, new ReleaseControlToEveryone("spring-storefront", "production"));

        page.WaitForState(() => page.Row("spring-storefront").On("Production") == "Everyone");
        Assert.Contains("just-changed", page.Row("spring-storefront")!.ClassList);
    }

    [Fact]
    public async Task Table_StaysOpen_SaysAnewHowLongAgoARowWasChanged()
    {
        var clock = new FakeTimeProvider(TimeProvider.System.GetUtcNow());
        Services.AddSingleton<TimeProvider>(clock);
        await SignInAsync(Role.Marketing);
        await CreateAsync(Shop.Spring);
        var page = OpenTable();
        Assert.Equal("just now", page.Row("spring-storefront")?.QuerySelector(".changed").Words());

        clock.Advance(TimeSpan.FromHours(1));

        page.WaitForState(() => page.Row("spring-storefront")?.QuerySelector(".changed").Words() == "1 hour ago");
    }

    [Fact]
    public async Task Table_TakenBackFromTheBusiness_TheRowIsGoneAtOnce()
    {
        await SignInAsync(Role.Marketing);
        await CreateAsync(Shop.Spring);
        await CreateAsync(Shop.Loyalty);
        var page = OpenTable();

        await ApplyAsync(Role.Engineer, new TakeBack("spring-storefront"));

        page.WaitForState(() => page.Keys() is ["loyalty-banner"]);
    }

    [Fact]
    public async Task Table_RetiredControls_StandUnderTheirOwnFilterOnly()
    {
        await SignInAsync(Role.Marketing);
        await CreateAsync(Shop.Spring);
        await CreateAsync(Shop.Loyalty);
        await ApplyAsync(Role.Engineer, new Retire("loyalty-banner", NoCodeAsks: true));

        Assert.Equal(["spring-storefront"], OpenTable().Keys());
        Assert.Equal(["loyalty-banner"], OpenTable("?retired=true").Keys());
    }

    [Fact]
    public async Task Table_ScriptInNameAndOwner_IsShownAsText()
    {
        const string Script = "<script>alert(1)</script><img src=x onerror=alert(1)>";
        await SignInAsync(Role.Marketing);
        var toggle = Shop.Toggle("spring-storefront", Script);
        await CreateAsync(toggle with { Details = toggle.Details with { Owner = Script, Tags = [Script[..25]] } });

        var page = OpenTable();

        Assert.Equal(Script, page.Find(".first a").Words());
        Assert.Empty(page.FindAll("script, img"));
    }
}
