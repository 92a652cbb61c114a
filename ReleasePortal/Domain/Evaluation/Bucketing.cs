using System.Buffers;
using System.Text;

namespace ReleasePortal.Domain.Evaluation;

/// <summary>
/// Who is inside a share, a sample or a part of a split: flagd's <c>fractional</c> (version 2), bit for bit, so that any flagd
/// in-process provider computes the same answer (design.md, section 6). The same user always falls into the same bucket.
/// </summary>
public static class Bucketing
{
    /// <summary>Shares and samples count in parts of this.</summary>
    public const int Whole = 10_000;

    /// <summary>Room for a control's key and most users' on the stack.</summary>
    private const int OnStack = 256;

    /// <summary>What is hashed before a user's key to split them over a control's variants.</summary>
    public static byte[] SplitPrefix(string control) => Encoding.UTF8.GetBytes(control);

    /// <summary>What is hashed before a user's key to see whether they are inside a control's share.</summary>
    public static byte[] SharePrefix(string control) => Encoding.UTF8.GetBytes($"share/{control}/");

    /// <summary>The same for a group's sample: the same people for every control.</summary>
    public static byte[] SamplePrefix(string group) => Encoding.UTF8.GetBytes($"group/{group}/");

    /// <summary>The user's bucket, from 0 to <paramref name="totalWeight"/> - 1.</summary>
    /// <param name="prefix">One of the three prefixes.</param>
    /// <param name="targetingKey">The user's key.</param>
    /// <param name="totalWeight">The sum of all weights, or <see cref="Whole"/>; at least 1.</param>
    public static int Bucket(ReadOnlySpan<byte> prefix, string targetingKey, int totalWeight) =>
        (int)(((ulong)Hash(prefix, targetingKey) * (uint)totalWeight) >> 32);

    private static uint Hash(ReadOnlySpan<byte> prefix, string targetingKey)
    {
        var most = prefix.Length + Encoding.UTF8.GetMaxByteCount(targetingKey.Length);
        if (most <= OnStack)
            return Hash(prefix, targetingKey, stackalloc byte[OnStack]);

        var rented = ArrayPool<byte>.Shared.Rent(most);
        try
        {
            return Hash(prefix, targetingKey, rented);
        }
        finally
        {
            // It held a user's key.
            ArrayPool<byte>.Shared.Return(rented, clearArray: true);
        }
    }

    private static uint Hash(ReadOnlySpan<byte> prefix, string targetingKey, Span<byte> room)
    {
        prefix.CopyTo(room);
        var length = prefix.Length + Encoding.UTF8.GetBytes(targetingKey, room[prefix.Length..]);
        return Murmur3.Hash(room[..length]);
    }
}
