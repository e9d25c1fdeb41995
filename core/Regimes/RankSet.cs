using System.Numerics;

namespace Serverless.Core.Regimes;

/// <summary>A growing set of ranks 0 … n − 1 (a Fenwick tree): adds one, and finds the k-th smallest, in O(log n).</summary>
internal sealed class RankSet(int ranks)
{
    private readonly int[] counts = new int[ranks + 1];

    public int Count { get; private set; }

    public void Add(int rank)
    {
        Count++;
        for (var i = rank + 1; i < counts.Length; i += i & -i)
            counts[i]++;
    }

    /// <summary>The smallest rank with more than <paramref name="index"/> members at or below it.</summary>
    public int Select(int index)
    {
        var position = 0;
        for (var step = (int)BitOperations.RoundUpToPowerOf2((uint)counts.Length); step > 0; step >>= 1)
        {
            if (position + step < counts.Length && counts[position + step] <= index)
            {
                position += step;
                index -= counts[position];
            }
        }

        return position;
    }
}
