using ReleasePortal.Domain;
using ReleasePortal.Domain.Controls;
using ReleasePortal.Domain.Wording;
using ReleasePortal.Tests.Support;

namespace ReleasePortal.Tests.Domain.Controls;

/// <summary>The audited act by which a control comes into business users' hands, and back.</summary>
public class HandOverTests
{
    [Fact]
    public void HandOver_TemporaryControl_NeedsOneEngineer()
    {
        var control = Given.AnOperationalToggle();

        var changed = control.HandOver(seenVersion: 1, Given.Circumstances()).OrThrow();

        Assert.Equal(Purpose.Business, control.Purpose);
        Assert.Equal("handed Spring storefront over to the business", changed.Sentence.Did().Plain());
        Assert.Equal(Purpose.Operational, Assert.IsType<ControlSnapshot>(changed.Before).Purpose);
        Assert.Equal(Purpose.Business, Assert.IsType<ControlSnapshot>(changed.After).Purpose);
    }

    [Fact]
    public void HandOver_LongLivedControl_IsAskedForFirst()
    {
        var control = Given.AKillSwitch();

        var changed = control.HandOver(seenVersion: null, Given.Circumstances(Given.AnEngineer)).OrThrow();

        Assert.Equal(Purpose.Operational, control.Purpose);
        Assert.Equal(Given.AnEngineer.Id, control.HandOverAskedBy);
        Assert.Equal("asked for Recommendations to be handed over to the business", changed.Sentence.Did().Plain());
        Assert.Equal("HandOver", changed.Sentence.Action);
    }

    [Fact]
    public void HandOver_LongLivedControlBySecondEngineer_IsDone()
    {
        var control = Given.AKillSwitch();
        control.HandOver(seenVersion: null, Given.Circumstances(Given.AnEngineer)).OrThrow();

        control.HandOver(seenVersion: null, Given.Circumstances(Given.AnotherEngineer)).OrThrow();

        Assert.Equal(Purpose.Business, control.Purpose);
        Assert.Null(control.HandOverAskedBy);
    }

    [Fact]
    public void HandOver_LongLivedControlBySameEngineerTwice_IsRefused()
    {
        var control = Given.AKillSwitch();
        control.HandOver(seenVersion: null, Given.Circumstances(Given.AnEngineer)).OrThrow();

        var result = control.HandOver(seenVersion: null, Given.Circumstances(Given.AnEngineer));

        Assert.IsType<SecondEngineerNeeded>(result.Refusal);
        Assert.Equal(Purpose.Operational, control.Purpose);
    }

    [Fact]
    public void HandOver_SecondEngineerWhoSawAnOlderVersion_IsStale()
    {
        var control = Given.AKillSwitch();
        control.HandOver(seenVersion: null, Given.Circumstances(Given.AnEngineer)).OrThrow();

        Assert.IsType<Stale>(control.HandOver(seenVersion: 1, Given.Circumstances(Given.AnotherEngineer)).Refusal);
    }

    [Fact]
    public void HandOver_BusinessControl_IsRefused() =>
        Assert.IsType<AlreadySo>(Given.ABusinessToggle().HandOver(seenVersion: null, Given.Circumstances()).Refusal);

    [Fact]
    public void HandOver_RetiredControl_IsRefused() =>
        Assert.IsType<IsRetired>(Given.AnOperationalToggle().Retired().HandOver(seenVersion: null, Given.Circumstances()).Refusal);

    [Fact]
    public void HandOver_KeepsTheStates()
    {
        var control = Given.AnOperationalToggle().ReleasedToEveryone().HandedOver();

        Assert.Equal(Availability.Everyone, control.StateOn(Given.Production).Availability);
    }

    [Fact]
    public void TakeBack_BusinessControl_IsOperationalAgain()
    {
        var control = Given.ABusinessToggle();

        var changed = control.TakeBack(seenVersion: null, Given.Circumstances()).OrThrow();

        Assert.Equal(Purpose.Operational, control.Purpose);
        Assert.Equal("took Spring storefront back from the business", changed.Sentence.Did().Plain());
    }

    [Fact]
    public void TakeBack_ControlSeenByBrowsers_IsNoLonger()
    {
        var control = Given.ABusinessToggle();
        control.Edit(Given.Details() with { SeenByBrowsers = true }, seenVersion: null, Given.Circumstances()).OrThrow();

        control.TakeBack(seenVersion: null, Given.Circumstances()).OrThrow();

        Assert.False(control.SeenByBrowsers);
    }

    [Fact]
    public void TakeBack_WhileASecondEngineerIsAwaited_EndsTheWait()
    {
        var control = Given.AKillSwitch();
        control.HandOver(seenVersion: null, Given.Circumstances(Given.AnEngineer)).OrThrow();

        var changed = control.TakeBack(seenVersion: null, Given.Circumstances(Given.AnotherEngineer)).OrThrow();

        Assert.Null(control.HandOverAskedBy);
        Assert.Equal("turned down the hand-over of Recommendations", changed.Sentence.Did().Plain());
    }

    [Fact]
    public void TakeBack_OperationalControl_IsRefused() =>
        Assert.IsType<AlreadySo>(Given.AKillSwitch().TakeBack(seenVersion: null, Given.Circumstances()).Refusal);

    [Fact]
    public void TakeBack_OlderVersionSeen_IsStale() =>
        Assert.IsType<Stale>(Given.ABusinessToggle().TakeBack(seenVersion: 1, Given.Circumstances()).Refusal);

    [Fact]
    public void TakeBack_RetiredControl_IsRefused() =>
        Assert.IsType<IsRetired>(Given.ABusinessToggle().Retired().TakeBack(seenVersion: null, Given.Circumstances()).Refusal);
}
