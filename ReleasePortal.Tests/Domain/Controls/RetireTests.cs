using ReleasePortal.Domain;
using ReleasePortal.Domain.Controls;
using ReleasePortal.Domain.Wording;
using ReleasePortal.Tests.Support;

namespace ReleasePortal.Tests.Domain.Controls;

/// <summary>Removing a control that no code asks for any more, and bringing it back.</summary>
public class RetireTests
{
    [Fact]
    public void Retire_Confirmed_IsRetiredFromThen()
    {
        var control = Given.ABusinessToggle();

        var changed = control.Retire(noCodeAsks: true, seenVersion: control.Version, Given.Circumstances()).OrThrow();

        Assert.Equal(Given.Now, control.RetiredAt);
        Assert.Equal("retired Spring storefront", changed.Sentence.Did().Plain());
        Assert.True(Assert.IsType<ControlSnapshot>(changed.After).Retired);
    }

    [Fact]
    public void Retire_NotConfirmed_IsRefused()
    {
        var control = Given.ABusinessToggle();

        var result = control.Retire(noCodeAsks: false, seenVersion: null, Given.Circumstances());

        Assert.Equal("noCodeAsks", Assert.IsType<ConfirmationNeeded>(result.Refusal).Field);
        Assert.Null(control.RetiredAt);
    }

    [Fact]
    public void Retire_Twice_IsRefused() => Assert.IsType<IsRetired>(
        Given.ABusinessToggle().Retired().Retire(noCodeAsks: true, seenVersion: null, Given.Circumstances()).Refusal);

    [Fact]
    public void Retire_OlderVersionSeen_IsStale() => Assert.IsType<Stale>(
        Given.ABusinessToggle().Retire(noCodeAsks: true, seenVersion: 1, Given.Circumstances()).Refusal);

    [Fact]
    public void Restore_RetiredControl_IsBackInTheStatesThatItHad()
    {
        var control = Given.ABusinessToggle().ReleasedToEveryone(share: 300).Retired();

        var changed = control.Restore(seenVersion: control.Version, Given.Circumstances()).OrThrow();

        Assert.Null(control.RetiredAt);
        Assert.Equal(ReleaseState.ToEveryone(Serving.Of(Variant.On), 300), control.StateOn(Given.Production));
        Assert.Equal("restored Spring storefront", changed.Sentence.Did().Plain());
        Assert.Equal("RestoreControl", changed.Sentence.Action);
    }

    [Fact]
    public void Restore_ControlThatIsNotRetired_IsRefused() =>
        Assert.IsType<AlreadySo>(Given.ABusinessToggle().Restore(seenVersion: null, Given.Circumstances()).Refusal);

    [Fact]
    public void Restore_OlderVersionSeen_IsStale() =>
        Assert.IsType<Stale>(Given.ABusinessToggle().Retired().Restore(seenVersion: 1, Given.Circumstances()).Refusal);
}
