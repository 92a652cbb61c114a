using System.Globalization;
using ReleasePortal.Domain;
using ReleasePortal.Domain.Controls;
using ReleasePortal.Domain.Wording;
using ReleasePortal.Tests.Support;

namespace ReleasePortal.Tests.Domain.Controls;

/// <summary>Opening a control to all users of an environment, or to a share of them.</summary>
public class ReleaseToEveryoneTests
{
    [Fact]
    public void ReleaseToEveryone_ClosedToggle_ServesOnToAll()
    {
        var control = Given.ABusinessToggle();

        var changed = control.ReleaseToEveryone(Given.Production, variant: null, share: null, seenVersion: 0, Given.Circumstances()).OrThrow();

        Assert.Equal(ReleaseState.ToEveryone(Serving.Of(Variant.On)), control.StateOn(Given.Production));
        Assert.Equal(ReleaseState.Closed, changed.Before);
        Assert.Equal(control.StateOn(Given.Production), changed.After);
        Assert.Equal("released Spring storefront to everyone on Production", changed.Sentence.Did().Plain());
        Assert.Equal("Everyone on Production will see Spring storefront immediately.", changed.Sentence.Will().Plain());
    }

    [Fact]
    public void ReleaseToEveryone_LeavesOtherEnvironmentsAlone()
    {
        var control = Given.ABusinessToggle().ReleasedToEveryone(on: Given.Staging);

        Assert.Equal(ReleaseState.Closed, control.StateOn(Given.Production));
        Assert.Equal(0, control.VersionOn(Given.Production));
        Assert.Equal(1, control.VersionOn(Given.Staging));
    }

    [Fact]
    public void ReleaseToEveryone_RemembersWhenAndByWhichEntry()
    {
        var control = Given.ABusinessToggle();
        var circumstances = Given.Circumstances(at: Given.Now.AddHours(1));

        control.ReleaseToEveryone(Given.Production, variant: null, share: null, seenVersion: null, circumstances).OrThrow();

        var state = Assert.Single(control.States);
        Assert.Equal(circumstances.At, state.ChangedAt);
        Assert.Equal(circumstances.EntryId, state.LastEntry);
        Assert.Equal(circumstances.EntryId, control.LastEntryOn(Given.Production));
        Assert.Equal(circumstances.At, control.ChangedAt);
    }

    [Fact]
    public void ReleaseToEveryone_DoesNotTouchTheVersionOfTheDefinition()
    {
        var control = Given.ABusinessToggle();
        var version = control.Version;

        control.ReleasedToEveryone();

        Assert.Equal(version, control.Version);
    }

    [Theory]
    [InlineData(1, "0.01 %")]
    [InlineData(1_000, "10 %")]
    [InlineData(9_999, "99.99 %")]
    public void ReleaseToEveryone_WithAShare_SaysIt(int share, string percent)
    {
        var control = Given.ABusinessToggle();

        var changed = control.ReleaseToEveryone(Given.Production, variant: null, share, seenVersion: null, Given.Circumstances()).OrThrow();

        Assert.Equal(share, control.StateOn(Given.Production).Share);
        Assert.Equal($"released Spring storefront to {percent} of everyone on Production", changed.Sentence.Did(CultureInfo.InvariantCulture).Plain());
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(10_000)]
    public void ReleaseToEveryone_ShareThatIsNoShare_IsRefused(int share)
    {
        var control = Given.ABusinessToggle();

        var result = control.ReleaseToEveryone(Given.Production, variant: null, share, seenVersion: null, Given.Circumstances());

        Assert.Equal(["share: Share"], result.Refusal.Errors());
    }

    [Fact]
    public void ReleaseToEveryone_RaisedShare_IsAChange()
    {
        var control = Given.ABusinessToggle().ReleasedToEveryone(share: 1_000);

        control.ReleasedToEveryone(share: 2_000);

        Assert.Equal(2_000, control.StateOn(Given.Production).Share);
    }

    [Fact]
    public void ReleaseToEveryone_AsItIsAlready_IsRefused()
    {
        var control = Given.ABusinessToggle().ReleasedToEveryone();

        var result = control.ReleaseToEveryone(Given.Production, variant: null, share: null, seenVersion: null, Given.Circumstances());

        Assert.IsType<AlreadySo>(result.Refusal);
        Assert.Equal(1, control.VersionOn(Given.Production));
    }

