namespace Serverless.Core.MarketData.Benchmarks;

/// <summary>The returns of what a basket holds, month after month.</summary>
/// <param name="assets">All assets, each with a bar at least.</param>
internal sealed class BasketWalk(IReadOnlyList<BasketAsset> assets)
{
    private readonly Dictionary<string, BarSeries> bars = assets.ToDictionary(asset => asset.Symbol, asset => asset.Bars, StringComparer.Ordinal);
    private readonly SortedDictionary<string, int> carried = new(StringComparer.Ordinal);

    public List<int> Days { get; } = [];

    public List<double> Returns { get; } = [];

    public IReadOnlyDictionary<string, int> Carried => carried;

    /// <summary>Open time of the last bar of any asset.</summary>
    public long LastTicks { get; } = assets.Max(asset => asset.Bars.OpenTicks[^1]);

    public void Hold(BasketRebalance basket, DateTime until)
    {
        var series = basket.Members.Select(member => bars[member.Symbol]).ToArray();
        var bought = Array.ConvertAll(series, one => one.Close[BasketSelection.LastClosed(one, basket.At.Ticks)]);
        var before = 1.0;
        for (var day = basket.At.Ticks; day < until.Ticks && day <= LastTicks; day += TimeSpan.TicksPerDay)
        {
            // A bar belongs to the day on which it opens.
            var last = Array.ConvertAll(series, one => one.IndexAtOrAfter(day + TimeSpan.TicksPerDay) - 1);
            var trades = series.Where((one, i) => one.OpenTicks[last[i]] >= day).Count();
            if (trades == 0)
                continue;
            var value = 0.0;
            for (var i = 0; i < series.Length; i++)
            {
                value += basket.Members[i].Weight * series[i].Close[last[i]] / bought[i];
                if (series[i].OpenTicks[last[i]] < day)
                    carried[series[i].Symbol] = carried.GetValueOrDefault(series[i].Symbol) + 1;
            }

            Days.Add(Benchmark.DayOf(day));
            Returns.Add((value / before) - 1);
            before = value;
        }
    }
}
