using System.Diagnostics.CodeAnalysis;
using System.Text.RegularExpressions;

namespace ReleasePortal.Domain.Audiences;

/// <summary>A version as of semver.org 2.0.0, ordered by its precedence rules (section 11); build metadata does not count.</summary>
public sealed partial class SemanticVersion
{
    private readonly string[] _core;
    private readonly string[] _preRelease;

    private SemanticVersion(string[] core, string[] preRelease) => (_core, _preRelease) = (core, preRelease);

    /// <summary>False for anything that the specification's own pattern does not accept, a leading "v" included.</summary>
    public static bool TryParse(string? text, [NotNullWhen(true)] out SemanticVersion? version)
    {
        version = null;
        if (text is null || text.Length > 256 || Pattern().Match(text) is not { Success: true } match)
            return false;

        version = new SemanticVersion(
            [match.Groups["major"].Value, match.Groups["minor"].Value, match.Groups["patch"].Value],
            match.Groups["pre"].Success ? match.Groups["pre"].Value.Split('.') : []);
        return true;
    }

    /// <summary>Below zero when this one comes before <paramref name="other"/>, zero when neither does.</summary>
    public int CompareWith(SemanticVersion other)
    {
        for (var index = 0; index < _core.Length; index++)
        {
            if (CompareNumbers(_core[index], other._core[index]) is var difference and not 0)
                return difference;
        }

        if (_preRelease.Length is 0 || other._preRelease.Length is 0)
            return other._preRelease.Length.CompareTo(_preRelease.Length) is var one and not 0 ? one : 0;
        for (var index = 0; index < Math.Min(_preRelease.Length, other._preRelease.Length); index++)
        {
            if (CompareIdentifiers(_preRelease[index], other._preRelease[index]) is var difference and not 0)
                return difference;
        }

        return _preRelease.Length.CompareTo(other._preRelease.Length);
    }

    private static int CompareIdentifiers(string left, string right) =>
        (left.All(char.IsAsciiDigit), right.All(char.IsAsciiDigit)) switch
        {
            (true, true) => CompareNumbers(left, right),
            (true, false) => -1,
            (false, true) => 1,
            _ => string.CompareOrdinal(left, right),
        };

    // Numbers have no leading zeros here, so the longer one is the larger, whatever their size.
    private static int CompareNumbers(string left, string right) =>
        left.Length != right.Length ? left.Length.CompareTo(right.Length) : string.CompareOrdinal(left, right);

    [GeneratedRegex(
        @"^(?<major>0|[1-9][0-9]*)\.(?<minor>0|[1-9][0-9]*)\.(?<patch>0|[1-9][0-9]*)(?:-(?<pre>(?:0|[1-9][0-9]*|[0-9]*[a-zA-Z-][0-9a-zA-Z-]*)(?:\.(?:0|[1-9][0-9]*|[0-9]*[a-zA-Z-][0-9a-zA-Z-]*))*))?(?:\+[0-9a-zA-Z-]+(?:\.[0-9a-zA-Z-]+)*)?\z",
        RegexOptions.NonBacktracking | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Pattern();
}
