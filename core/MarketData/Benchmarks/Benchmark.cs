namespace Serverless.Core.MarketData.Benchmarks;

/// <summary>
/// Daily returns of a basket that nobody manages, to hold strategies against: before costs, in quote currency, without what lending or staking
/// would earn.
/// </summary>
/// <param name="Days">Days since 1970-01-01 (UTC), ascending: those on which an asset of the basket traded.</param>
/// <param name="Values">The simple return of each of these days, from the close of the day before to its own.</param>
/// <param name="Rebalances">Every rebalance of the range, in order.</param>
/// <param name="Carried">Days on which a holding had no price and stood at its last one, by asset: a fall that was not recorded is not in the returns.</param>
public sealed record Benchmark(
    int[] Days, double[] Values, IReadOnlyList<BasketRebalance> Rebalances, IReadOnlyDictionary<string, int> Carried)
{
    private static readonly int Epoch = new DateOnly(1970, 1, 1).DayNumber;

    /// <summary>Day number of a UTC time, as in <see cref="Days"/>.</summary>
    public static int DayOf(long ticks) => (int)(ticks / TimeSpan.TicksPerDay) - Epoch;

    /// <summary>
    /// A basket of the largest assets, weighted by market capitalisation with a limit, bought at each start of a month (00:00 UTC) at the prices
    /// and by the capitalisations of the day that ends there, and held unchanged until the next one. An asset that
    /// stops trading stays at its last price until then.
    /// </summary>
    /// <param name="assets">Daily bars and capitalisations, each symbol once, in any order.</param>
    /// <param name="rules">What is held.</param>
    /// <exception cref="ArgumentException">Rules cannot be used, bars are not daily, or a symbol is given twice; the message names it.</exception>
    public static Benchmark Of(IReadOnlyList<BasketAsset> assets, BasketRules rules)
    {
        ArgumentNullException.ThrowIfNull(assets);
        ArgumentNullException.ThrowIfNull(rules);
        Require(assets, rules);
        var traded = assets.Where(asset => asset.Bars.Count > 0).ToList();
        if (traded.Count == 0)
            return new Benchmark([], [], [], new Dictionary<string, int>());
        var walk = new BasketWalk(traded);
        var rebalances = new List<BasketRebalance>();
        for (var month = FirstMonth(traded); month.Ticks <= walk.LastTicks; month = month.AddMonths(1))
        {
            var rebalance = BasketSelection.At(month, traded, rules);
            rebalances.Add(rebalance);
            walk.Hold(rebalance, month.AddMonths(1));
        }

        return new Benchmark([.. walk.Days], [.. walk.Returns], rebalances, walk.Carried);
    }

    private static void Require(IReadOnlyList<BasketAsset> assets, BasketRules rules)
    {
        if (rules.FindProblem() is { } problem)
            throw new ArgumentException(problem, nameof(rules));
        if (assets.FirstOrDefault(asset => asset.Bars.Timeframe != Timeframe.D1) is { } other)
            throw new ArgumentException($"{other.Symbol} has {other.Bars.Timeframe} bars; resample them to D1 first.", nameof(assets));
        if (assets.GroupBy(asset => asset.Symbol, StringComparer.Ordinal).FirstOrDefault(group => group.Count() > 1) is { } twice)
            throw new ArgumentException($"{twice.Key} is given twice; it would count double.", nameof(assets));
    }

    // The first start of a month at which a bar had closed.
    private static DateTime FirstMonth(IEnumerable<BasketAsset> assets)
    {
        var first = new DateTime(assets.Min(asset => asset.Bars.OpenTicks[0]), DateTimeKind.Utc);
        return new DateTime(first.Year, first.Month, 1, 0, 0, 0, DateTimeKind.Utc).AddMonths(1);
    }
}
