using System.Globalization;
using System.Numerics;
using Microsoft.Extensions.Localization;
using ReleasePortal.Domain.Budgets;

namespace ReleasePortal.Features.Budgets;

/// <summary>Numbers that may be far too large to be read digit by digit.</summary>
public sealed class NumberWords(IStringLocalizer<BudgetsPageTexts> texts)
{
    private static readonly (BigInteger From, string Key)[] Scales =
    [
        (BigInteger.Pow(10, 15), ""), (BigInteger.Pow(10, 12), "Trillion"), (BigInteger.Pow(10, 9), "Billion"), (BigInteger.Pow(10, 6), "Million"),
        (BigInteger.Pow(10, 4), "Thousand"),
    ];

    /// <summary>"24", "about 16 thousand", "a number of 31 digits".</summary>
    public string Say(BigInteger number)
    {
        if (number.IsOne)
            return texts["Number.One"];

        var (from, key) = Scales.FirstOrDefault(scale => number >= scale.From);
        return key switch
        {
            null => texts["Number.Plain", Combinations.Say(number)],
            "" => texts["Number.Digits", number.ToString(CultureInfo.InvariantCulture).Length],
            "Thousand" => texts["Number.Thousand", number / 1_000],
            _ => texts[$"Number.{key}", ((double)number / (double)from).ToString("0.#", CultureInfo.CurrentCulture)],
        };
    }

    /// <summary>What stands before and above the two: "2" and "14", or "≈ 2" and "15.6" where it is no power of two.</summary>
    public static (string Base, string Exponent) PowerOfTwo(BigInteger number) => Combinations.PowerOfTwo(number) is { } power
        ? ("2", power.ToString(CultureInfo.CurrentCulture))
        : ("≈ 2", Combinations.Log2(number).ToString("0.0", CultureInfo.CurrentCulture));
}
