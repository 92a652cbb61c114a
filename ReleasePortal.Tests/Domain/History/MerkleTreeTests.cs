using System.Text;
using FsCheck.Xunit;
using ReleasePortal.Domain.History;

namespace ReleasePortal.Tests.Domain.History;

/// <summary>
/// The tree of RFC 9162: against the vectors that implementations of Certificate Transparency share (eight leaves), against the
/// definition of the root for any size, and every proof for and against.
/// </summary>
public class MerkleTreeTests
{
    private static readonly byte[][] Known =
        [.. new[] { "", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f" }
            .Select(leaf => MerkleTree.LeafHash(Convert.FromHexString(leaf)))];

    [Theory]
    [InlineData(0, "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")]
    [InlineData(1, "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d")]
    [InlineData(2, "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125")]
    [InlineData(3, "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77")]
    [InlineData(4, "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7")]
    [InlineData(5, "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4")]
    [InlineData(6, "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef")]
    [InlineData(7, "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c")]
    [InlineData(8, "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328")]
    public void Root_OfTheSharedVectors(int size, string root) =>
        Assert.Equal(root, Convert.ToHexStringLower(MerkleTree.Root(Known.AsSpan(0, size))));

    [Fact]
    public void InclusionProof_OfTheSharedVectors() => Assert.Equal(
        [
            "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
            "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
            "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
        ],
        Hex(MerkleTree.InclusionProof(5, Known)));

    [Fact]
    public void ConsistencyProof_OfTheSharedVectors() => Assert.Equal(
        [
            "0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a",
            "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
            "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
        ],
        Hex(MerkleTree.ConsistencyProof(6, Known)));

    [Property(MaxTest = 100)]
    public bool Root_OfAnySize_IsWhatTheDefinitionSays(ushort size)
    {
        var leaves = Leaves(size % 300);

        return MerkleTree.Root(leaves).AsSpan().SequenceEqual(ByDefinition(leaves));
    }

    [Property(MaxTest = 200)]
    public bool Inclusion_OfAnyLeafOfAnySize_IsProved(ushort size, ushort leaf)
    {
        var leaves = Leaves(1 + (size % 300));
        var index = leaf % leaves.Length;

        return MerkleTree.VerifyInclusion(
            leaves[index], index, leaves.Length, MerkleTree.InclusionProof(index, leaves), ByDefinition(leaves));
    }

    [Property(MaxTest = 200)]
    public bool Inclusion_WithAnyBitChanged_IsNotProved(ushort size, ushort leaf, ushort place, byte bit)
    {
        var leaves = Leaves(1 + (size % 300));
        var index = leaf % leaves.Length;
        byte[][] hashes = [leaves[index].ToArray(), MerkleTree.Root(leaves), .. MerkleTree.InclusionProof(index, leaves).Select(hash => hash.ToArray())];
        hashes[place % hashes.Length][place % 32] ^= (byte)(1 << (bit % 8));

        return !MerkleTree.VerifyInclusion(hashes[0], index, leaves.Length, hashes[2..], hashes[1]);
    }

    [Property(MaxTest = 200)]
    public bool Inclusion_AtAnotherPlace_IsNotProved(ushort size, ushort leaf, ushort elsewhere)
    {
        var leaves = Leaves(2 + (size % 300));
        var index = leaf % leaves.Length;
        var other = (index + 1 + (elsewhere % (leaves.Length - 1))) % leaves.Length;

        return !MerkleTree.VerifyInclusion(
            leaves[index], other, leaves.Length, MerkleTree.InclusionProof(index, leaves), MerkleTree.Root(leaves));
    }

    [Theory]
    [InlineData(-1, 8)]
    [InlineData(8, 8)]
    [InlineData(5, 4)]
    [InlineData(0, 0)]
    public void Inclusion_OutsideOfTheTree_IsNotProved(long index, long size) =>
        Assert.False(MerkleTree.VerifyInclusion(Known[5], index, size, MerkleTree.InclusionProof(5, Known), MerkleTree.Root(Known)));

    [Fact]
    public void Inclusion_WithAPathThatIsTooShortOrTooLong_IsNotProved()
    {
        var path = MerkleTree.InclusionProof(5, Known);

        Assert.False(MerkleTree.VerifyInclusion(Known[5], 5, 8, [.. path.Take(2)], MerkleTree.Root(Known)));
        Assert.False(MerkleTree.VerifyInclusion(Known[5], 5, 8, [.. path, path[0]], MerkleTree.Root(Known)));
    }

    [Property(MaxTest = 200)]
    public bool Consistency_BetweenAnyTwoSizes_IsProved(ushort one, ushort other)
    {
        var (first, leaves) = Two(one, other);

        return MerkleTree.VerifyConsistency(
            first, leaves.Length, ByDefinition(leaves.AsSpan(0, first)), ByDefinition(leaves), MerkleTree.ConsistencyProof(first, leaves));
    }

    [Property(MaxTest = 200)]
    public bool Consistency_WithAnyBitChanged_IsNotProved(ushort one, ushort other, ushort place, byte bit)
    {
        var (first, leaves) = Two(one, other);
        byte[][] hashes =
        [
            MerkleTree.Root(leaves.AsSpan(0, first)),
            MerkleTree.Root(leaves).ToArray(),
            .. MerkleTree.ConsistencyProof(first, leaves).Select(hash => hash.ToArray()),
        ];
        hashes[0] = hashes[0].ToArray();
        hashes[place % hashes.Length][place % 32] ^= (byte)(1 << (bit % 8));

        return !MerkleTree.VerifyConsistency(first, leaves.Length, hashes[0], hashes[1], hashes[2..]);
    }

    [Fact]
    public void Consistency_OfATreeWhoseBeginningWasRewritten_IsNotProved()
    {
        var leaves = Leaves(12);
        var before = MerkleTree.Root(leaves.AsSpan(0, 7));
        leaves[3] = MerkleTree.LeafHash("somebody was here"u8);

        Assert.False(MerkleTree.VerifyConsistency(7, 12, before, MerkleTree.Root(leaves), MerkleTree.ConsistencyProof(7, leaves)));
    }

    [Property(MaxTest = 100)]
    public bool Frontier_WrittenAndRead_GrowsOn(ushort one, ushort other)
    {
        var (first, leaves) = Two(one, other);
        var frontier = new MerkleFrontier();
        foreach (var leaf in leaves[..first])
            frontier.Append(leaf);

        var read = MerkleFrontier.Read(first, frontier.Write())!;
        foreach (var leaf in leaves[first..])
            read.Append(leaf);

        return read.Size == leaves.Length && read.Root().AsSpan().SequenceEqual(ByDefinition(leaves));
    }

    [Theory]
    [InlineData(3, "")]
    [InlineData(1, "not hexadecimal, though it is exactly as long as one hash would be")]
    [InlineData(2, "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d00")]
    [InlineData(-1, "")]
    public void Frontier_ThatIsNone_IsNotRead(long size, string text) => Assert.Null(MerkleFrontier.Read(size, text));

    // RFC 9162, section 2.1.1, word for word.
    private static byte[] ByDefinition(ReadOnlySpan<byte[]> leaves)
    {
        if (leaves.Length < 2)
            return leaves.Length is 0 ? System.Security.Cryptography.SHA256.HashData([]) : leaves[0];

        var middle = 1;
        while (middle * 2 < leaves.Length)
            middle *= 2;
        return MerkleTree.NodeHash(ByDefinition(leaves[..middle]), ByDefinition(leaves[middle..]));
    }

    private static byte[][] Leaves(int count) =>
        [.. Enumerable.Range(0, count).Select(index => MerkleTree.LeafHash(Encoding.UTF8.GetBytes($"entry {index}")))];

    private static (int First, byte[][] Leaves) Two(ushort one, ushort other)
    {
        var (a, b) = (1 + (one % 200), 1 + (other % 200));
        return (Math.Min(a, b), Leaves(Math.Max(a, b)));
    }

    private static IEnumerable<string> Hex(IEnumerable<byte[]> hashes) => hashes.Select(Convert.ToHexStringLower);
}
