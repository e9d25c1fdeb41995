namespace Serverless.Core.Backtesting.Portfolio;

/// <summary>The steps of a run: every time at which a bar of a traded symbol becomes known. Stands at one of them.</summary>
internal sealed class RunClock
{
    public RunClock(IReadOnlyCollection<Feed> traded, IEnumerable<Feed> read)
    {
        Times = [.. traded.SelectMany(feed => feed.Known).Distinct().Order()];
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
}
