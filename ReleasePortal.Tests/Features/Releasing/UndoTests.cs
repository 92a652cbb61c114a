using Bunit;
using Microsoft.Extensions.DependencyInjection;
using ReleasePortal.Changes;
using ReleasePortal.Components.Releasing;
using ReleasePortal.Domain.Access;
using ReleasePortal.Domain.Controls;
using ReleasePortal.Tests.Support;

namespace ReleasePortal.Tests.Features.Releasing;

public sealed class UndoTests : ReleasingContext
{
    private const string Released = "Released Spring storefront to everyone on Production";

    [Fact]
    public async Task Undo_Released_RestoresTheStateBefore()
    {
        await ReleaseAsync();

        Over.Button("Undo").Click();

        WaitForMessage("Undid the last change of Spring storefront on Production: closed again");
        Assert.Equal(ReleaseState.Closed, await StateOfAsync("spring-storefront"));
        Assert.Equal(("Undo", $"Undone right after: {Released}"), await LastEntryAsync());
    }

    [Fact]
    public async Task Undo_SwitchedOffWithAReason_NeedsNoOther()
    {
        await SignInAsync(Role.Engineer);
        await CreateAsync(Shop.Recommendations, Purpose.Operational);
        await ApplyAsync(Role.Engineer, new ReleaseControlToEveryone("recommendations-kill-switch", "production"));
        PressWithdraw("recommendations-kill-switch");
        Over.Field("reason").Change("database at 95 % CPU");
        SendAndSee("Switched off Recommendations on Production");

        Over.Button("Undo").Click();

        Over.WaitForAssertion(() => Assert.Contains(Messages, message => message.StartsWith("Undid the last change of Recommendations", StringComparison.Ordinal)));
        Assert.Equal(Availability.Everyone, (await StateOfAsync("recommendations-kill-switch")).Availability);
    }

    [Fact]
    public async Task Undo_SomebodyChangesTheControlMeanwhile_IsNoLongerOffered()
    {
        await ReleaseAsync();

        await ApplyAsync(Role.Engineer, new ReleaseControlToEveryone("spring-storefront", "production", Share: 1_000));

        Over.WaitForState(() => Over.FindAll("button").All(button => button.Words() != "Undo"));
    }

    [Fact]
    public async Task Undo_SomebodyChangesAnotherControlOrEnvironment_IsStillOffered()
    {
        await ReleaseAsync();

        await CreateAsync(Shop.Loyalty);
        await ApplyAsync(Role.Marketing, new ReleaseControlToEveryone("loyalty-banner", "production"));
        await ApplyAsync(Role.Marketing, new ReleaseControlToEveryone("spring-storefront", "staging"));

        Assert.Contains("Undo", Over.FindAll("button").Select(Markup.Words));
    }

    [Fact]
    public async Task Undo_PageIsLeft_NothingGoesOnListening()
    {
        await ReleaseAsync();

        Services.GetRequiredService<UndoOffers>().Dispose();

        Assert.Equal(0, Services.GetRequiredService<ChangeFeed>().Listeners);
    }

    private async Task ReleaseAsync()
    {
        await SignInAsync(Role.Marketing);
        await CreateAsync(Shop.Spring);
        PressRelease("spring-storefront");
        SendAndSee(Released);
    }
}
