using System.Globalization;
using System.Numerics;
using ReleasePortal.Domain.Controls;

namespace ReleasePortal.Domain.Budgets;

/// <summary>In how many ways the controls that are open on an environment can stand together.</summary>
public static class Combinations
{
    /// <summary>The product, over the controls that are open there, of the variants that each can serve: two for a toggle.</summary>
    public static BigInteger On(string environment, IEnumerable<ReleaseControl> controls) => controls
        .Where(control => IsOpenOn(environment, control))
        .Aggregate(BigInteger.One, (product, control) => product * control.Variants.Count);

    /// <summary>Whether a control counts there: by how much retiring it divides the number is how many variants it has.</summary>
    public static bool IsOpenOn(string environment, ReleaseControl control) =>
        control.RetiredAt is null && control.StateOn(environment).Availability is not Availability.Closed;

    /// <summary>The exponent when the number is a power of two; null when it is not one.</summary>
    public static long? PowerOfTwo(BigInteger number) => number.IsPowerOfTwo ? number.GetBitLength() - 1 : null;

    /// <summary>To which power of two it comes, to one decimal: 15.6 for 49,152.</summary>
    public static double Log2(BigInteger number) => BigInteger.Log(number, 2);

    /// <summary>The number as people write it: "16,384".</summary>
    public static string Say(BigInteger number, CultureInfo? culture = null) => number.ToString("N0", culture ?? CultureInfo.CurrentCulture);
}
