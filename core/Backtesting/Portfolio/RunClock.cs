namespace Serverless.Core.Backtesting.Portfolio;

/// <summary>The steps of a run: every time at which a bar of a traded symbol becomes known. Stands at one of them.</summary>
internal sealed class RunClock
{
    public RunClock(IReadOnlyCollection<Feed> traded, IEnumerable<Feed> read)
    {
        Times = traded.Select(feed => feed.Known).Aggregate(Union);
        foreach (var feed in traded.Concat(read))
            feed.Follow(Times);
    }

    /// <summary>UTC ticks of the steps, ascending.</summary>
    public long[] Times { get; }

    /// <summary>Index of the step at which the run is.</summary>
    public int Step { get; set; }

    public long Now => Times[Step];

    /// <summary>The first step after a time; the number of steps when there is none.</summary>
    public int FirstAfter(long ticks)
    {
        var found = Array.BinarySearch(Times, ticks);
        return found >= 0 ? found + 1 : ~found;
    }

    // Both ascend; a time that is in one of them twice stays once.
    private static long[] Union(long[] first, long[] second)
    {
        if (first.AsSpan().SequenceEqual(second))
            return first;
        var times = new List<long>(Math.Max(first.Length, second.Length));
        int i = 0, j = 0;
        while (i < first.Length || j < second.Length)
        {
            var takesFirst = j == second.Length || (i < first.Length && first[i] <= second[j]);
            var next = takesFirst ? first[i++] : second[j++];
            if (times.Count == 0 || times[^1] != next)
                times.Add(next);
        }

        return [.. times];
    }
}
