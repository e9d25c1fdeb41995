using Serverless.Core.Time;

namespace Serverless.Core.MarketData;

/// <summary>Adds downloaded bars to a stored series, so that downloading twice changes nothing.</summary>
public static class SeriesMerge
{
    /// <summary>
    /// The stored series with the bars that arrived. Their order, repeats and overlaps do not change the result: of differing versions of
    /// one bar that arrive, the one with more volume counts, because volume only grows while a bar forms.
    /// </summary>
    /// <param name="stored">The series so far; without bars for a new one.</param>
    /// <param name="arrived">Bars of its symbol and timeframe, in any order.</param>
    /// <param name="market">Around-the-clock markets have bars only on multiples of the timeframe since midnight UTC.</param>
    /// <param name="now">Bars that close later are still forming, and left out.</param>
    /// <param name="policy">Which bar stays where an arrived one differs from the stored one.</param>
    public static MergedSeries Merge(
        BarSeries stored, IEnumerable<Bar> arrived, Market market, DateTimeOffset now, OverlapPolicy policy = OverlapPolicy.ReviseLast)
    {
        ArgumentNullException.ThrowIfNull(stored);
        ArgumentNullException.ThrowIfNull(arrived);
        var conflicts = new List<BarConflict>();
        var rejected = new List<RejectedBar>();
        var closed = new List<Bar>();
        var forming = 0;
        var length = stored.Timeframe.Length();
        foreach (var bar in arrived.Distinct().Order(Comparer))
        {
            if (Fault(bar, market, length) is { } fault)
                rejected.Add(new RejectedBar(bar, fault));
            else if (bar.OpenTime.Ticks > now.UtcTicks - length.Ticks)
                forming++;
            else if (closed.Count == 0 || closed[^1].OpenTime != bar.OpenTime)
                closed.Add(bar);
            else
                conflicts.Add(new BarConflict(closed[^1], bar));
        }

        var (rows, added, replaced, unchanged) = Join(stored, closed, policy, conflicts);
        return new MergedSeries(
            added + replaced == 0 ? stored : rows.ToSeries(stored.Symbol, stored.Timeframe),
            added,
            replaced,
            unchanged,
            forming,
            [.. conflicts.OrderBy(conflict => conflict.Kept.OpenTime)],
            rejected);
    }

    private static (BarRows Rows, int Added, int Replaced, int Unchanged) Join(
        BarSeries stored, List<Bar> arrived, OverlapPolicy policy, List<BarConflict> conflicts)
    {
        var rows = new BarRows();
        var (added, replaced, unchanged) = (0, 0, 0);
        var next = 0;
        foreach (var bar in arrived)
        {
            for (; next < stored.Count && stored.OpenTicks[next] < bar.OpenTime.Ticks; next++)
                Add(rows, stored[next]);
            if (next == stored.Count || stored.OpenTicks[next] > bar.OpenTime.Ticks)
            {
                Add(rows, bar);
                added++;
                continue;
            }

            var old = stored[next];
            var isLast = ++next == stored.Count;
            var kept = policy == OverlapPolicy.TakeNew || (policy == OverlapPolicy.ReviseLast && isLast) ? bar : old;
            Add(rows, kept);
            if (old == bar)
                unchanged++;
            else
                conflicts.Add(new BarConflict(kept, kept == old ? bar : old));
            replaced += kept == old ? 0 : 1;
        }

        for (; next < stored.Count; next++)
            Add(rows, stored[next]);
        return (rows, added, replaced, unchanged);
    }

    private static string? Fault(Bar bar, Market market, TimeSpan length)
    {
        var (time, open, high, low, close, volume) = bar;
        if (!(double.IsFinite(open) && double.IsFinite(high) && double.IsFinite(low) && double.IsFinite(close) && double.IsFinite(volume)))
            return "a value is missing or not a number";
        if (Math.Min(Math.Min(open, close), Math.Min(high, low)) <= 0)
            return "a price is not positive";
        if (volume < 0)
            return "the volume is negative";
        if (high < Math.Max(open, close) || low > Math.Min(open, close))
            return "open or close lies outside low … high";
        return market == Market.Crypto && BarClock.OpenOf(time.Ticks, length) != time.Ticks
            ? $"it does not open on a multiple of {length:c} since midnight UTC"
            : null;
    }

    // The latest version of a bar first; the prices only settle ties, so that no order of arrival shows.
    private static Comparer<Bar> Comparer { get; } = Comparer<Bar>.Create((left, right) =>
    {
        var time = left.OpenTime.CompareTo(right.OpenTime);
        return time != 0
            ? time
            : (right.Volume, right.High, left.Low, right.Close, right.Open).CompareTo((left.Volume, left.High, right.Low, left.Close, left.Open));
    });

    private static void Add(BarRows rows, Bar bar) =>
        rows.Add(0, bar.OpenTime.Ticks, bar.Open, bar.High, bar.Low, bar.Close, bar.Volume);
}
