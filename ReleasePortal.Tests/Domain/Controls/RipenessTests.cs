using ReleasePortal.Domain.Controls;
using ReleasePortal.Tests.Support;

namespace ReleasePortal.Tests.Domain.Controls;

/// <summary>When a temporary control has done its work.</summary>
public class RipenessTests
{
    [Fact]
    public void VariantOfAll_IsThereWhenNobodyGetsAnythingElse()
    {
        Assert.Equal("on", Ripeness.VariantOfAll(ReleaseState.ToEveryone(Serving.Of("on"))));
        Assert.Equal("blue", Ripeness.VariantOfAll(ReleaseState.ToEveryone(Serving.Between(new("green", 0), new("blue", 100)))));
        Assert.Null(Ripeness.VariantOfAll(ReleaseState.ToEveryone(Serving.Between(new("green", 1), new("blue", 99)))));
        Assert.Null(Ripeness.VariantOfAll(ReleaseState.ToEveryone(Serving.Of("on"), share: 9_999)));
        Assert.Null(Ripeness.VariantOfAll(ReleaseState.ToGroups([new GroupRule("staff", Serving.Of("on"))])));
        Assert.Null(Ripeness.VariantOfAll(ReleaseState.Closed));
    }

    [Theory]
    [InlineData(0, null, false)]
    [InlineData(-1, null, true)]
    [InlineData(10, 30, true)]
    [InlineData(10, 29, false)]
    [InlineData(null, 30, true)]
    [InlineData(null, null, false)]
    public void IsRipe_ItsDayHasPassed_OrEveryoneHasHadItForLongEnough(int? daysLeft, int? daysOpen, bool isRipe)
    {
        DateOnly? removeBy = daysLeft is { } left ? DateOnly.FromDateTime(Given.Now.UtcDateTime).AddDays(left) : null;
        DateTimeOffset? openSince = daysOpen is { } open ? Given.Now.AddDays(-open) : null;

        Assert.Equal(isRipe, Ripeness.IsRipe(removeBy, openSince, Given.Now, days: 30));
    }
}
