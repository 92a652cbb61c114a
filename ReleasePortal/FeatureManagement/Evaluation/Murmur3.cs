using System.Buffers.Binary;
using static System.Numerics.BitOperations;

namespace ReleasePortal.FeatureManagement.Evaluation;

/// <summary>MurmurHash3 x86 32-bit with seed 0. The package stands alone, so it has its own.</summary>
internal static class Murmur3
{
    public static uint Hash(ReadOnlySpan<byte> data)
    {
        uint hash = 0;
        var at = 0;
        for (; at + 4 <= data.Length; at += 4)
            hash = (RotateLeft(hash ^ Scrambled(BinaryPrimitives.ReadUInt32LittleEndian(data[at..])), 13) * 5) + 0xe6546b64;

        Span<byte> tail = stackalloc byte[4];
        tail.Clear();
        data[at..].CopyTo(tail);
        hash ^= Scrambled(BinaryPrimitives.ReadUInt32LittleEndian(tail)) ^ (uint)data.Length; // of nothing comes nothing

        hash = (hash ^ (hash >> 16)) * 0x85ebca6b;
        hash = (hash ^ (hash >> 13)) * 0xc2b2ae35;
        return hash ^ (hash >> 16);
    }

    private static uint Scrambled(uint block) => RotateLeft(block * 0xcc9e2d51, 15) * 0x1b873593;
}
