using Bunit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using ReleasePortal.Data;
using ReleasePortal.Domain.Access;
using ReleasePortal.Domain.Controls;
using ReleasePortal.Domain.Environments;
using ReleasePortal.Domain.Launches;
using ReleasePortal.Tests.Support;

namespace ReleasePortal.Tests.Features.Releasing;

/// <summary>The release dialog's "when", "until" and "ask for approval".</summary>
public sealed class PlannedReleaseTests : ReleasingContext
{
    [Fact]
    public async Task Release_AtATime_IsAScheduledLaunchOfOneStep()
    {
        await OpenDialogAsync();

        Over.Button("At a time…").Click();
        Over.Find("[name=start]").Change("2100-03-01");
        Over.Find("[name='start.time']").Change("09:00");
        Over.Find("[name='start.zone']").Change("Chicago");
        Over.Field("reason").Change("trade show opens");
        Assert.Equal("Everyone on Production will see Spring storefront on Monday 1 March 2100 at 09:00 (Chicago).", WillHappen);
        SendAndSee("Scheduled Spring storefront on Monday 1 March 2100 at 09:00 (Chicago). See the launch");

        var launch = await LaunchAsync();
        Assert.Equal((LaunchStatus.Scheduled, "Spring storefront", "trade show opens", "2100-03-01 09:00 America/Chicago (UTC-06:00)"), (launch.Status, launch.Name, launch.Notes, launch.Start?.ToString()));
        Assert.Equal(ReleaseState.Closed, await StateOfAsync("spring-storefront"));
        Assert.Equal($"/launches/{launch.Id}", Over.Find(".mud-snackbar a").GetAttribute("href"));
    }

    [Fact]
    public async Task Release_AtATime_CanBeCancelledFromTheMessage()
    {
        await OpenDialogAsync();
        Over.Button("At a time…").Click();
        Send();

        Over.Button("Cancel it").Click();

        WaitForMessage("Cancelled: Spring storefront stays as it is.");
        Assert.Equal(LaunchStatus.Cancelled, (await LaunchAsync()).Status);
    }

    [Fact]
    public async Task Release_NowUntil_IsLiveAndKnowsItsEnd()
    {
        await OpenDialogAsync();

        Over.Button("Until…").Click();
        Over.Find("[name=end]").Change("2100-03-05");
        Assert.Equal("Everyone on Production will see Spring storefront immediately. On Friday 5 March 2100 at 09:00 (Berlin) it goes back to what it was.", WillHappen);
        SendAndSee("Released Spring storefront to everyone on Production See the launch");

        Assert.Equal(LaunchStatus.Launched, (await LaunchAsync()).Status);
        Assert.Equal(Availability.Everyone, (await StateOfAsync("spring-storefront")).Availability);

        Over.Button("Undo").Click();
        Over.WaitForAssertion(() => Assert.Equal(Availability.Closed, StateOfAsync("spring-storefront").GetAwaiter().GetResult().Availability));
        Assert.Equal(LaunchStatus.Undone, (await LaunchAsync()).Status);
    }

    [Fact]
    public async Task Release_TimeInThePast_IsRefusedBesideTheFieldAndTheRestKept()
    {
        await OpenDialogAsync();

        Over.Button("At a time…").Click();
        Over.Find("[name=start]").Change("2020-03-01");
        Over.Field("reason").Change("trade show opens");
        Send();

        Over.WaitForAssertion(() => Assert.Equal("That time has passed.", Over.ErrorBeside("start")));
        Assert.Equal("trade show opens", Over.Field("reason").GetAttribute("value"));
    }

    [Fact]
    public async Task Release_WhereEverythingNeedsApproval_AsksForIt()
    {
        await SignInAsync(Role.Marketing);
        await CreateAsync(Shop.Spring);
        await AskForApprovalAsync(ApprovalPolicy.Everything);
        PressRelease("spring-storefront");

        Assert.Equal("Everyone on Production will see Spring storefront. It happens as soon as another person has approved it, as Production asks for.", WillHappen);
        Over.Button("Ask for approval");
        Send();
        Over.WaitForAssertion(() => Assert.Equal("Say why: a reason is required here.", Over.ErrorBeside("reason")));
        Over.Field("reason").Change("trade show opens");
        SendAndSee("Spring storefront waits for another person’s approval. See the launch");

        var launch = await LaunchAsync();
        Assert.Equal((LaunchStatus.AwaitingApproval, true), (launch.Status, launch.IsRequest));
        Assert.Equal(ReleaseState.Closed, await StateOfAsync("spring-storefront"));
    }

    [Fact]
    public async Task Release_ApprovalTurnedOnMeanwhile_OffersToAsk()
    {
        await OpenDialogAsync();
        await AskForApprovalAsync(ApprovalPolicy.Everything, isSeen: false);

        Over.Field("reason").Change("trade show opens");
        Send();
        Over.Button("Ask for approval");
        SendAndSee("Spring storefront waits for another person’s approval. See the launch");
    }

    [Fact]
    public async Task Release_WhereLaunchesNeedApproval_IsNotHeldUp_ButAtATimeIs()
    {
        await SignInAsync(Role.Marketing);
        await CreateAsync(Shop.Spring);
        await AskForApprovalAsync(ApprovalPolicy.Launches);
        PressRelease("spring-storefront");
        Over.Button("Release");

        Over.Button("At a time…").Click();
        Over.Button("Ask for approval");
        Over.Field("reason").Change("trade show opens");
        SendAndSee("Spring storefront waits for another person’s approval. See the launch");

        Assert.Equal((LaunchStatus.AwaitingApproval, false), ((await LaunchAsync()).Status, (await LaunchAsync()).IsRequest));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task SwitchOn_WhereOperationalChangesNeedApproval_AsksForIt(bool isSeen)
    {
        await SignInAsync(Role.Engineer);
        await CreateAsync(Shop.Recommendations, Purpose.Operational);
        await AskForApprovalAsync(ApprovalPolicy.Operational, isSeen);
        PressRelease("recommendations-kill-switch");

        Over.Field("reason").Change("database is calm again");
        if (!isSeen)
            Send();
        Over.Button("Ask for approval");
        SendAndSee("Recommendations waits for another person’s approval. See the launch");

        Assert.True((await LaunchAsync()).IsRequest);
    }

    [Fact]
    public async Task Withdraw_WhereEverythingNeedsApproval_DoesNotWait()
    {
        await SignInAsync(Role.Marketing);
        await CreateAsync(Shop.Spring);
        await ApplyAsync(Role.Marketing, new ReleaseControlToEveryone("spring-storefront", "production"));
        await AskForApprovalAsync(ApprovalPolicy.Everything);

        PressWithdraw("spring-storefront");
        SendAndSee("Withdrew Spring storefront on Production");
    }

    private async Task OpenDialogAsync()
    {
        await SignInAsync(Role.Marketing);
        await CreateAsync(Shop.Spring);
        PressRelease("spring-storefront");
    }

    private async Task AskForApprovalAsync(ApprovalPolicy policy, bool isSeen = true)
    {
        await ApplyAsync(Role.Administrator, new EditEnvironment("production", new EnvironmentDetails("Production", Rank: 30, IsProduction: true, ReasonRequired: false, policy)));
        if (isSeen)
            await Over.InvokeAsync(() => Workspace.RefreshAsync());
    }

    private async Task<Launch> LaunchAsync()
    {
        await using var database = await Services.GetRequiredService<IDbContextFactory<PortalDbContext>>().CreateDbContextAsync();
        return await database.Launches.AsNoTracking().Include(launch => launch.Steps).SingleAsync();
    }
}
