using System.Text;

namespace ReleasePortal.Features.Controls.Scan;

/// <summary>
/// Finds keys in text. A key is always a whole word of letters, digits, hyphens and underscores, so a text is gone through once, word
/// by word, however many keys there are.
/// </summary>
internal sealed class KeyFinder
{
    private const int Bits = 1 << 17;

    /// <summary>What words are made of; bytes above ASCII are parts of letters.</summary>
    private static readonly bool[] IsOfAWord =
    [
        .. Enumerable.Range(0, 256).Select(value => value >= 0x80 || char.IsAsciiLetterOrDigit((char)value) || (char)value is '-' or '_'),
    ];

    private readonly ulong[] _seen = new ulong[Bits / 64];
    private readonly Dictionary<uint, Key[]> _keys;

    public KeyFinder(IEnumerable<string> keys)
    {
        _keys = keys.Distinct(StringComparer.Ordinal)
            .Select(key => new Key(key, Encoding.UTF8.GetBytes(key), !key.Contains('-', StringComparison.Ordinal)))
            .GroupBy(key => HashOf(key.Bytes))
            .ToDictionary(group => group.Key, group => group.ToArray());
        foreach (var hash in _keys.Keys)
            _seen[hash % Bits / 64] |= 1UL << (int)(hash % 64);
    }

    /// <summary>
    /// Calls back for every place where a key stands. One without a hyphen might be any word, so it counts between quotes only.
    /// </summary>
    /// <param name="text">UTF-8, or anything that has ASCII in it.</param>
    /// <param name="found">The key, and at which byte it begins.</param>
    public void Find(ReadOnlySpan<byte> text, Action<string, int> found)
    {
        var isOfAWord = IsOfAWord;
        var at = 0;
        while (at < text.Length)
        {
            if (!isOfAWord[text[at]])
            {
                at++;
                continue;
            }

            var begin = at;
            var hash = 0u;
            do
            {
                hash = Next(hash, text[at++]);
            }
            while (at < text.Length && isOfAWord[text[at]]);

            if ((_seen[hash % Bits / 64] >> (int)(hash % 64) & 1) is not 0)
                Tell(text, begin, at, hash, found);
        }
    }

    private static uint HashOf(ReadOnlySpan<byte> word)
    {
        var hash = 0u;
        foreach (var letter in word)
            hash = Next(hash, letter);
        return hash;
    }

    private static uint Next(uint hash, byte letter) => (hash * 0x01000193) ^ letter;

    private void Tell(ReadOnlySpan<byte> text, int begin, int end, uint hash, Action<string, int> found)
    {
        if (!_keys.TryGetValue(hash, out var keys))
            return;

        foreach (var key in keys)
        {
            if (text[begin..end].SequenceEqual(key.Bytes) && (!key.OnlyInQuotes || IsInQuotes(text, begin, end)))
                found(key.Text, begin);
        }
    }

    private static bool IsInQuotes(ReadOnlySpan<byte> text, int begin, int end) =>
        begin > 0 && end < text.Length && text[begin - 1] is (byte)'"' or (byte)'\'' or (byte)'`' && text[begin - 1] == text[end];

    private sealed record Key(string Text, byte[] Bytes, bool OnlyInQuotes);
}
