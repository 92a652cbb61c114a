using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using ReleasePortal.Components.Glossary;
using ReleasePortal.Domain.Access;
using ReleasePortal.Features.Help;
using ReleasePortal.Tests.Support;

namespace ReleasePortal.Tests.Features.Help;

public sealed class HelpPageTests() : PortalTestContext(builder => builder.Services.AddHelp())
{
    public static TheoryData<Role> Everybody => [.. Enum.GetValues<Role>()];

    [Theory]
    [MemberData(nameof(Everybody))]
    public async Task Help_OneRole_HasItsGuideInFourStepsAndNoOther(Role role)
    {
        await SignInAsync(role);

        var page = Render<HelpPage>();

        var guide = Assert.Single(page.FindAll("section.guide:has(ol)"), guide => guide.GetAttribute("aria-labelledby") is not ("guide-Freeze" or "guide-Launch" or "guide-Configuration"));
        Assert.Equal($"guide-{role}", guide.GetAttribute("aria-labelledby"));
        Assert.Equal(4, guide.QuerySelectorAll("li").Length);
        Assert.All(guide.QuerySelectorAll("h2, li"), text => Assert.DoesNotContain("Guide.", text.Words()));
    }

    [Theory]
    [InlineData(Role.Marketing, 0)]
    [InlineData(Role.Engineer, 1)]
    [InlineData(Role.Auditor, 0)]
    [InlineData(Role.Administrator, 1)]
    public async Task Help_Freezing_IsExplainedToThoseWhoMay(Role role, int guides)
    {
        await SignInAsync(role);

        Assert.Equal(guides, Render<HelpPage>().FindAll("#guide-Freeze").Count);
    }

    [Theory]
    [InlineData(Role.Marketing, 1)]
    [InlineData(Role.Engineer, 1)]
    [InlineData(Role.Auditor, 0)]
    [InlineData(Role.Administrator, 0)]
    public async Task Help_Launching_IsExplainedToThoseWhoMay(Role role, int guides)
    {
        await SignInAsync(role);

        Assert.Equal(guides, Render<HelpPage>().FindAll("#guide-Launch").Count);
    }

    [Fact]
    public async Task Help_TwoRoles_HasBothGuides()
    {
        await SignInAsync(Actor.Person(Guid.CreateVersion7(), "Robin", Role.Marketing, Role.Auditor));

        var page = Render<HelpPage>();

        Assert.Equal(3, page.FindAll("section.guide:has(ol)").Count);
    }

    [Fact]
    public async Task Help_Words_EachHaveAMeaning()
    {
        await SignInAsync(Role.Marketing);

        var page = Render<HelpPage>();

        Assert.All(page.FindAll("dl.words > div"), word =>
        {
            Assert.NotEmpty(word.QuerySelector("dt").Words());
            Assert.NotEmpty(word.QuerySelector("dd").Words());
            Assert.DoesNotContain("Meaning.", word.Words());
        });
    }

    [Fact]
    public async Task Help_ByTheLinkOfAWord_MarksIt()
    {
        await SignInAsync(Role.Marketing);
        Services.GetRequiredService<NavigationManager>().NavigateTo(GlossaryWords.AddressOf(GlossaryWord.Launch));

        Assert.Equal("word-Launch", Assert.Single(Render<HelpPage>().FindAll("dl.words > .wanted")).Id);
    }

    [Theory]
    [InlineData(Role.Marketing)]
    [InlineData(Role.Auditor)]
    [InlineData(Role.Administrator)]
    public async Task Help_WithoutOperationalSight_DoesNotNameTheRoomOfKillSwitches(Role role)
    {
        await SignInAsync(role);

        var page = Render<HelpPage>();

        Assert.DoesNotContain("Operations", page.Markup);
    }
}
