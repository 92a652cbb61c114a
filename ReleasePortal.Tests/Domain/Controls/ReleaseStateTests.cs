using ReleasePortal.Domain.Controls;
using ReleasePortal.Tests.Support;

namespace ReleasePortal.Tests.Domain.Controls;

/// <summary>What a state says about itself.</summary>
public class ReleaseStateTests
{
    [Fact]
    public void VariantsServed_Closed_IsTheOffVariantOnly() =>
        Assert.Equal([Given.Classic], ReleaseState.Closed.VariantsServed(Given.Classic));

    [Fact]
    public void VariantsServed_EveryoneWithoutAShare_LeavesNobodyOut() =>
        Assert.Equal([Given.Express], ReleaseState.ToEveryone(Serving.Of(Given.Express)).VariantsServed(Given.Classic));

    [Fact]
    public void VariantsServed_Share_LeavesSomebodyOut() => Assert.Equal(
        [Given.Express, Given.Classic], ReleaseState.ToEveryone(Serving.Of(Given.Express), 100).VariantsServed(Given.Classic));

    [Fact]
    public void Equals_SameContentInOtherLists_IsTrue()
    {
        GroupRule[] Rules() => [new(Given.Staff, Serving.Between(new WeightedVariant(Given.Classic, 1), new WeightedVariant(Given.Express, 1)))];

        Assert.Equal(ReleaseState.ToGroups(Rules()), ReleaseState.ToGroups(Rules()));
        Assert.Equal(ReleaseState.ToGroups(Rules()).GetHashCode(), ReleaseState.ToGroups(Rules()).GetHashCode());
    }

    [Fact]
    public void Equals_OtherWeight_IsFalse() => Assert.NotEqual(
        Serving.Between(new WeightedVariant(Given.Classic, 1), new WeightedVariant(Given.Express, 1)),
        Serving.Between(new WeightedVariant(Given.Classic, 1), new WeightedVariant(Given.Express, 2)));
}
