using Bunit;
using ReleasePortal.Changes;
using ReleasePortal.Components.Freezes;
using ReleasePortal.Domain;
using ReleasePortal.Domain.Access;
using ReleasePortal.Shell;
using ReleasePortal.Tests.Support;

namespace ReleasePortal.Tests.Features.Shell;

/// <summary>The line on every page while the chosen environment is frozen.</summary>
public class FreezeBannerTests : ComponentTestContext
{
    private DateTimeOffset Now => Time.GetUtcNow();

    [Fact]
    public async Task NoFreeze_ShowsNothing() => Assert.Equal("", (await OpenAsync()).Find("[role=status]").Words());

    [Fact]
    public async Task Freeze_SaysUntilWhenAndWhy()
    {
        Freeze("production", Now, Now.AddHours(3));

        var banner = await OpenAsync();

        Assert.Equal("Production is frozen until Mon 23 Nov 16:00: Stocktaking in 3 hours", banner.Find("[role=status]").Words());
        Assert.Empty(banner.FindAll("a"));
    }

    [Theory]
    [InlineData(Role.Engineer)]
    [InlineData(Role.Administrator)]
    public async Task Freeze_WhoMayLiftIt_FindsTheWay(Role role)
    {
        Freeze("production", Now, Now.AddHours(3));

        Assert.Equal("/administration/freezes", (await OpenAsync(role)).Find("a").GetAttribute("href"));
    }

    [Fact]
    public async Task Freeze_DefinedBySomebodyElse_AppearsAndGoesWhenItIsLifted()
    {
        var banner = await OpenAsync();
        Freeze("production", Now, Now.AddHours(3));

        Hear();
        banner.WaitForAssertion(() => Assert.NotEmpty(banner.FindAll(".banner")));

        Time.Advance(TimeSpan.FromSeconds(1));
        Freezes.All.Clear();
        Hear();
        banner.WaitForAssertion(() => Assert.Empty(banner.FindAll(".banner")));
    }

    [Fact]
    public async Task Freeze_BeginsAndEndsByItself()
    {
        Freeze("production", Now.AddDays(40), Now.AddDays(41));
        var banner = await OpenAsync();

        Time.Advance(TimeSpan.FromDays(40) - TimeSpan.FromSeconds(1));
        Assert.Empty(banner.FindAll(".banner"));
        Time.Advance(TimeSpan.FromSeconds(1));
        banner.WaitForAssertion(() => Assert.NotEmpty(banner.FindAll(".banner")));
        Time.Advance(TimeSpan.FromDays(1));
        banner.WaitForAssertion(() => Assert.Empty(banner.FindAll(".banner")));
    }

    [Fact]
    public async Task Freeze_OfAnotherEnvironment_ShowsWhenThatIsChosen()
    {
        Freeze("staging", Now, Now.AddHours(3));
        var banner = await OpenAsync();
        Assert.Empty(banner.FindAll(".banner"));

        await banner.InvokeAsync(() => Workspace.SelectAsync("staging"));
        banner.WaitForAssertion(() => Assert.StartsWith("Staging is frozen", banner.Find(".banner").Words(), StringComparison.Ordinal));

        await banner.InvokeAsync(() => Workspace.SelectAsync("production"));
        banner.WaitForAssertion(() => Assert.Empty(banner.FindAll(".banner")));
    }

    [Fact]
    public async Task TwoFreezes_TheOneThatEndsLastCounts()
    {
        Freeze("production", Now, Now.AddHours(3));
        Freeze("production", Now, Now.AddHours(5));

        Assert.Contains("18:00", (await OpenAsync()).Find(".banner").Words(), StringComparison.Ordinal);
    }

    private async Task<IRenderedComponent<FreezeBanner>> OpenAsync(Role role = Role.Marketing)
    {
        SignIn(role);
        await Workspace.StartAsync();
        return Render<FreezeBanner>();
    }

    private void Freeze(string on, DateTimeOffset from, DateTimeOffset until) => Freezes.All.Add((on, new FreezeView(from, until, "Stocktaking")));

    private void Hear() => Feed.Publish(new FeedNotice(1, [new ChangedSubject(SubjectKind.Freeze, Guid.CreateVersion7(), "key", "production")]));
}
