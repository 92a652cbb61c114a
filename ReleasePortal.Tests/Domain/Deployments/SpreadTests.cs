using FsCheck;
using FsCheck.Xunit;
using ReleasePortal.Domain.Deployments;

namespace ReleasePortal.Tests.Domain.Deployments;

/// <summary>Quantiles and steps of lengths of time.</summary>
public class SpreadTests
{
    [Fact]
    public void Nothing_HasNoSpread() => Assert.Null(Spread.Of([]));

    [Fact]
    public void One_IsEveryQuantile()
    {
        var spread = Spread.Of([TimeSpan.FromDays(2)])!;

        Assert.All([spread.P10, spread.P25, spread.Median, spread.P75, spread.P90], quantile => Assert.Equal(TimeSpan.FromDays(2), quantile));
    }

    // R 4.3: quantile(c(1, 2, 4, 8, 16), c(.1, .25, .5, .75, .9), type = 7) is 1.4, 2, 4, 8, 12.8.
    [Fact]
    public void Quantiles_AreThoseOfType7()
    {
        var spread = Spread.Of(new[] { 8, 1, 16, 4, 2 }.Select(hours => TimeSpan.FromHours(hours)))!;

        Assert.Equal([1.4, 2, 4, 8, 12.8], new[] { spread.P10, spread.P25, spread.Median, spread.P75, spread.P90 }.Select(quantile => Math.Round(quantile.TotalHours, 9)));
    }

    [Theory]
    [InlineData(0, 0, SpreadStep.UnderAnHour)]
    [InlineData(0, 59, SpreadStep.UnderAnHour)]
    [InlineData(0, 60, SpreadStep.UnderADay)]
    [InlineData(1, -1, SpreadStep.UnderADay)]
    [InlineData(1, 0, SpreadStep.OneToThreeDays)]
    [InlineData(3, 0, SpreadStep.ThreeToSevenDays)]
    [InlineData(7, 0, SpreadStep.OneToTwoWeeks)]
    [InlineData(14, 0, SpreadStep.TwoToFourWeeks)]
    [InlineData(28, 0, SpreadStep.Longer)]
    [InlineData(900, 0, SpreadStep.Longer)]
    public void StepOf_BeginsWhereTheOneBeforeEnds(int days, int minutes, SpreadStep step) =>
        Assert.Equal(step, Spread.StepOf(TimeSpan.FromDays(days) + TimeSpan.FromMinutes(minutes)));

    // As the definition says it: between the two values whose share of the way from the first to the last is just below and above.
    [Property]
    public void AnyLengths_SpreadAsByTheDefinition(NonEmptyArray<NonNegativeInt> minutes)
    {
        var sorted = minutes.Get.Select(one => (double)one.Get).Order().ToArray();
        var spread = Spread.Of(minutes.Get.Reverse().Select(one => TimeSpan.FromMinutes(one.Get)))!;

        foreach (var (share, quantile) in new[] { (0.1, spread.P10), (0.25, spread.P25), (0.5, spread.Median), (0.75, spread.P75), (0.9, spread.P90) })
        {
            var naive = sorted.Length is 1 ? sorted[0] : Enumerable.Range(0, sorted.Length - 1)
                .Where(place => place <= ((sorted.Length - 1) * share) + 1e-9)
                .Select(place => sorted[place] + ((sorted[place + 1] - sorted[place]) * (((sorted.Length - 1) * share) - place)))
                .Last();
            Assert.Equal(naive, quantile.TotalMinutes, 1e-5 * (1 + naive));
        }

        Assert.Equal(sorted.Length, spread.Count);
        Assert.Equal(
            [
                sorted.Count(one => one < 60), sorted.Count(one => one is >= 60 and < 1440), sorted.Count(one => one is >= 1440 and < 4320),
                sorted.Count(one => one is >= 4320 and < 10_080), sorted.Count(one => one is >= 10_080 and < 20_160),
                sorted.Count(one => one is >= 20_160 and < 40_320), sorted.Count(one => one >= 40_320),
            ],
            spread.Steps);
    }
}
