using Serverless.Core.Backtesting;
using Serverless.Core.MarketData;
using Serverless.Core.Metrics;
using Serverless.Core.Strategies;

namespace Serverless.Core.Lifecycle.Monitoring;

/// <summary>
/// Runs a deployed strategy forward on the bars that came since: the engine, costs and sizes of its backtest, on data that it had not seen. What
/// it says of a time never changes when later bars arrive.
/// </summary>
public static class PaperLedger
{
    /// <summary>
    /// The record at <see cref="PaperTerms.AsOf"/>. A strategy that fails gives a record with the reason, without returns. Where its size changes, the
    /// position is resized at the open of the next bar, at the costs of any other fill.
    /// </summary>
    /// <param name="bars">All bars of the market; those before the deployment warm up indicators.</param>
    /// <param name="strategy">The strategy.</param>
    /// <param name="settings">Costs and sizing, those of the backtest.</param>
    /// <param name="terms">The time that counts.</param>
    public static PaperRecord Run(BarSeries bars, StrategyConfiguration strategy, BacktestSettings settings, PaperTerms terms)
    {
        ArgumentNullException.ThrowIfNull(bars);
        ArgumentNullException.ThrowIfNull(settings);
        ArgumentNullException.ThrowIfNull(terms);
        var length = bars.Timeframe.Length();
        var end = bars.IndexAtOrAfter(terms.AsOf.UtcTicks - length.Ticks + 1);
        var start = Math.Min(bars.IndexAtOrAfter(terms.From.UtcTicks), end);
        DateTimeOffset? lastClose = end == 0 ? null : new DateTimeOffset(bars.OpenTime(end - 1) + length);
        var none = new PaperRecord { Daily = new DailyReturns([], []), Equity = 1, Peak = 1, LastClose = lastClose };
        if (start == end)
            return none;
        var run = Backtester.Run(bars, strategy, settings, start..end, SizesOf(bars.OpenTicks[start..end], terms.Sizes));
        if (run.Failure is { } failure)
            return none with { Failure = failure.Reason };

        double[] equity = [.. run.Equity.Select(value => value / settings.InitialEquity)];
        return none with
        {
            Daily = EndedDays(run.OpenTicks, equity, terms.AsOf),
            Equity = equity[^1],
            Peak = Math.Max(1, equity.Max()),
            AnnualTurnover = run.Metrics!.AnnualTurnover,
            Exposure = run.Metrics.Exposure,
            Held = HeldBy(run),
            Trades = run.Trades.Count,
        };
    }

    private static double HeldBy(BacktestResult run) => run.OpenPosition is { } held
        ? (held.Side == TradeSide.Long ? 1 : -1) * held.Quantity * held.MarkPrice / run.Equity[^1]
        : 0;

    private static double[] SizesOf(ReadOnlySpan<long> openTicks, IReadOnlyList<SizeChange> changes)
    {
        if (changes.All(change => change.Factor == 1))
            return [];
        var sizes = new double[openTicks.Length];
        var (next, factor) = (0, 1.0);
        for (var i = 0; i < sizes.Length; i++)
        {
            for (; next < changes.Count && changes[next].From.UtcTicks <= openTicks[i]; next++)
                factor = changes[next].Factor;
            sizes[i] = factor;
        }

        return sizes;
    }

    private static DailyReturns EndedDays(long[] openTicks, double[] equity, DateTimeOffset asOf)
    {
        var today = asOf.UtcTicks - (asOf.UtcTicks % TimeSpan.TicksPerDay);
        var found = Array.BinarySearch(openTicks, today);
        var ended = found >= 0 ? found : ~found;
        return DailyReturns.Of(openTicks.AsSpan(0, ended), equity.AsSpan(0, ended), 1);
    }
}
