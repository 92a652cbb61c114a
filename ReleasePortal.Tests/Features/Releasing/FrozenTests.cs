using Bunit;
using ReleasePortal.Domain.Access;
using ReleasePortal.Domain.Controls;
using ReleasePortal.Domain.Freezes;
using ReleasePortal.Tests.Support;

namespace ReleasePortal.Tests.Features.Releasing;

/// <summary>Releasing and withdrawing on a frozen environment.</summary>
public sealed class FrozenTests : ReleasingContext
{
    [Fact]
    public async Task Release_IsToldUpFrontAndCannotBeSent()
    {
        await SignInAsync(Role.Marketing);
        await CreateAsync(Shop.Spring);
        await FreezeAsync();

        PressRelease("spring-storefront");

        Assert.StartsWith("Production is frozen until", WillHappen, StringComparison.Ordinal);
        Assert.EndsWith(": Stocktaking", WillHappen, StringComparison.Ordinal);
        Assert.True(Over.Find(".portal-dialog button[type=submit]").HasAttribute("disabled"));
    }

    [Fact]
    public async Task Release_FreezeBeganMeanwhile_IsRefusedInTheDialog()
    {
        await SignInAsync(Role.Marketing);
        await CreateAsync(Shop.Spring);
        PressRelease("spring-storefront");
        await FreezeAsync();

        Send();

        Over.WaitForAssertion(() => Assert.StartsWith(
            "Production is frozen until", Over.Find(".portal-dialog [role=alert]").Words(), StringComparison.Ordinal));
    }

    [Fact]
    public async Task Release_FreezeLiftedMeanwhile_GoesOn()
    {
        await SignInAsync(Role.Marketing);
        await CreateAsync(Shop.Spring);
        var freeze = await FreezeAsync();
        PressRelease("spring-storefront");
        await ApplyAsync(Role.Administrator, new LiftFreeze(freeze, "production"));

        Choose("A share…");

        Over.WaitForAssertion(() => Assert.StartsWith("10 % of everyone on Production", WillHappen, StringComparison.Ordinal));
        Assert.DoesNotContain("frozen", Over.Find(".portal-dialog").Words(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Withdraw_ByMarketing_IsToldInAMessageInTheViewersZone()
    {
        await SignInAsync(Role.Marketing);
        await CreateAsync(Shop.Spring);
        await ApplyAsync(Role.Marketing, new ReleaseControlToEveryone("spring-storefront", "production"));
        await FreezeAsync();

        PressWithdraw("spring-storefront");

        Assert.StartsWith("Production is frozen until", Messages.Single(), StringComparison.Ordinal);
        Assert.DoesNotContain("UTC", Messages.Single(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Withdraw_ByAnEngineer_NeedsAReasonAndIsDone()
    {
        await SignInAsync(Role.Engineer);
        await CreateAsync(Shop.Spring);
        await ApplyAsync(Role.Marketing, new ReleaseControlToEveryone("spring-storefront", "production"));
        await FreezeAsync();
        PressWithdraw("spring-storefront");

        Send();
        Over.WaitForAssertion(() => Assert.Equal("Say why: a reason is required here.", Over.ErrorBeside("reason")));
        Over.Field("reason").Change("prices are wrong");
        SendAndSee("Withdrew Spring storefront on Production");
    }

    [Fact]
    public async Task Release_OperationalByAnEngineer_SaysThatItIsAnException()
    {
        await SignInAsync(Role.Engineer);
        await CreateAsync(Shop.Spring, Purpose.Operational);
        await FreezeAsync();

        PressRelease("spring-storefront");

        Assert.EndsWith("You may change it all the same, with a reason. The history marks it for review.", WillHappen, StringComparison.Ordinal);
        Over.Field("reason").Change("needed for the count");
        SendAndSee("Released Spring storefront to everyone on Production");
    }

    private async Task<Guid> FreezeAsync() => (await ApplyAsync(
        Role.Administrator, new DefineFreeze("production", new FreezeDetails(null, TimeProvider.System.GetUtcNow().AddHours(3), "Stocktaking")))).Entries[0].SubjectId;
}
