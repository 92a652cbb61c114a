using System.Buffers;

namespace ReleasePortal.Domain.Audiences;

/// <summary>A version as of semver.org 2.0.0, ordered by its precedence rules (section 11); build metadata does not count.</summary>
/// <remarks>Read and compared in place: evaluation does both for every user, and must not make garbage.</remarks>
public readonly struct SemanticVersion
{
    private const int MaxLength = 256;

    private static readonly SearchValues<char> Digits = SearchValues.Create("0123456789");

    private static readonly SearchValues<char> Identifier =
        SearchValues.Create("0123456789-abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ");

    private readonly ReadOnlyMemory<char> _core;
    private readonly ReadOnlyMemory<char> _preRelease;

    private SemanticVersion(ReadOnlyMemory<char> core, ReadOnlyMemory<char> preRelease) => (_core, _preRelease) = (core, preRelease);

    /// <summary>False for anything that the specification's grammar does not accept, a leading "v" included.</summary>
    public static bool TryParse(string? text, out SemanticVersion version)
    {
        version = default;
        if (text is null || text.Length > MaxLength)
            return false;

        // The first plus begins the build metadata, and a hyphen before it the pre-release.
        var (precedence, build) = CutAt('+', text.AsMemory());
        var (core, preRelease) = CutAt('-', precedence);
        if (!IsCore(core.Span) || !AreIdentifiers(preRelease, IsPreRelease) || !AreIdentifiers(build, IsBuild))
            return false;

        version = new SemanticVersion(core, preRelease ?? default);
        return true;
    }

    /// <summary>Below zero when this one comes before <paramref name="other"/>, zero when neither does.</summary>
    public int CompareWith(in SemanticVersion other)
    {
        if (Compare(_core.Span, other._core.Span) is var difference and not 0)
            return difference;

        // A pre-release comes before its version.
        return _preRelease.IsEmpty || other._preRelease.IsEmpty
            ? _preRelease.IsEmpty.CompareTo(other._preRelease.IsEmpty)
            : Compare(_preRelease.Span, other._preRelease.Span);
    }

    private static int Compare(ReadOnlySpan<char> left, ReadOnlySpan<char> right)
    {
        var lefts = left.Split('.');
        var rights = right.Split('.');
        while (true)
        {
            var (hasLeft, hasRight) = (lefts.MoveNext(), rights.MoveNext());
            if (!hasLeft || !hasRight)
                return hasLeft.CompareTo(hasRight);
            if (CompareIdentifiers(left[lefts.Current], right[rights.Current]) is var difference and not 0)
                return difference;
        }
    }

    private static int CompareIdentifiers(ReadOnlySpan<char> left, ReadOnlySpan<char> right) => (IsDigits(left), IsDigits(right)) switch
    {
        // Numbers have no leading zeros here, so the longer one is the larger, whatever their size.
        (true, true) when left.Length != right.Length => left.Length.CompareTo(right.Length),
        (true, false) => -1,
        (false, true) => 1,
        _ => left.SequenceCompareTo(right),
    };

    private static (ReadOnlyMemory<char> Before, ReadOnlyMemory<char>? After) CutAt(char mark, ReadOnlyMemory<char> text) =>
        text.Span.IndexOf(mark) is var at and >= 0 ? (text[..at], text[(at + 1)..]) : (text, After: default(ReadOnlyMemory<char>?));

    private static bool IsCore(ReadOnlySpan<char> core)
    {
        var numbers = 0;
        foreach (var number in core.Split('.'))
        {
            if (!IsDigits(core[number]) || HasLeadingZero(core[number]))
                return false;
            numbers++;
        }

        return numbers is 3;
    }

    private static bool AreIdentifiers(ReadOnlyMemory<char>? text, Func<ReadOnlySpan<char>, bool> isValid)
    {
        if (text is not { Span: var span })
            return true;

        foreach (var identifier in span.Split('.'))
        {
            if (!isValid(span[identifier]))
                return false;
        }

        return true;
    }

    private static bool IsPreRelease(ReadOnlySpan<char> identifier) =>
        IsBuild(identifier) && !(IsDigits(identifier) && HasLeadingZero(identifier));

    private static bool IsBuild(ReadOnlySpan<char> identifier) => !identifier.IsEmpty && !identifier.ContainsAnyExcept(Identifier);

    private static bool IsDigits(ReadOnlySpan<char> identifier) => !identifier.IsEmpty && !identifier.ContainsAnyExcept(Digits);

    private static bool HasLeadingZero(ReadOnlySpan<char> digits) => digits.Length > 1 && digits[0] is '0';
}
