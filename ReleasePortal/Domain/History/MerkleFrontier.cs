using System.Numerics;
using System.Security.Cryptography;
using System.Text;

namespace ReleasePortal.Domain.History;

/// <summary>
/// The roots of the complete subtrees on the left edge of a growing Merkle tree (RFC 9162, section 2.1), the largest first: all
/// that is needed to add leaves and to know the root, in 32 bytes for each bit of the size.
/// </summary>
public sealed class MerkleFrontier
{
    private readonly List<byte[]> _subtrees;

    /// <summary>The tree without a leaf.</summary>
    public MerkleFrontier()
        : this(0, [])
    {
    }

    private MerkleFrontier(long size, List<byte[]> subtrees) => (Size, _subtrees) = (size, subtrees);

    /// <summary>How many leaves the tree has.</summary>
    public long Size { get; private set; }

    /// <summary>One root for each bit that is set in <see cref="Size"/>, the largest subtree first.</summary>
    public IReadOnlyList<byte[]> Subtrees => _subtrees;

    /// <summary>What <see cref="Write"/> wrote; null when it is not the frontier of a tree of that size.</summary>
    public static MerkleFrontier? Read(long size, string text)
    {
        const int digits = 2 * SHA256.HashSizeInBytes;
        var count = BitOperations.PopCount((ulong)size);
        if (size < 0 || text.Length != count * digits || !text.All(char.IsAsciiHexDigit))
            return null;
        return new MerkleFrontier(size, [.. Enumerable.Range(0, count).Select(index => Convert.FromHexString(text.AsSpan(index * digits, digits)))]);
    }

    /// <summary>The hashes one after the other; lower-case hexadecimal.</summary>
    public string Write()
    {
        var text = new StringBuilder();
        foreach (var subtree in _subtrees)
            text.Append(Convert.ToHexStringLower(subtree));
        return text.ToString();
    }

    /// <summary>Adds a leaf at the right.</summary>
    /// <param name="leafHash">By <see cref="MerkleTree.LeafHash"/>.</param>
    public void Append(byte[] leafHash)
    {
        _subtrees.Add(leafHash);
        Size++;
        for (var complete = BitOperations.TrailingZeroCount(Size); complete > 0; complete--)
        {
            var merged = MerkleTree.NodeHash(_subtrees[^2], _subtrees[^1]);
            _subtrees.RemoveAt(_subtrees.Count - 1);
            _subtrees[^1] = merged;
        }
    }

    /// <summary>The root of the tree as it is now.</summary>
    public byte[] Root()
    {
        if (Size is 0)
            return SHA256.HashData([]);

        var root = _subtrees[^1];
        for (var index = _subtrees.Count - 2; index >= 0; index--)
            root = MerkleTree.NodeHash(_subtrees[index], root);
        return root;
    }

    /// <summary>Another one that grows apart from this.</summary>
    public MerkleFrontier Copy() => new(Size, [.. _subtrees]);
}
