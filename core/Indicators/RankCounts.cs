namespace Serverless.Core.Indicators;

/// <summary>How often each of the ranks 0 … n − 1 occurs (Fenwick 1994): changes one, and sums up those up to a rank, in O(log n).</summary>
internal ref struct RankCounts
{
    private readonly Span<int> sums;

    /// <param name="sums">Memory, one longer than there are ranks; it is cleared.</param>
    public RankCounts(Span<int> sums)
    {
        sums.Clear();
        this.sums = sums;
    }

    /// <summary>Occurrences of all ranks.</summary>
    public int Count { get; private set; }

    /// <summary>Adds occurrences of <paramref name="rank"/>; of −1, which is no rank, none.</summary>
    public void Add(int rank, int occurrences)
    {
        if (rank < 0)
            return;
        Count += occurrences;
        for (var i = rank + 1; i < sums.Length; i += i & -i)
            sums[i] += occurrences;
    }

    /// <summary>Occurrences of ranks 0 … <paramref name="rank"/>.</summary>
    public readonly int CountUpTo(int rank)
    {
        var count = 0;
        for (var i = rank + 1; i > 0; i -= i & -i)
            count += sums[i];
        return count;
    }
}