    [Fact]
    public void ReleaseToEveryone_AfterGroupsAndShare_ClearsThem()
    {
        var control = Given.ABusinessToggle().ReleasedToEveryone(share: 500).ReleasedTo(Given.Staff).ReleasedToEveryone();

        Assert.Equal(ReleaseState.ToEveryone(Serving.Of(Variant.On)), control.StateOn(Given.Production));
    }

    [Fact]
    public void ReleaseToEveryone_ToggleAsOff_IsRefused()
    {
        var control = Given.ABusinessToggle();

        var result = control.ReleaseToEveryone(Given.Production, Variant.Off, share: null, seenVersion: null, Given.Circumstances());

        Assert.Equal(["variant: ToggleServedOff"], result.Refusal.Errors());
    }

    [Fact]
    public void ReleaseToEveryone_FlagWithoutAVariant_IsRefused()
    {
        var result = Given.ABusinessFlag().ReleaseToEveryone(
            Given.Production, variant: null, share: null, seenVersion: null, Given.Circumstances());

        Assert.Equal(["variant: VariantRequired"], result.Refusal.Errors());
    }

    [Fact]
    public void ReleaseToEveryone_UnknownVariant_IsRefused()
    {
        var result = Given.ABusinessFlag().ReleaseToEveryone(
            Given.Production, "neon", share: null, seenVersion: null, Given.Circumstances());

        Assert.Equal(["variant: UnknownVariant"], result.Refusal.Errors());
        Assert.Equal("There is no version neon.", result.Refusal!.Message.ToString());
    }

    [Fact]
    public void ReleaseToEveryone_Flag_NamesTheVariant()
    {
        var changed = Given.ABusinessFlag().ReleaseToEveryone(
            Given.Production, Given.Express, share: null, seenVersion: null, Given.Circumstances()).OrThrow();

        Assert.Equal("released Express checkout of Checkout layout to everyone on Production", changed.Sentence.Did().Plain());
    }

    [Fact]
    public void ReleaseToEveryone_FlagToAShare_NamesVariantAndShare()
    {
        var changed = Given.ABusinessFlag().ReleaseToEveryone(
            Given.Production, Given.Express, share: 250, seenVersion: null, Given.Circumstances()).OrThrow();

        Assert.Equal("released Express checkout of Checkout layout to 2.5 % of everyone on Production", changed.Sentence.Did(CultureInfo.InvariantCulture).Plain());
    }

    [Fact]
    public void ReleaseToEveryone_KillSwitch_IsSwitchedOn()
    {
        var changed = Given.AKillSwitch().ReleaseToEveryone(
            Given.Production, variant: null, share: null, seenVersion: null, Given.Circumstances()).OrThrow();

        Assert.Equal("switched on Recommendations on Production", changed.Sentence.Did().Plain());
        Assert.Equal("ReleaseControlToEveryone", changed.Sentence.Action);
    }

    [Fact]
    public void ReleaseToEveryone_OlderVersionSeen_IsStale()
    {
        var control = Given.ABusinessToggle().ReleasedToEveryone().Withdrawn();

        var result = control.ReleaseToEveryone(Given.Production, variant: null, share: null, seenVersion: 1, Given.Circumstances());

        Assert.IsType<Stale>(result.Refusal);
        Assert.Equal(ReleaseState.Closed, control.StateOn(Given.Production));
    }

    [Fact]
    public void ReleaseToEveryone_ChangedOnAnotherEnvironmentMeanwhile_IsNotStale()
    {
        var control = Given.ABusinessToggle().ReleasedToEveryone(on: Given.Staging);

        var result = control.ReleaseToEveryone(Given.Production, variant: null, share: null, seenVersion: 0, Given.Circumstances());

        Assert.True(result.IsSuccess);
    }

    [Fact]
    public void ReleaseToEveryone_RetiredControl_IsRefused()
    {
        var result = Given.ABusinessToggle().Retired().ReleaseToEveryone(
            Given.Production, variant: null, share: null, seenVersion: null, Given.Circumstances());

        Assert.IsType<IsRetired>(result.Refusal);
    }
}
