namespace ReleasePortal.Features.Controls.Scan;

/// <summary>A class of bytes in a pattern: <c>[a-z]</c>, <c>[!0-9]</c>, <c>[[:alpha:]_]</c>.</summary>
internal static class ByteClass
{
    /// <summary>Whether a byte is in the class.</summary>
    /// <param name="pattern">The pattern.</param>
    /// <param name="at">Where the class opens; afterwards where it closes.</param>
    /// <param name="wanted">The byte.</param>
    /// <returns>Null when the class does not close or names something unknown: such a pattern matches nothing.</returns>
    public static bool? Read(ReadOnlySpan<byte> pattern, ref int at, byte wanted)
    {
        at++;
        var isNegated = at < pattern.Length && pattern[at] is (byte)'!' or (byte)'^';
        if (isNegated)
            at++;

        var isIn = false;
        byte before = 0;
        var first = at;
        for (; at < pattern.Length; at++)
        {
            var here = pattern[at];
            if (here is (byte)']' && at > first)
                return isIn != isNegated;

            if (here is (byte)'-' && before is not 0 && at + 1 < pattern.Length && pattern[at + 1] is not (byte)']')
            {
                at++;
                if (pattern[at] is (byte)'\\' && ++at == pattern.Length)
                    return null;
                isIn |= wanted >= before && wanted <= pattern[at];
                before = 0;
            }
            else if (here is (byte)'[' && at + 1 < pattern.Length && pattern[at + 1] is (byte)':')
            {
                var length = pattern[(at + 2)..].IndexOf((byte)']');
                if (length < 0)
                    return null;
                if (length is 0 || pattern[at + 1 + length] is not (byte)':')
                {
                    isIn |= wanted is (byte)'['; // no name after all
                    before = here;
                }
                else
                {
                    if (IsNamed(pattern.Slice(at + 2, length - 1), wanted) is not { } named)
                        return null;
                    isIn |= named;
                    at += length + 2;
                    before = 0;
                }
            }
            else
            {
                if (here is (byte)'\\' && ++at == pattern.Length)
                    return null;
                before = pattern[at];
                isIn |= wanted == before;
            }
        }

        return null;
    }

    private static bool? IsNamed(ReadOnlySpan<byte> name, byte wanted)
    {
        var character = (char)wanted;
        return System.Text.Encoding.ASCII.GetString(name) switch
        {
            "alnum" => char.IsAsciiLetterOrDigit(character),
            "alpha" => char.IsAsciiLetter(character),
            "blank" => character is ' ' or '\t',
            "cntrl" => wanted is < 0x20 or 0x7f,
            "digit" => char.IsAsciiDigit(character),
            "graph" => wanted is > 0x20 and < 0x7f,
            "lower" => char.IsAsciiLetterLower(character),
            "print" => wanted is >= 0x20 and < 0x7f,
            "punct" => wanted is > 0x20 and < 0x7f && !char.IsAsciiLetterOrDigit(character),
            "space" => character is ' ' or (>= '\t' and <= '\r'),
            "upper" => char.IsAsciiLetterUpper(character),
            "xdigit" => char.IsAsciiHexDigit(character),
            _ => null,
        };
    }
}
