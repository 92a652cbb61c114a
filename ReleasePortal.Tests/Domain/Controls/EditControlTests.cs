using ReleasePortal.Domain;
using ReleasePortal.Domain.Controls;
using ReleasePortal.Domain.Wording;
using ReleasePortal.Tests.Support;

namespace ReleasePortal.Tests.Domain.Controls;

/// <summary>Altering what is written about a control.</summary>
public class EditControlTests
{
    [Fact]
    public void Edit_NewName_IsKeptWithBeforeAndAfter()
    {
        var control = Given.ABusinessToggle();

        var changed = control.Edit(Given.Details("Summer storefront"), seenVersion: control.Version, Given.Circumstances()).OrThrow();

        Assert.Equal("Summer storefront", control.Name);
        Assert.Equal("Spring storefront", Assert.IsType<ControlSnapshot>(changed.Before).Name);
        Assert.Equal("Summer storefront", Assert.IsType<ControlSnapshot>(changed.After).Name);
        Assert.Equal("edited Summer storefront", changed.Sentence.Did().Plain());
    }

    [Fact]
    public void Edit_RaisesTheVersionOfTheDefinitionOnly()
    {
        var control = Given.ABusinessToggle().ReleasedToEveryone();
        var version = control.Version;

        control.Edit(Given.Details("Summer storefront"), seenVersion: null, Given.Circumstances()).OrThrow();

        Assert.Equal(version + 1, control.Version);
        Assert.Equal(1, control.VersionOn(Given.Production));
    }

    [Fact]
    public void Edit_NothingDifferent_IsRefusedAndChangesNothing()
    {
        var control = Given.ABusinessToggle();
        var version = control.Version;

        var result = control.Edit(Given.Details(" Spring storefront ") with { Tags = [] }, seenVersion: null, Given.Circumstances());

        Assert.IsType<AlreadySo>(result.Refusal);
        Assert.Equal(version, control.Version);
    }

    [Fact]
    public void Edit_OlderVersionSeen_IsStale()
    {
        var control = Given.ABusinessToggle();

        var result = control.Edit(Given.Details("Summer storefront"), seenVersion: control.Version - 1, Given.Circumstances());

        Assert.IsType<Stale>(result.Refusal);
        Assert.Equal("Spring storefront", control.Name);
    }

    [Fact]
    public void Edit_RetiredControl_IsRefused() => Assert.IsType<IsRetired>(
        Given.ABusinessToggle().Retired().Edit(Given.Details("Summer"), seenVersion: null, Given.Circumstances()).Refusal);

    [Fact]
    public void Edit_Invalid_IsRefusedAndChangesNothing()
    {
        var control = Given.ABusinessToggle();

        var result = control.Edit(Given.Details(""), seenVersion: null, Given.Circumstances());

        Assert.Equal(["name: Required"], result.Refusal.Errors());
        Assert.Equal("Spring storefront", control.Name);
    }

    [Fact]
    public void Edit_OverdueControl_MayKeepItsDay()
    {
        var control = Given.ABusinessToggle();
        var nextYear = Given.Circumstances(at: Given.Now.AddYears(1));

        Assert.True(control.Edit(Given.Details("Still here"), seenVersion: null, nextYear).IsSuccess);
    }

    [Fact]
    public void Edit_OverdueControl_CannotMoveItsDayWithinThePast()
    {
        var details = Given.Details() with { RemoveBy = Given.InSummer.AddDays(1) };

        var result = Given.ABusinessToggle().Edit(details, seenVersion: null, Given.Circumstances(at: Given.Now.AddYears(1)));

        Assert.Equal(["removeBy: DateInThePast"], result.Refusal.Errors());
    }

    [Fact]
    public void Edit_ToLongLived_KeepsTheJustificationAndForgetsTheDay()
    {
        var control = Given.AnOperationalToggle();

        control.Edit(Given.LongLivedDetails(), seenVersion: null, Given.Circumstances()).OrThrow();

        Assert.Equal(Lifetime.LongLived, control.Lifetime);
        Assert.Null(control.RemoveBy);
    }

