namespace Serverless.Core.Audit.Merkle;

/// <summary>
/// The append-only hash tree of RFC 6962, section 2.1, over the entry hashes of a log. It keeps the hashes of all complete subtrees, 64 bytes
/// for each leaf, so that roots and proofs of any earlier size take O(log n) hashes.
/// </summary>
public sealed class MerkleTree
{
    private readonly List<HashList> levels = [new()];

    /// <summary>Number of leaves.</summary>
    public long Size => levels[0].Count;

    /// <summary>Adds the hash of the next leaf; see <see cref="MerkleHash.Leaf"/>.</summary>
    /// <exception cref="ArgumentException">It has not 32 bytes.</exception>
    public void Append(ReadOnlySpan<byte> leafHash)
    {
        if (leafHash.Length != MerkleHash.Size)
            throw new ArgumentException($"A leaf hash has {MerkleHash.Size} bytes, not {leafHash.Length}.", nameof(leafHash));
        levels[0].Add(leafHash);
        Span<byte> node = stackalloc byte[MerkleHash.Size];
        for (var level = 0; levels[level].Count % 2 == 0; level++)
        {
            if (level + 1 == levels.Count)
                levels.Add(new());
            var nodes = levels[level];
            MerkleHash.Node(nodes[nodes.Count - 2], nodes[nodes.Count - 1], node);
            levels[level + 1].Add(node);
        }
    }

    /// <summary>Hash of a leaf.</summary>
    public byte[] LeafAt(long index) => levels[0][index].ToArray();

    /// <summary>Root of the first <paramref name="size"/> leaves.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The tree has fewer leaves.</exception>
    public byte[] RootAt(long size)
    {
        CheckSize(size);
        return size == 0 ? MerkleHash.Empty : HashOf(new MerkleRange(0, size));
    }

    /// <summary>The path that proves leaf <paramref name="index"/> to be in the tree of <paramref name="size"/> leaves (section 2.1.1).</summary>
    /// <returns>Hashes of 32 bytes, from the leaf to the root; at most 63.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The tree has fewer leaves, or the leaf is not among them.</exception>
    public IReadOnlyList<byte[]> ProveInclusion(long index, long size)
    {
        CheckSize(size);
        return [.. MerklePath.OfInclusion(index, size).Select(HashOf)];
    }

    /// <summary>The hashes that prove that the first <paramref name="older"/> leaves of the tree of <paramref name="newer"/> are unchanged (section 2.1.2).</summary>
    /// <returns>Hashes of 32 bytes; none when the sizes are equal or the older tree is empty.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The tree has fewer leaves, or the older one is larger.</exception>
    public IReadOnlyList<byte[]> ProveConsistency(long older, long newer)
    {
        CheckSize(newer);
        return [.. MerklePath.OfConsistency(older, newer).Select(HashOf)];
    }

    private byte[] HashOf(MerkleRange range) => MerkleRange.Fold([.. range.Nodes().Select(node => levels[node.Level][node.Index].ToArray())]);

    private void CheckSize(long size)
    {
        if (size < 0 || size > Size)
            throw new ArgumentOutOfRangeException(nameof(size), size, $"The tree has {Size} leaves.");
    }

    /// <summary>Hashes in a row, without an object for each.</summary>
    private sealed class HashList
    {
        private byte[] bytes = new byte[4 * MerkleHash.Size];

        public int Count { get; private set; }

        public ReadOnlySpan<byte> this[long index] => bytes.AsSpan(checked((int)index * MerkleHash.Size), MerkleHash.Size);

        public void Add(ReadOnlySpan<byte> hash)
        {
            if ((Count + 1) * MerkleHash.Size > bytes.Length)
                Array.Resize(ref bytes, checked(2 * bytes.Length));
            hash.CopyTo(bytes.AsSpan(Count++ * MerkleHash.Size));
        }
    }
}
