using System.Globalization;
using System.Numerics;
using ReleasePortal.Domain.Budgets;
using ReleasePortal.Tests.Support;

namespace ReleasePortal.Tests.Domain.Budgets;

public class CombinationsTests
{
    [Fact]
    public void On_NothingOpen_IsOne() => Assert.Equal(BigInteger.One, Combinations.On(Given.Production, [Given.ABusinessToggle(), Given.ABusinessFlag()]));

    [Fact]
    public void On_OpenControls_MultipliesTheirVariants() => Assert.Equal(
        new BigInteger(2 * 2 * 3),
        Combinations.On(
            Given.Production,
            [
                Given.ABusinessToggle().ReleasedToEveryone(),
                Given.AnOperationalToggle().ReleasedTo(Given.EarlyAccess),
                Given.ABusinessFlag().ReleasedToEveryone(Given.Express),
                Given.ABusinessToggle().ReleasedToEveryone(on: Given.Staging),
                Given.ABusinessToggle().ReleasedToEveryone().Withdrawn(),
                Given.ABusinessToggle().ReleasedToEveryone().Retired(),
            ]));

    /// <summary>More than any number of the machine holds, to the last digit.</summary>
    [Fact]
    public void On_HundredsOfControls_IsExact()
    {
        var number = Combinations.On(Given.Production, Enumerable.Range(0, 300).Select(index => Given.AnOperationalToggle($"toggle-{index}").ReleasedToEveryone()));

        Assert.Equal(BigInteger.Pow(2, 300), number);
        Assert.Equal(300, Combinations.PowerOfTwo(number));
        Assert.Equal(91, number.ToString(CultureInfo.InvariantCulture).Length);
    }

    [Fact]
    public void PowerOfTwo_OfAnythingElse_IsNone()
    {
        Assert.Null(Combinations.PowerOfTwo(12));
        Assert.Equal(3.585, Combinations.Log2(12), 3);
        Assert.Equal(0, Combinations.PowerOfTwo(BigInteger.One));
    }
}
