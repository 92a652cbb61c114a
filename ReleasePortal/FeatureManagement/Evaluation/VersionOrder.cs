using System.Text.RegularExpressions;

namespace ReleasePortal.FeatureManagement.Evaluation;

/// <summary>The order of versions as of semver.org 2.0.0, section 11; build metadata does not count.</summary>
internal static partial class VersionOrder
{
    /// <summary>The portal reads versions of up to 256 characters; its rules add two of build metadata before they compare.</summary>
    private const int Longest = 258;

    /// <summary>Below zero when the first comes before the second; null when either is no version.</summary>
    public static int? Compare(string left, string right)
    {
        if (Read(left) is not { } one || Read(right) is not { } other)
            return null;

        var byCore = InOrder(one.Core, other.Core);
        if (byCore is not 0 || one.PreRelease is null || other.PreRelease is null)
            return byCore is not 0 ? byCore : (one.PreRelease is null).CompareTo(other.PreRelease is null); // a pre-release comes first

        return InOrder(one.PreRelease, other.PreRelease);
    }

    private static (string[] Core, string[]? PreRelease)? Read(string text)
    {
        if (text.Length > Longest || Grammar().Match(text) is not { Success: true } match)
            return null;

        var preRelease = match.Groups["pre"];
        return (match.Groups["core"].Value.Split('.'), preRelease.Success ? preRelease.Value.Split('.') : null);
    }

    private static int InOrder(string[] left, string[] right)
    {
        foreach (var (one, other) in left.Zip(right))
        {
            var order = (IsNumber(one), IsNumber(other)) switch
            {
                (true, true) when one.Length != other.Length => one.Length - other.Length, // no leading zeros: the longer is larger
                (true, false) => -1,
                (false, true) => 1,
                _ => string.CompareOrdinal(one, other),
            };
            if (order is not 0)
                return order;
        }

        return left.Length - right.Length;
    }

    private static bool IsNumber(string identifier) => identifier.All(char.IsAsciiDigit);

    // The expression that semver.org suggests; on so short a text it takes no time worth the name.
    [GeneratedRegex(
        @"\A(?<core>(0|[1-9][0-9]*)(\.(0|[1-9][0-9]*)){2})"
        + @"(-(?<pre>(0|[1-9][0-9]*|[0-9]*[a-zA-Z-][0-9a-zA-Z-]*)(\.(0|[1-9][0-9]*|[0-9]*[a-zA-Z-][0-9a-zA-Z-]*))*))?"
        + @"(\+[0-9a-zA-Z-]+(\.[0-9a-zA-Z-]+)*)?\z",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Grammar();
}
