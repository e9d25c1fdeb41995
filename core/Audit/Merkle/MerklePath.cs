using System.Numerics;

namespace Serverless.Core.Audit.Merkle;

/// <summary>Which hashes a proof consists of, by RFC 6962, sections 2.1.1 and 2.1.2; whoever has them can put it together.</summary>
public static class MerklePath
{
    /// <summary>The parts of the proof that leaf <paramref name="index"/> is in the tree of <paramref name="size"/> leaves, from the leaf to the root.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such leaf.</exception>
    public static IReadOnlyList<MerkleRange> OfInclusion(long index, long size)
    {
        if (index < 0 || index >= size)
            throw new ArgumentOutOfRangeException(nameof(index), index, $"There is no leaf {index} in a tree of {size}.");
        var path = new List<MerkleRange>();
        AddInclusion(index, 0, size, path);
        return path;
    }

    /// <summary>
    /// The parts of the proof that the first <paramref name="older"/> leaves of the tree of <paramref name="newer"/> are unchanged; none when
    /// the sizes are equal, or the older tree is empty.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The older tree is the larger one.</exception>
    public static IReadOnlyList<MerkleRange> OfConsistency(long older, long newer)
    {
        if (older < 0 || older > newer)
            throw new ArgumentOutOfRangeException(nameof(older), older, $"A tree of {newer} leaves has not had {older}.");
        var path = new List<MerkleRange>();
        if (older > 0 && older < newer)
            AddConsistency(older, 0, newer, isWhole: true, path);
        return path;
    }

    private static void AddInclusion(long index, long from, long to, List<MerkleRange> path)
    {
        if (to - from == 1)
            return;
        var middle = from + Split(to - from);
        if (index < middle)
        {
            AddInclusion(index, from, middle, path);
            path.Add(new MerkleRange(middle, to));
        }
        else
        {
            AddInclusion(index, middle, to, path);
            path.Add(new MerkleRange(from, middle));
        }
    }

    private static void AddConsistency(long older, long from, long to, bool isWhole, List<MerkleRange> path)
    {
        if (older == to)
        {
            if (!isWhole)
                path.Add(new MerkleRange(from, to));
            return;
        }

        var middle = from + Split(to - from);
        if (older <= middle)
        {
            AddConsistency(older, from, middle, isWhole, path);
            path.Add(new MerkleRange(middle, to));
        }
        else
        {
            AddConsistency(older, middle, to, isWhole: false, path);
            path.Add(new MerkleRange(from, middle));
        }
    }

    // The largest power of two below `count`.
    private static long Split(long count) => 1L << (63 - BitOperations.LeadingZeroCount((ulong)(count - 1)));
}
