using Bunit;
using ReleasePortal.Domain.Access;
using ReleasePortal.Domain.Controls;
using ReleasePortal.Tests.Support;

namespace ReleasePortal.Tests.Features.Releasing;

public sealed class KillSwitchTests : ReleasingContext
{
    [Fact]
    public async Task SwitchOff_WithoutAReason_IsRefusedBesideTheField()
    {
        await OnAsync();

        PressWithdraw("recommendations-kill-switch");
        Send();

        Over.WaitForAssertion(() => Assert.Equal("Say why: a reason is required here.", Over.ErrorBeside("reason")));
        Assert.Equal(Availability.Everyone, (await StateOfAsync("recommendations-kill-switch")).Availability);
    }

    [Fact]
    public async Task SwitchOff_Blanks_AreNoReason()
    {
        await OnAsync();

        PressWithdraw("recommendations-kill-switch");
        Over.Field("reason").Change("   ");
        Send();

        Over.WaitForAssertion(() => Assert.Equal("Say why: a reason is required here.", Over.ErrorBeside("reason")));
    }

    [Fact]
    public async Task SwitchOff_WithAReason_NamesTheEffectAndIsOff()
    {
        await OnAsync();

        PressWithdraw("recommendations-kill-switch");
        Assert.Equal(
            "Recommendations will be switched off for everyone on Production immediately. Product pages lose “people also bought”.",
            WillHappen);
        Over.Field("reason").Change("database at 95 % CPU");
        SendAndSee("Switched off Recommendations on Production");

        Assert.Equal(ReleaseState.Closed, await StateOfAsync("recommendations-kill-switch"));
        Assert.Equal(("Withdraw", "database at 95 % CPU"), await LastEntryAsync());
    }

    [Fact]
    public async Task SwitchOn_AsksForTheReasonOnly()
    {
        await SignInAsync(Role.Engineer);
        await CreateAsync(Shop.Recommendations, Purpose.Operational);

        PressRelease("recommendations-kill-switch");
        Assert.Equal("Recommendations will be switched on for everyone on Production immediately.", WillHappen);
        Assert.Empty(Over.FindAll("input[type=radio]"));
        Over.Field("reason").Change("database is calm again");
        SendAndSee("Switched on Recommendations on Production");

        Assert.Equal(Availability.Everyone, (await StateOfAsync("recommendations-kill-switch")).Availability);
    }

    [Fact]
    public async Task SwitchOff_ChangedMeanwhile_IsRefusedWithWhatChanged()
    {
        await OnAsync();
        PressWithdraw("recommendations-kill-switch");
        Over.Field("reason").Change("database at 95 % CPU");

        await ApplyAsync(Role.Engineer, new ReleaseControlToEveryone("recommendations-kill-switch", "production", Share: 1_000));
        Send();

        Assert.Contains("Recommendations was changed meanwhile", Over.WaitForElement(".portal-dialog [role=alert]").Words());
        Assert.Equal("database at 95 % CPU", Over.Field("reason").GetAttribute("value"));
    }

    [Theory]
    [InlineData(Role.Marketing)]
    [InlineData(Role.Auditor)]
    [InlineData(Role.Administrator)]
    public async Task SwitchOff_WhoMayNotSeeIt_AnswersAsForNoSuchControl(Role role)
    {
        await OnAsync(role);

        PressWithdraw("recommendations-kill-switch");

        WaitForMessage("There is nothing by that name.");
        Assert.Empty(Over.FindAll(".portal-dialog"));
    }

    private async Task OnAsync(Role role = Role.Engineer)
    {
        await SignInAsync(role);
        await CreateAsync(Shop.Recommendations, Purpose.Operational);
        await ApplyAsync(Role.Engineer, new ReleaseControlToEveryone("recommendations-kill-switch", "production"));
    }
}
