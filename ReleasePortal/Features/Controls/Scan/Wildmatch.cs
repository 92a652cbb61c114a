namespace ReleasePortal.Features.Controls.Scan;

/// <summary>
/// Patterns as git matches them (wildmatch.c), over bytes: a <c>?</c> stands for one byte there, and so it does here. A regular
/// expression for each pattern would be slower and would differ in corners.
/// </summary>
internal static class Wildmatch
{
    private enum Found
    {
        Yes,
        No,

        /// <summary>No, and no longer text will do either.</summary>
        Never,

        /// <summary>No, unless an earlier <c>**</c> takes more.</summary>
        NotWithoutStars,
    }

    /// <param name="pattern">The pattern.</param>
    /// <param name="text">A path, or a part of one.</param>
    /// <param name="isPath">Whether only <c>**</c> reaches over a slash.</param>
    public static bool Matches(ReadOnlySpan<byte> pattern, ReadOnlySpan<byte> text, bool isPath) => Match(pattern, 0, text, isPath) is Found.Yes;

    // The whole pattern comes along: what stands before a star decides what it may take.
    private static Found Match(ReadOnlySpan<byte> pattern, int at, ReadOnlySpan<byte> text, bool isPath)
    {
        for (; at < pattern.Length; at++)
        {
            if (text.IsEmpty && pattern[at] is not (byte)'*')
                return Found.Never;

            switch (pattern[at])
            {
                case (byte)'*':
                    return MatchStar(pattern, at, text, isPath);
                case (byte)'?':
                    if (isPath && text[0] is (byte)'/')
                        return Found.No;
                    break;
                case (byte)'[':
                    if (ByteClass.Read(pattern, ref at, text[0]) is not { } isIn)
                        return Found.Never;
                    if (!isIn || (isPath && text[0] is (byte)'/'))
                        return Found.No;
                    break;
                case (byte)'\\':
                    if (++at == pattern.Length || pattern[at] != text[0])
                        return Found.No;
                    break;
                default:
                    if (pattern[at] != text[0])
                        return Found.No;
                    break;
            }

            text = text[1..];
        }

        return text.IsEmpty ? Found.Yes : Found.No;
    }

    private static Found MatchStar(ReadOnlySpan<byte> pattern, int star, ReadOnlySpan<byte> text, bool isPath)
    {
        var rest = star + 1;
        while (rest < pattern.Length && pattern[rest] is (byte)'*')
            rest++;

        var overSlashes = !isPath;
        if (isPath && rest - star > 1 && StandsAlone(pattern, star, rest))
        {
            if (rest < pattern.Length && pattern[rest] is (byte)'/' && Match(pattern, rest + 1, text, isPath) is Found.Yes)
                return Found.Yes; // it may stand for no folder at all
            overSlashes = true;
        }

        if (rest == pattern.Length)
            return overSlashes || !text.Contains((byte)'/') ? Found.Yes : Found.NotWithoutStars;

        for (; !text.IsEmpty; text = text[1..])
        {
            var found = Match(pattern, rest, text, isPath);
            if (found is not Found.No && (!overSlashes || found is not Found.NotWithoutStars))
                return found;
            if (found is Found.No && !overSlashes && text[0] is (byte)'/')
                return Found.NotWithoutStars;
        }

        return Found.Never;
    }

    /// <summary>Whether two stars are a whole part of the path; others are as good as one.</summary>
    private static bool StandsAlone(ReadOnlySpan<byte> pattern, int star, int rest) =>
        (star is 0 || pattern[star - 1] is (byte)'/')
        && (rest == pattern.Length || pattern[rest] is (byte)'/' || (pattern[rest] is (byte)'\\' && rest + 1 < pattern.Length && pattern[rest + 1] is (byte)'/'));
}
