using Bunit;
using Microsoft.Extensions.DependencyInjection;
using ReleasePortal.Data.Deployments;
using ReleasePortal.Domain.Access;
using ReleasePortal.Domain.Deployments;
using ReleasePortal.Features.Deployments;
using ReleasePortal.Features.Deployments.DeadLetters;
using ReleasePortal.Features.Deployments.Letters;
using ReleasePortal.Features.Deployments.List;
using ReleasePortal.Tests.Support;

namespace ReleasePortal.Tests.Features.Deployments;

public sealed class DeploymentsPageTests() : PortalTestContext(builder => builder.Services.AddDeployments())
{
    private static readonly Letter Hostile = new(
        DeploymentSource.Api,
        "Pipeline",
        "production",
        new Dictionary<string, string>(StringComparer.Ordinal),
        """{"id":"<img src=x onerror=alert(1)>","software":"checkout","version":"1","link":"javascript:alert(1)"}""");

    private Postbox Postbox => Services.GetRequiredService<Postbox>();

    [Fact]
    public async Task ARow_SaysWhatWhereWhenAndByWhom_WithALinkThatGivesNothingAway()
    {
        await SignInAsync(Role.Engineer);
        await CreateAsync(Shop.Spring);
        await Services.GetRequiredService<DeploymentStore>().DeployAsync("checkout", "2.14.0", DateTimeOffset.UtcNow.AddDays(-3), ["spring-storefront"]);
        await Services.GetRequiredService<DeploymentStore>().DeployAsync("checkout", "2.13.0", DateTimeOffset.UtcNow.AddHours(-3), []);

        var page = Render<DeploymentsPage>();

        var rows = page.FindAll("tr[data-deployment]");
        Assert.Contains("Rolled back", rows[0].Words(), StringComparison.Ordinal);
        Assert.Equal("checkout 2.14.04f2a9c1 Production 3 days ago checkout pipeline Look (opens in a new tab) Spring storefront", rows[1].Words());
        Assert.Equal("noopener noreferrer", rows[1].QuerySelector("a[target]")!.GetAttribute("rel"));
    }

    [Fact]
    public async Task ANewDeployment_ComesByItself_AndIsMarked()
    {
        await SignInAsync(Role.Engineer);
        var page = Render<DeploymentsPage>();
        page.WaitForState(() => page.FindAll(".empty").Count is 1);

        var body = """{"id":"1","software":"checkout","version":"2.14.0"}""";
        Assert.Null((await Postbox.DeliverAsync(Hostile with { Body = body }, Xunit.TestContext.Current.CancellationToken)).Refusal);

        page.WaitForState(() => page.FindAll("tr.just-changed").Count is 1);
    }

    [Theory]
    [InlineData(Role.Engineer, 2)]
    [InlineData(Role.Auditor, 0)]
    public async Task ARefusedReport_IsShownAsText_WithActsForEngineers(Role role, int acts)
    {
        await SignInAsync(role);
        await Postbox.DeliverAsync(Hostile, Xunit.TestContext.Current.CancellationToken);

        var page = Render<DeadLettersPage>();

        page.WaitForState(() => page.FindAll("[data-letter]").Count is 1);
        Assert.Equal("Use an address that begins with https:// or http://.", page.Find(".why").Words());
        Assert.Empty(page.FindAll("[data-letter] img, [data-letter] a"));
        Assert.Contains("<img src=x", page.Find("pre").TextContent, StringComparison.Ordinal);
        Assert.Equal(acts, page.FindAll("[data-letter] button").Count);
    }

    [Fact]
    public async Task Replay_RefusedAgain_SaysWhy_AndDiscardTakesItOff()
    {
        await SignInAsync(Role.Engineer);
        await Postbox.DeliverAsync(Hostile, Xunit.TestContext.Current.CancellationToken);
        var page = Render<DeadLettersPage>();
        page.WaitForState(() => page.FindAll("[data-letter]").Count is 1);

        page.Find("[data-letter] button:last-child").Click();
        page.WaitForAssertion(() => Assert.Equal("Refused again: Use an address that begins with https:// or http://.", page.Find("[role=status]").Words()));
        page.Find("[data-letter] button").Click();

        page.WaitForState(() => page.FindAll(".empty").Count is 1);
    }
}
