using System.Globalization;
using ReleasePortal.Domain.Controls;
using ReleasePortal.Domain.Wording;
using ReleasePortal.Tests.Support;

namespace ReleasePortal.Tests.Domain.Controls;

/// <summary>An A/B test over the variants of a flag.</summary>
public class ServeSplitTests
{
    [Fact]
    public void ServeSplit_Flag_SaysTheSharesInPeoplesWords()
    {
        var changed = Given.ABusinessFlag().ServeSplit(
            Given.Production,
            [new(Given.Classic, 50), new(Given.Express, 30), new(Given.Guided, 20)],
            share: null,
            seenVersion: null,
            Given.Circumstances()).OrThrow();

        Assert.Equal(
            "Everyone on Production will take part in a test of Checkout layout: "
            + "half see Classic checkout, 30 % see Express checkout and 20 % see Guided checkout.",
            changed.Sentence.Will(CultureInfo.InvariantCulture).Plain());
    }

    [Fact]
    public void ServeSplit_ToAShare_SaysBoth()
    {
        var control = Given.ABusinessFlag();

        var changed = control.ServeSplit(
            Given.Production, [new(Given.Classic, 1), new(Given.Express, 2)], share: 1_000, seenVersion: null, Given.Circumstances()).OrThrow();

        Assert.Equal(1_000, control.StateOn(Given.Production).Share);
        Assert.Equal(
            "put Checkout layout to a split for 10 % of everyone on Production: a third see Classic checkout and 66.67 % see Express checkout",
            changed.Sentence.Did(CultureInfo.InvariantCulture).Plain());
    }

    [Fact]
    public void ServeSplit_VariantWithoutWeight_IsNotSaid()
    {
        var changed = Given.ABusinessFlag().ServeSplit(
            Given.Production, [new(Given.Classic, 0), new(Given.Express, 7)], share: null, seenVersion: null, Given.Circumstances()).OrThrow();

        Assert.Equal("put Checkout layout to a split on Production: all see Express checkout", changed.Sentence.Did().Plain());
    }

    [Fact]
    public void ServeSplit_LargestWeights_StayBelowFlagdsBound()
    {
        var weights = Enumerable.Range(0, ControlRules.MostVariants).Select(index => new WeightedVariant($"v{index}", ControlRules.MostWeight)).ToList();
        var details = Given.FlagDetails() with
        {
            Variants = [new Variant(Given.Classic, "Classic", "\"\""), .. weights.Skip(1).Select(part => new Variant(part.Variant, part.Variant, "\"\""))],
        };
        weights[0] = weights[0] with { Variant = Given.Classic };

        var result = Given.ABusinessFlag(details: details)
            .ServeSplit(Given.Production, weights, share: null, seenVersion: null, Given.Circumstances());

        Assert.True(result.IsSuccess);
        Assert.True(weights.Sum(part => (long)part.Weight) <= int.MaxValue);
    }

    [Theory]
    [InlineData("variant: WeightsSumToZero", 0, 0)]
    [InlineData("variant: Weight", -1, 2)]
    [InlineData("variant: Weight", 10_000_001, 2)]
    public void ServeSplit_WeightsThatServeNobody_AreRefused(string error, int classic, int express) =>
        AssertSplitRefused(Given.ABusinessFlag(), [new(Given.Classic, classic), new(Given.Express, express)], error);

    [Fact]
    public void ServeSplit_Nothing_IsRefused() => AssertSplitRefused(Given.ABusinessFlag(), [], "variant: VariantRequired");

    [Fact]
    public void ServeSplit_OneVariant_IsRefused() =>
        AssertSplitRefused(Given.ABusinessFlag(), [new(Given.Express, 1)], "variant: SplitOfOne");

    [Fact]
    public void ServeSplit_VariantTwice_IsRefused() =>
        AssertSplitRefused(Given.ABusinessFlag(), [new(Given.Express, 1), new(Given.Express, 1)], "variant: Duplicate");

    [Fact]
    public void ServeSplit_UnknownVariant_IsRefused() =>
        AssertSplitRefused(Given.ABusinessFlag(), [new(Given.Express, 1), new("neon", 1)], "variant: UnknownVariant");

    [Fact]
    public void ServeSplit_Toggle_IsRefused() =>
        AssertSplitRefused(Given.ABusinessToggle(), [new(Variant.On, 1), new(Variant.Off, 1)], "variant: SplitOfToggle");

    [Fact]
    public void ServeSplit_ShareThatIsNoShare_IsRefused()
    {
        var result = Given.ABusinessFlag().ServeSplit(
            Given.Production, [new(Given.Classic, 1), new(Given.Express, 1)], share: 10_000, seenVersion: null, Given.Circumstances());

        Assert.Equal(["share: Share"], result.Refusal.Errors());
    }

    private static void AssertSplitRefused(ReleaseControl control, IReadOnlyList<WeightedVariant> split, string error)
    {
        var result = control.ServeSplit(Given.Production, split, share: null, seenVersion: null, Given.Circumstances());

        Assert.Equal([error], result.Refusal.Errors());
        Assert.Empty(control.States);
    }
}
