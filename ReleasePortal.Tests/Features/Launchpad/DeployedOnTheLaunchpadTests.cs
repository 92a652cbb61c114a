using Bunit;
using Microsoft.Extensions.DependencyInjection;
using ReleasePortal.Data.Deployments;
using ReleasePortal.Domain.Access;
using ReleasePortal.Domain.Controls;
using ReleasePortal.Features.Launchpad;
using ReleasePortal.Tests.Features.Deployments;
using ReleasePortal.Tests.Features.Releasing;
using ReleasePortal.Tests.Support;

namespace ReleasePortal.Tests.Features.Launchpad;

/// <summary>What reports of deployments change on the Launchpad and in the release dialog.</summary>
public sealed class DeployedOnTheLaunchpadTests : ReleasingContext
{
    private const string Spring = "spring-storefront";

    public DeployedOnTheLaunchpadTests() => Services.AddLaunchpad();

    private DeploymentStore Store => Services.GetRequiredService<DeploymentStore>();

    private static DateTimeOffset DaysAgo(int days) => DateTimeOffset.UtcNow.AddDays(-days);

    [Fact]
    public async Task NothingReported_EverythingIsReady_AndNothingIsSaidOfIt()
    {
        var page = await OpenAsync();

        Assert.Equal(["Ready to release1", "Scheduled0New launch", "Live0"], Sections(page));
        Assert.Empty(page.FindAll(".deployed"));
    }

    [Fact]
    public async Task DeployedAndClosed_IsReady_AndSaysSinceWhen()
    {
        await SeedAsync();
        await Store.DeployAsync("checkout", "2.14.0", DaysAgo(3), [Spring]);

        var page = Render<LaunchpadPage>();

        Assert.Equal("Deployed 3 days ago as version 2.14.0", page.Find($"[data-control={Spring}] .deployed").Words());
    }

    [Fact]
    public async Task NotDeployedHere_IsNotReady_AndNotGoneEither()
    {
        await SeedAsync();
        await Store.DeployAsync("checkout", "2.14.0", DaysAgo(3), [Spring], "staging");
        await Store.DeployAsync("checkout", "2.13.0", DaysAgo(4), []);

        var page = Render<LaunchpadPage>();

        Assert.Equal(["Ready to release0", "Not deployed here yet1", "Scheduled0New launch", "Live0"], Sections(page));
        Assert.Equal("Production runs checkout 2.13.0, which does not carry it.", page.Find($"[data-control={Spring}] .deployed").Words());
    }

    [Fact]
    public async Task ReleasedAndRolledBack_NeedsAttention()
    {
        await SeedAsync();
        await Store.DeployAsync("checkout", "2.14.0", DaysAgo(3), [Spring]);
        await ApplyAsync(Role.Marketing, new ReleaseControlToEveryone(Spring, "production"));
        await Store.DeployAsync("checkout", "2.13.0", DaysAgo(1), []);

        var page = Render<LaunchpadPage>();

        Assert.Equal("checkout was rolled back to 2.13.0 on Production: Spring storefront is released there and not carried any more.", page.Find($"[data-lost={Spring}] p").Words());
    }

    [Fact]
    public async Task ReleaseDialog_WarnsAndStillReleases()
    {
        await SeedAsync();
        await Store.DeployAsync("checkout", "2.14.0", DaysAgo(3), [Spring], "staging");
        await Store.DeployAsync("checkout", "2.13.0", DaysAgo(4), []);

        PressRelease(Spring);
        Assert.Equal(
            "Production runs checkout 2.13.0, which does not carry it. Nobody sees it until a version that carries it is deployed.",
            Over.Find("[data-missing]").Words());
        SendAndSee("Released Spring storefront to everyone on Production");

        Assert.Equal(Availability.Everyone, (await StateOfAsync(Spring)).Availability);
    }

    private async Task<IRenderedComponent<LaunchpadPage>> OpenAsync()
    {
        await SeedAsync();
        return Render<LaunchpadPage>();
    }

    private async Task SeedAsync()
    {
        await SignInAsync(Role.Marketing);
        await CreateAsync(Shop.Spring);
    }

    private static IEnumerable<string> Sections(IRenderedComponent<LaunchpadPage> page)
    {
        page.WaitForState(() => page.FindAll(".skeleton").Count is 0);
        return page.FindAll(".section").Select(Markup.Words);
    }
}
