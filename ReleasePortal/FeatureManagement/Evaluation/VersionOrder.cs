namespace ReleasePortal.FeatureManagement.Evaluation;

/// <summary>The order of versions as of semver.org 2.0.0, section 11; build metadata does not count.</summary>
internal static class VersionOrder
{
    /// <summary>The portal reads versions of up to 256 characters; its rules add two of build metadata before they compare.</summary>
    private const int Longest = 258;

    /// <summary>Below zero when the first comes before the second; null when either is no version.</summary>
    public static int? Compare(string left, string right)
    {
        if (Read(left) is not { } one || Read(right) is not { } other)
            return null;
        if (InOrder(one.Core, other.Core) is var byCore and not 0)
            return byCore;

        return one.PreRelease is null || other.PreRelease is null
            ? (one.PreRelease is null).CompareTo(other.PreRelease is null) // a pre-release comes before its version
            : InOrder(one.PreRelease, other.PreRelease);
    }

    private static (string[] Core, string[]? PreRelease)? Read(string text)
    {
        if (text.Length > Longest)
            return null;

        string[] withBuild = text.Split('+', 2), withPreRelease = withBuild[0].Split('-', 2), core = withPreRelease[0].Split('.');
        var preRelease = withPreRelease is [_, var after] ? after.Split('.') : null;
        var isVersion = core.Length is 3
            && core.All(IsNumber)
            && (preRelease is null || preRelease.All(identifier => IsIdentifier(identifier) && (IsNumber(identifier) || !identifier.All(char.IsAsciiDigit))))
            && (withBuild is not [_, var build] || build.Split('.').All(IsIdentifier));
        return isVersion ? (core, preRelease) : null;
    }

    private static int InOrder(string[] left, string[] right)
    {
        foreach (var (one, other) in left.Zip(right))
        {
            var order = (IsNumber(one), IsNumber(other)) switch
            {
                (true, true) when one.Length != other.Length => one.Length - other.Length, // without leading zeros, the longer is larger
                (true, false) => -1,
                (false, true) => 1,
                _ => string.CompareOrdinal(one, other),
            };
            if (order is not 0)
                return order;
        }

        return left.Length - right.Length;
    }

    private static bool IsNumber(string text) => text.Length > 0 && text.All(char.IsAsciiDigit) && (text.Length is 1 || text[0] is not '0');

    private static bool IsIdentifier(string text) => text.Length > 0 && text.All(character => char.IsAsciiLetterOrDigit(character) || character is '-');
}
