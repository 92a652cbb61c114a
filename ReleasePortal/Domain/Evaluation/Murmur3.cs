using System.Buffers.Binary;
using System.Numerics;

namespace ReleasePortal.Domain.Evaluation;

/// <summary>MurmurHash3 x86 32-bit with seed 0, as flagd's <c>fractional</c> uses it (design.md, section 6).</summary>
public static class Murmur3
{
    private const uint C1 = 0xcc9e2d51;
    private const uint C2 = 0x1b873593;

    /// <summary>Of the bytes as they are; text is hashed over its UTF-8.</summary>
    public static uint Hash(ReadOnlySpan<byte> data)
    {
        var hash = 0u;
        var rest = data;
        for (; rest.Length >= sizeof(uint); rest = rest[sizeof(uint)..])
        {
            hash ^= Mix(BinaryPrimitives.ReadUInt32LittleEndian(rest));
            hash = (BitOperations.RotateLeft(hash, 13) * 5) + 0xe6546b64;
        }

        var tail = 0u;
        for (var index = rest.Length - 1; index >= 0; index--)
            tail = (tail << 8) | rest[index];
        hash ^= Mix(tail); // Mix(0) is 0: an empty tail changes nothing

        return Finish(hash ^ (uint)data.Length);
    }

    private static uint Mix(uint block) => BitOperations.RotateLeft(block * C1, 15) * C2;

    private static uint Finish(uint hash)
    {
        hash ^= hash >> 16;
        hash *= 0x85ebca6b;
        hash ^= hash >> 13;
        hash *= 0xc2b2ae35;
        return hash ^ (hash >> 16);
    }
}
