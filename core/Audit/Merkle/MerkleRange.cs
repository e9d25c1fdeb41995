using System.Numerics;

namespace Serverless.Core.Audit.Merkle;

/// <summary>Leaves in a row that a proof takes together: the hash of the tree over them, of which only the right edge is not stored.</summary>
/// <param name="From">First leaf; a multiple of the largest power of two up to their number.</param>
/// <param name="To">The leaf after the last.</param>
public readonly record struct MerkleRange(long From, long To)
{
    /// <summary>The complete subtrees that make it up, the largest first; at most 63.</summary>
    public IReadOnlyList<MerkleNode> Nodes()
    {
        var nodes = new List<MerkleNode>();
        for (var from = From; from < To;)
        {
            var level = BitOperations.Log2((ulong)(To - from));
            nodes.Add(new MerkleNode(level, from >> level));
            from += 1L << level;
        }

        return nodes;
    }

    /// <summary>The hash of a range.</summary>
    /// <param name="hashes">Hashes of its <see cref="Nodes"/>, in their order.</param>
    public static byte[] Fold(IReadOnlyList<byte[]> hashes)
    {
        ArgumentNullException.ThrowIfNull(hashes);
        var hash = hashes[^1];
        for (var i = hashes.Count - 2; i >= 0; i--)
            hash = MerkleHash.Node(hashes[i], hash);
        return hash;
    }
}
