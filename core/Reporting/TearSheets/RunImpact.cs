using Serverless.Core.Metrics;
using Serverless.Core.Reporting.Runs;

namespace Serverless.Core.Reporting.TearSheets;

/// <summary>Market impact that the orders of a run would have at other capitals.</summary>
/// <param name="Orders">What was filled of one symbol at one time, netted over strategies or models.</param>
/// <param name="Capacity">What they leave room for; null when none of them moves a price.</param>
internal sealed record RunImpact(IReadOnlyList<ImpactOrder> Orders, Capacity? Capacity)
{
    /// <summary>Measures a run.</summary>
    /// <param name="run">The run.</param>
    /// <param name="missing">What is missing for it; null when nothing is.</param>
    /// <returns>Null when something is missing.</returns>
    public static RunImpact? Of(ReportRun run, out string? missing)
    {
        var liquidity = run.Liquidity.ToDictionary(one => one.Symbol);
        var unknown = run.Fills.Select(fill => fill.Symbol).Distinct().Where(symbol => !liquidity.ContainsKey(symbol)).Order(StringComparer.Ordinal).ToList();
        var orders = unknown.Count > 0 ? [] : Net(run).Select(order => new ImpactOrder(
            order.Notional / EquityAt(run.Curve, order.Time), liquidity[order.Symbol].DailyValue, liquidity[order.Symbol].DailyVolatility)).ToList();
        missing = unknown.Count > 0 ? $"the run does not know how much of {string.Join(", ", unknown)} is traded in a day"
            : orders.Count < MinimumSample.Trades ? $"there are {orders.Count} orders; {MinimumSample.Trades} are needed"
            : run.Curve.DayCount < MinimumSample.Days ? $"there are {run.Curve.DayCount} days; {MinimumSample.Days} are needed"
            : null;
        return missing is null ? new RunImpact(orders, Capacity.Estimate(run.Curve.Returns.Sum(), orders)) : null;
    }

    /// <summary>The largest order at a capital, as a share of what is traded in a day.</summary>
    public double LargestOrder(double capital) => Orders.Max(order => order.Share * capital / order.DailyValue);

    private static IEnumerable<(string Symbol, DateTime Time, double Notional)> Net(ReportRun run) =>
        from fill in run.Fills
        group fill.Quantity * fill.Price by (fill.Symbol, fill.Time) into order
        let notional = Math.Abs(order.Sum())
        where notional > 0
        select (order.Key.Symbol, order.Key.Time, notional);

    // A fill comes after the close of the step before.
    private static double EquityAt(ReportCurve curve, DateTime time)
    {
        var found = Array.BinarySearch(curve.CloseTicks, time.Ticks);
        var before = found >= 0 ? found : ~found - 1;
        return before < 0 ? curve.Initial : curve.Equity[before];
    }
}
