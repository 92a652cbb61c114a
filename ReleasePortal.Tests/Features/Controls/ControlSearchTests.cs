using Microsoft.Extensions.DependencyInjection;
using ReleasePortal.Components;
using ReleasePortal.Domain.Access;
using ReleasePortal.Domain.Controls;
using ReleasePortal.Features.Controls;
using ReleasePortal.Tests.Support;

namespace ReleasePortal.Tests.Features.Controls;

public sealed class ControlSearchTests : ControlsContext
{
    [Theory]
    [InlineData("spring")]
    [InlineData("STOREFRONT spring")]
    [InlineData("g-st")]
    public async Task Find_PartsOfNameOrKey_LeadToThePage(string text)
    {
        await SignInAsync(Role.Marketing);
        await CreateAsync(Shop.Spring);
        await CreateAsync(Shop.Loyalty);

        var hit = Assert.Single(await FindAsync(text, Role.Marketing));

        Assert.Equal(new SearchHit("Release controls", "Spring storefront", "spring-storefront · Closed", "/controls/spring-storefront"), hit);
    }

    [Theory]
    [InlineData(Role.Marketing, 0)]
    [InlineData(Role.Auditor, 0)]
    [InlineData(Role.Administrator, 0)]
    [InlineData(Role.Engineer, 1)]
    public async Task Find_KillSwitch_IsFoundByEngineersOnly(Role role, int hits)
    {
        await SignInAsync(role);
        await CreateAsync(Shop.Recommendations, Purpose.Operational);

        Assert.Equal(hits, (await FindAsync("recommendations-kill-switch", role)).Count);
    }

    [Fact]
    public async Task Find_BeginningWithTheText_ComesFirstAndRetiredLast()
    {
        await SignInAsync(Role.Marketing);
        await CreateAsync(Shop.Toggle("a-banner", "A banner"));
        await CreateAsync(Shop.Toggle("banner-old", "Banner, the old one"));
        await CreateAsync(Shop.Toggle("z-banner", "Banner, the new one"));
        await ApplyAsync(Role.Engineer, new Retire("banner-old", NoCodeAsks: true));

        Assert.Equal(["Banner, the new one", "A banner", "Banner, the old one"], (await FindAsync("banner", Role.Marketing)).Select(hit => hit.Title));
    }

    [Fact]
    public async Task Find_NothingTyped_OffersNothing()
    {
        await SignInAsync(Role.Marketing);
        await CreateAsync(Shop.Spring);

        Assert.Empty(await FindAsync(" ", Role.Marketing));
    }

    private Task<IReadOnlyList<SearchHit>> FindAsync(string text, Role role) => Services.GetServices<ISearchSource>()
        .OfType<ControlSearch>()
        .Single()
        .FindAsync(text, APerson(role), "production", CancellationToken.None);
}
