using ReleasePortal.Domain;
using ReleasePortal.Domain.Controls;
using ReleasePortal.Domain.Wording;
using ReleasePortal.Tests.Support;

namespace ReleasePortal.Tests.Domain.Controls;

/// <summary>Closing a control on an environment.</summary>
public class WithdrawTests
{
    [Fact]
    public void Withdraw_ReleasedControl_ClosesIt()
    {
        var control = Given.ABusinessToggle().ReleasedToEveryone(share: 500);

        var changed = control.Withdraw(Given.Production, seenVersion: 1, Given.Circumstances()).OrThrow();

        Assert.Equal(ReleaseState.Closed, control.StateOn(Given.Production));
        Assert.Equal(ReleaseState.ToEveryone(Serving.Of(Variant.On), 500), changed.Before);
        Assert.Equal("withdrew Spring storefront on Production", changed.Sentence.Did().Plain());
        Assert.Equal("Nobody on Production will see Spring storefront any more, immediately.", changed.Sentence.Will().Plain());
    }

    [Fact]
    public void Withdraw_ClosedControl_IsRefused()
    {
        var result = Given.ABusinessToggle().Withdraw(Given.Production, seenVersion: null, Given.Circumstances());

        Assert.IsType<AlreadySo>(result.Refusal);
    }

    [Fact]
    public void Withdraw_ControlThatWasNeverChangedThere_AddsNoState()
    {
        var control = Given.ABusinessToggle();

        control.Withdraw(Given.Production, seenVersion: null, Given.Circumstances());

        Assert.Empty(control.States);
    }

    [Fact]
    public void Withdraw_KillSwitch_IsSwitchedOff()
    {
        var changed = Given.AKillSwitch().ReleasedToEveryone().Withdraw(Given.Production, seenVersion: null, Given.Circumstances()).OrThrow();

        Assert.Equal("switched off Recommendations on Production", changed.Sentence.Did().Plain());
    }

    [Fact]
    public void Withdraw_OlderVersionSeen_IsStale()
    {
        var result = Given.ABusinessToggle().ReleasedToEveryone().ReleasedTo(Given.Staff)
            .Withdraw(Given.Production, seenVersion: 1, Given.Circumstances());

        Assert.IsType<Stale>(result.Refusal);
    }

    [Fact]
    public void Withdraw_RetiredControl_IsRefused()
    {
        var result = Given.ABusinessToggle().ReleasedToEveryone().Retired()
            .Withdraw(Given.Production, seenVersion: null, Given.Circumstances());

        Assert.IsType<IsRetired>(result.Refusal);
    }
}
