using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace ReleasePortal.Domain.History;

/// <summary>How an entry breaks the chain.</summary>
public enum ChainBreak
{
    /// <summary>Its text is not what its hash says.</summary>
    Changed,

    /// <summary>The text is no entry at all.</summary>
    NoEntry,

    /// <summary>Another entry stands in its place: it was removed, inserted before, or swapped.</summary>
    OutOfPlace,

    /// <summary>It is not the one that was written after the entry before it.</summary>
    NotLinked,
}

/// <summary>Walks along a chain entry by entry, over bytes, and keeps nothing of what it has passed but the last hash.</summary>
public sealed class ChainWalk
{
    private const int HashDigits = 2 * SHA256.HashSizeInBytes;

    private readonly byte[] _head;

    /// <summary>Stands before the first entry.</summary>
    public ChainWalk()
        : this(0, HistoryHead.Zeros)
    {
    }

    /// <summary>Stands on an entry that is known to hold.</summary>
    public ChainWalk(long entries, string head) => (Entries, _head) = (entries, Encoding.ASCII.GetBytes(head));

    /// <summary>How many entries held.</summary>
    public long Entries { get; private set; }

    /// <summary>The hash of the last entry that held.</summary>
    public string Head => Encoding.ASCII.GetString(_head);

    /// <summary>Whether the head has that hash.</summary>
    public bool IsAt(string hash) => Ascii.Equals(_head, hash);

    /// <summary>Takes the next entry.</summary>
    /// <param name="canonical">Its text, UTF-8.</param>
    /// <param name="hash">What is stored as its hash: lower-case hexadecimal.</param>
    /// <returns>Why it cannot be the next one; null when it is, and then the walk stands on it.</returns>
    public ChainBreak? Add(ReadOnlySpan<byte> canonical, ReadOnlySpan<byte> hash)
    {
        Span<byte> bytes = stackalloc byte[SHA256.HashSizeInBytes];
        Span<byte> digits = stackalloc byte[HashDigits];
        SHA256.HashData(canonical, bytes);
        Convert.TryToHexStringLower(bytes, digits, out _);
        if (!digits.SequenceEqual(hash))
            return ChainBreak.Changed;
        if (!TryRead(canonical, out var sequence, out var isLinked))
            return ChainBreak.NoEntry;
        if (sequence != Entries + 1)
            return ChainBreak.OutOfPlace;
        if (!isLinked)
            return ChainBreak.NotLinked;

        digits.CopyTo(_head);
        Entries++;
        return null;
    }

    // Whoever forges an entry may write anything, with a hash that fits.
    private bool TryRead(ReadOnlySpan<byte> canonical, out long sequence, out bool isLinked)
    {
        (sequence, isLinked) = (0, false);
        var (sequences, links) = (0, 0);
        var reader = new Utf8JsonReader(canonical);
        try
        {
            if (!reader.Read() || reader.TokenType is not JsonTokenType.StartObject)
                return false;
            while (reader.Read() && reader.TokenType is JsonTokenType.PropertyName)
            {
                if (reader.ValueTextEquals("sequence"u8))
                {
                    if (!reader.Read() || reader.TokenType is not JsonTokenType.Number || !reader.TryGetInt64(out sequence))
                        return false;
                    sequences++;
                }
                else if (reader.ValueTextEquals("previousHash"u8))
                {
                    if (!reader.Read() || reader.TokenType is not JsonTokenType.String)
                        return false;
                    isLinked = reader.ValueTextEquals(_head);
                    links++;
                }
                else
                {
                    reader.Skip();
                }
            }

            return !reader.Read() && (sequences, links) is (1, 1);
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