    [Fact]
    public void Edit_TemporaryBusinessControlToLongLived_IsRefused_OrNoSecondEngineerWouldBeNeeded()
    {
        var result = Given.ABusinessToggle().Edit(Given.LongLivedDetails(), seenVersion: null, Given.Circumstances());

        Assert.Equal(["lifetime: LongLivedInBusinessHands"], result.Refusal.Errors());
    }

    [Fact]
    public void Edit_BusinessControl_MayBeSeenByBrowsers()
    {
        var control = Given.ABusinessToggle();

        control.Edit(Given.Details() with { SeenByBrowsers = true }, seenVersion: null, Given.Circumstances()).OrThrow();

        Assert.True(control.SeenByBrowsers);
    }

    [Fact]
    public void Edit_OperationalControl_IsNeverSeenByBrowsers()
    {
        var result = Given.AnOperationalToggle().Edit(Given.Details() with { SeenByBrowsers = true }, seenVersion: null, Given.Circumstances());

        Assert.Equal(["seenByBrowsers: OperationalInBrowsers"], result.Refusal.Errors());
    }

    [Fact]
    public void Edit_Toggle_KeepsItsVariants()
    {
        var control = Given.ABusinessToggle();

        control.Edit(Given.FlagDetails(), seenVersion: null, Given.Circumstances()).OrThrow();

        Assert.Equal(Variant.OfToggle, control.Variants);
    }

    [Fact]
    public void Edit_VariantThatIsServed_CannotGo()
    {
        var result = Given.ABusinessFlag().ReleasedToEveryone(Given.Guided).Edit(Without(Given.Guided), seenVersion: null, Given.Circumstances());

        var refusal = Assert.IsType<VariantInUse>(result.Refusal);
        Assert.Equal(("Guided checkout", Given.Production, "variants"), (refusal.Variant, refusal.Environment, refusal.Field));
    }

    [Fact]
    public void Edit_VariantThatAGroupGets_CannotGo() => Assert.IsType<VariantInUse>(
        Given.ABusinessFlag().ReleasedTo(Given.Staff, Given.Guided).Edit(Without(Given.Guided), seenVersion: null, Given.Circumstances()).Refusal);

    [Fact]
    public void Edit_VariantInASplit_CannotGo()
    {
        var control = Given.ABusinessFlag();
        control.ServeSplit(
            Given.Production, [new(Given.Classic, 1), new(Given.Guided, 1)], share: null, seenVersion: null, Given.Circumstances()).OrThrow();

        Assert.IsType<VariantInUse>(control.Edit(Without(Given.Guided), seenVersion: null, Given.Circumstances()).Refusal);
    }

    [Fact]
    public void Edit_VariantThatNobodyGets_MayGo() =>
        Assert.True(Given.ABusinessFlag().Edit(Without(Given.Guided), seenVersion: null, Given.Circumstances()).IsSuccess);

    [Fact]
    public void Edit_OffVariant_CannotGo()
    {
        var result = Given.ABusinessFlag().Edit(Without(Given.Classic), seenVersion: null, Given.Circumstances());

        Assert.Equal(["offVariant: UnknownVariant"], result.Refusal.Errors());
    }

    [Fact]
    public void Edit_ValueOfAnotherType_IsRefused()
    {
        var details = Given.FlagDetails();
        details = details with { Variants = [.. details.Variants.Select(variant => variant with { Value = "true" })] };

        var result = Given.ABusinessFlag().Edit(details, seenVersion: null, Given.Circumstances());

        Assert.Equal(
            ["variants.0.value: Value.String", "variants.1.value: Value.String", "variants.2.value: Value.String"], result.Refusal.Errors());
    }

    private static ControlDetails Without(string variant) => Given.FlagDetails() with
    {
        Variants = [.. Given.FlagDetails().Variants.Where(kept => kept.Key != variant)],
    };
}
