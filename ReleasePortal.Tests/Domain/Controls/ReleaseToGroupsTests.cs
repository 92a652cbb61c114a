using ReleasePortal.Domain.Controls;
using ReleasePortal.Domain.Wording;
using ReleasePortal.Tests.Support;

namespace ReleasePortal.Tests.Domain.Controls;

/// <summary>Opening a control to some groups.</summary>
public class ReleaseToGroupsTests
{
    [Fact]
    public void ReleaseToGroups_KeepsTheirOrderAndNamesThem()
    {
        var control = Given.ABusinessToggle();
        GroupRule[] rules = [new(Given.Staff, Serving.Of(Variant.On)), new(Given.EarlyAccess, Serving.Of(Variant.On))];

        var changed = control.ReleaseToGroups(Given.Production, rules, seenVersion: null, Given.Circumstances()).OrThrow();

        Assert.Equal([Given.Staff, Given.EarlyAccess], control.StateOn(Given.Production).Groups.Select(rule => rule.Group));
        Assert.Equal("released Spring storefront to Our staff and Early access on Production", changed.Sentence.Did().Plain());
    }

    [Fact]
    public void ReleaseToGroups_FlagWithOneVariant_NamesIt()
    {
        var changed = Given.ABusinessFlag().ReleaseToGroups(
            Given.Production, [new GroupRule(Given.Staff, Serving.Of(Given.Guided))], seenVersion: null, Given.Circumstances()).OrThrow();

        Assert.Equal("released Guided checkout of Checkout layout to Our staff on Production", changed.Sentence.Did().Plain());
    }

    [Fact]
    public void ReleaseToGroups_FlagWithSeveralVariants_NamesTheGroupsOnly()
    {
        GroupRule[] rules = [new(Given.Staff, Serving.Of(Given.Guided)), new(Given.EarlyAccess, Serving.Of(Given.Express))];

        var changed = Given.ABusinessFlag().ReleaseToGroups(Given.Production, rules, seenVersion: null, Given.Circumstances()).OrThrow();

        Assert.Equal("released Checkout layout to Our staff and Early access on Production", changed.Sentence.Did().Plain());
    }

    [Fact]
    public void ReleaseToGroups_OtherOrder_IsAChange()
    {
        var control = Given.ABusinessToggle();
        GroupRule[] rules = [new(Given.Staff, Serving.Of(Variant.On)), new(Given.EarlyAccess, Serving.Of(Variant.On))];
        control.ReleaseToGroups(Given.Production, rules, seenVersion: null, Given.Circumstances()).OrThrow();

        var result = control.ReleaseToGroups(Given.Production, [rules[1], rules[0]], seenVersion: null, Given.Circumstances());

        Assert.True(result.IsSuccess);
    }

    [Fact]
    public void ReleaseToGroups_SplitWithinAGroup_IsKept()
    {
        var split = Serving.Between(new WeightedVariant(Given.Classic, 1), new WeightedVariant(Given.Express, 1));
        var control = Given.ABusinessFlag();

        control.ReleaseToGroups(Given.Production, [new GroupRule(Given.Staff, split)], seenVersion: null, Given.Circumstances()).OrThrow();

        Assert.Equal(split, Assert.Single(control.StateOn(Given.Production).Groups).Serving);
    }

    [Fact]
    public void ReleaseToGroups_NoGroup_IsRefused() => AssertGroupsRefused(Given.ABusinessToggle(), [], "groups: Required");

    [Fact]
    public void ReleaseToGroups_UnknownGroup_IsRefused() => AssertGroupsRefused(
        Given.ABusinessToggle(), [new GroupRule("nobody-knows", Serving.Of(Variant.On))], "groups: UnknownGroup");

    [Fact]
    public void ReleaseToGroups_GroupTwice_IsRefused() => AssertGroupsRefused(
        Given.ABusinessToggle(),
        [new GroupRule(Given.Staff, Serving.Of(Variant.On)), new GroupRule(Given.Staff, Serving.Of(Variant.On))],
        "groups: Duplicate");

    [Fact]
    public void ReleaseToGroups_ToggleAsOff_IsRefused() => AssertGroupsRefused(
        Given.ABusinessToggle(), [new GroupRule(Given.Staff, Serving.Of(Variant.Off))], "variant: ToggleServedOff");

    [Fact]
    public void ReleaseToGroups_SplitOfAToggle_IsRefused() => AssertGroupsRefused(
        Given.ABusinessToggle(),
        [new GroupRule(Given.Staff, Serving.Between(new WeightedVariant(Variant.On, 1), new WeightedVariant(Variant.Off, 1)))],
        "variant: SplitOfToggle");

    [Fact]
    public void ReleaseToGroups_FlagWithoutAVariant_IsRefused() => AssertGroupsRefused(
        Given.ABusinessFlag(), [new GroupRule(Given.Staff, new Serving())], "variant: VariantRequired");

    [Fact]
    public void ReleaseToGroups_UnknownVariant_IsRefused() => AssertGroupsRefused(
        Given.ABusinessFlag(), [new GroupRule(Given.Staff, Serving.Of("neon"))], "variant: UnknownVariant");

    private static void AssertGroupsRefused(ReleaseControl control, IReadOnlyList<GroupRule> rules, string error)
    {
        var result = control.ReleaseToGroups(Given.Production, rules, seenVersion: null, Given.Circumstances());

        Assert.Contains(error, result.Refusal.Errors());
        Assert.Empty(control.States);
    }
}
