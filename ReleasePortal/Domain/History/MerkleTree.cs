using System.Numerics;
using System.Security.Cryptography;

namespace ReleasePortal.Domain.History;

/// <summary>
/// The Merkle tree of RFC 9162, section 2.1, with SHA-256: its leaves are the canonical bytes of the entries in the order of
/// their sequence, so the entry with sequence n is the leaf with index n - 1.
/// </summary>
public static class MerkleTree
{
    // What a leaf hashes to can never be what a node hashes to.
    private const byte LeafMark = 0;
    private const byte NodeMark = 1;
    private const int ShortLeaf = 4_096;

    /// <summary>SHA-256(0x00 ‖ data).</summary>
    public static byte[] LeafHash(ReadOnlySpan<byte> data)
    {
        Span<byte> marked = data.Length < ShortLeaf ? stackalloc byte[ShortLeaf] : new byte[data.Length + 1];
        marked[0] = LeafMark;
        data.CopyTo(marked[1..]);
        return SHA256.HashData(marked[..(data.Length + 1)]);
    }

    /// <summary>SHA-256(0x01 ‖ left ‖ right).</summary>
    public static byte[] NodeHash(ReadOnlySpan<byte> left, ReadOnlySpan<byte> right)
    {
        Span<byte> marked = stackalloc byte[1 + (2 * SHA256.HashSizeInBytes)];
        marked[0] = NodeMark;
        left.CopyTo(marked[1..]);
        right.CopyTo(marked[(1 + SHA256.HashSizeInBytes)..]);
        return SHA256.HashData(marked);
    }

    /// <summary>The root over these leaves.</summary>
    public static byte[] Root(ReadOnlySpan<byte[]> leafHashes)
    {
        var frontier = new MerkleFrontier();
        foreach (var leaf in leafHashes)
            frontier.Append(leaf);
        return frontier.Root();
    }

    /// <summary>The path that shows that a leaf is in the tree (section 2.1.3.1), from the leaf up.</summary>
    /// <param name="index">Which leaf, from 0.</param>
    /// <param name="leafHashes">Every leaf of the tree.</param>
    public static IReadOnlyList<byte[]> InclusionProof(int index, ReadOnlySpan<byte[]> leafHashes)
    {
        var before = new MerkleFrontier();
        foreach (var leaf in leafHashes[..index])
            before.Append(leaf);
        return InclusionProof(before, leafHashes[(index + 1)..]);
    }

    /// <summary>
    /// The same path without the leaves before: what stands to the left of a leaf is the frontier of the tree that ends before it.
    /// </summary>
    /// <param name="before">The tree of all leaves before this one.</param>
    /// <param name="after">The leaves after this one, up to the end of the tree.</param>
    public static IReadOnlyList<byte[]> InclusionProof(MerkleFrontier before, ReadOnlySpan<byte[]> after)
    {
        var path = new List<byte[]>();
        var (index, left) = (before.Size, 0);
        var (from, until) = (0L, index + 1 + after.Length);
        while (until - from > 1)
        {
            var middle = from + LargestPowerBelow(until - from);
            if (index < middle)
            {
                path.Add(Root(after[(int)(middle - index - 1)..(int)(until - index - 1)]));
                until = middle;
            }
            else
            {
                path.Add(before.Subtrees[left++]);
                from = middle;
            }
        }

        path.Reverse();
        return path;
    }

    /// <summary>Whether the path leads from the leaf to the root (section 2.1.3.2).</summary>
    public static bool VerifyInclusion(byte[] leafHash, long index, long treeSize, IReadOnlyList<byte[]> path, byte[] root)
    {
        if (index < 0 || index >= treeSize)
            return false;

        var (node, last, hash) = (index, treeSize - 1, leafHash);
        foreach (var sibling in path)
        {
            if (last is 0 || sibling.Length != SHA256.HashSizeInBytes)
                return false;
            if (IsRight(node) || node == last)
            {
                hash = NodeHash(sibling, hash);
                (node, last) = UpWhileLeft(node, last);
            }
            else
            {
                hash = NodeHash(hash, sibling);
            }

            (node, last) = (node >> 1, last >> 1);
        }

        return last is 0 && hash.AsSpan().SequenceEqual(root);
    }

    /// <summary>The hashes that show that a smaller tree is the beginning of this one (section 2.1.4.1).</summary>
    /// <param name="first">The size of the smaller tree; 1 or more.</param>
    /// <param name="leafHashes">Every leaf of the larger one.</param>
    public static IReadOnlyList<byte[]> ConsistencyProof(int first, ReadOnlySpan<byte[]> leafHashes)
    {
        var proof = new List<byte[]>();
        AddSubProof(proof, first, leafHashes, isKnown: true);
        return proof;
    }

    /// <summary>Whether the smaller tree is the beginning of the larger one (section 2.1.4.2).</summary>
    public static bool VerifyConsistency(long first, long second, byte[] firstRoot, byte[] secondRoot, IReadOnlyList<byte[]> proof)
    {
        if (first < 1 || first > second || proof.Any(hash => hash.Length != SHA256.HashSizeInBytes))
            return false;
        if (first == second)
            return proof.Count is 0 && firstRoot.AsSpan().SequenceEqual(secondRoot);

        IReadOnlyList<byte[]> path = BitOperations.IsPow2(first) ? [firstRoot, .. proof] : proof;
        if (path.Count is 0)
            return false;
        var (node, last) = (first - 1, second - 1);
        while (IsRight(node))
            (node, last) = (node >> 1, last >> 1);

        var (before, after) = (path[0], path[0]);
        foreach (var hash in path.Skip(1))
        {
            if (last is 0)
                return false;
            if (IsRight(node) || node == last)
            {
                (before, after) = (NodeHash(hash, before), NodeHash(hash, after));
                (node, last) = UpWhileLeft(node, last);
            }
            else
            {
                after = NodeHash(after, hash);
            }

            (node, last) = (node >> 1, last >> 1);
        }

        return last is 0 && before.AsSpan().SequenceEqual(firstRoot) && after.AsSpan().SequenceEqual(secondRoot);
    }

    private static void AddSubProof(List<byte[]> proof, int first, ReadOnlySpan<byte[]> leaves, bool isKnown)
    {
        if (first == leaves.Length)
        {
            if (!isKnown)
                proof.Add(Root(leaves));
            return;
        }

        var middle = (int)LargestPowerBelow(leaves.Length);
        if (first <= middle)
        {
            AddSubProof(proof, first, leaves[..middle], isKnown);
            proof.Add(Root(leaves[middle..]));
        }
        else
        {
            AddSubProof(proof, first - middle, leaves[middle..], isKnown: false);
            proof.Add(Root(leaves[..middle]));
        }
    }

    // A node at the right edge that has no sibling stands for itself, levels up, until it has one.
    private static (long Node, long Last) UpWhileLeft(long node, long last)
    {
        while (!IsRight(node) && node is not 0)
            (node, last) = (node >> 1, last >> 1);
        return (node, last);
    }

    private static bool IsRight(long node) => (node & 1) is 1;

    /// <summary>The largest power of two that is smaller than the size, where a tree of that size divides.</summary>
    private static long LargestPowerBelow(long size) => 1L << BitOperations.Log2((ulong)(size - 1));
}
