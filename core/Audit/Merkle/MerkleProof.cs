using System.Security.Cryptography;

namespace Serverless.Core.Audit.Merkle;

/// <summary>
/// Checks proofs with nothing but hashes and sizes, by the algorithms of RFC 9162, sections 2.1.3.2 and 2.1.4.2. Whatever is wrong, also a
/// hash of another length or one too many, makes the answer false; nothing throws.
/// </summary>
public static class MerkleProof
{
    /// <summary>Whether <paramref name="proof"/> shows that <paramref name="leafHash"/> is leaf <paramref name="index"/> of the tree.</summary>
    /// <param name="leafHash">Hash of the leaf.</param>
    /// <param name="index">Its place, from 0.</param>
    /// <param name="size">Number of leaves of the tree.</param>
    /// <param name="root">Root of the tree.</param>
    /// <param name="proof">Hashes from the leaf to the root.</param>
    public static bool VerifyInclusion(byte[] leafHash, long index, long size, byte[] root, IReadOnlyList<byte[]> proof)
    {
        if (index < 0 || index >= size || !AreHashes([leafHash, root, .. proof]))
            return false;
        var (node, last, hash) = (index, size - 1, leafHash);
        foreach (var sibling in proof)
        {
            if (last == 0)
                return false;
            var isRight = node % 2 == 1 || node == last;
            hash = isRight ? MerkleHash.Node(sibling, hash) : MerkleHash.Node(hash, sibling);
            if (isRight)
                (node, last) = SkipLonelyLevels(node, last);
            (node, last) = (node >> 1, last >> 1);
        }

        return last == 0 && AreEqual(hash, root);
    }

    /// <summary>Whether <paramref name="proof"/> shows that the older tree is the beginning of the newer one.</summary>
    /// <param name="olderSize">Number of leaves of the older tree; of an empty one there is nothing to show, and the answer is false.</param>
    /// <param name="newerSize">Number of leaves of the newer tree.</param>
    /// <param name="olderRoot">Root of the older tree.</param>
    /// <param name="newerRoot">Root of the newer tree.</param>
    /// <param name="proof">As from <see cref="MerkleTree.ProveConsistency"/>.</param>
    public static bool VerifyConsistency(long olderSize, long newerSize, byte[] olderRoot, byte[] newerRoot, IReadOnlyList<byte[]> proof)
    {
        if (olderSize < 1 || olderSize > newerSize)
            return false;
        if (olderSize == newerSize)
            return proof.Count == 0 && AreEqual(olderRoot, newerRoot);
        if (proof.Count == 0 || !AreHashes([olderRoot, newerRoot, .. proof]))
            return false;
        var isComplete = (olderSize & (olderSize - 1)) == 0;
        IReadOnlyList<byte[]> path = isComplete ? [olderRoot, .. proof] : proof;
        var (node, last) = (olderSize - 1, newerSize - 1);
        while (node % 2 == 1)
            (node, last) = (node >> 1, last >> 1);
        var (older, newer) = (path[0], path[0]);
        for (var i = 1; i < path.Count; i++)
        {
            if (last == 0)
                return false;
            if (node % 2 == 1 || node == last)
            {
                older = MerkleHash.Node(path[i], older);
                newer = MerkleHash.Node(path[i], newer);
                (node, last) = SkipLonelyLevels(node, last);
            }
            else
            {
                newer = MerkleHash.Node(newer, path[i]);
            }

            (node, last) = (node >> 1, last >> 1);
        }

        return last == 0 && AreEqual(older, olderRoot) && AreEqual(newer, newerRoot);
    }

    // At the right edge a node without a sibling moves up unhashed.
    private static (long Node, long Last) SkipLonelyLevels(long node, long last)
    {
        while (node % 2 == 0 && node != 0)
            (node, last) = (node >> 1, last >> 1);
        return (node, last);
    }

    private static bool AreHashes(IEnumerable<byte[]> hashes) => hashes.All(hash => hash is { Length: MerkleHash.Size });

    private static bool AreEqual(byte[] one, byte[] other) => CryptographicOperations.FixedTimeEquals(one, other);
}
