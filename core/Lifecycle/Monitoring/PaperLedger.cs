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
    /// The record at <see cref="PaperTerms.AsOf"/>. A strategy that fails gives a record with the reason, without returns. Sizes scale the return of
    /// each bar, with its costs; what changing the size itself costs is left out.
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
        var run = Backtester.Run(bars, strategy, settings, start..end);
        if (run.Failure is { } failure)
            return none with { Failure = failure.Reason };

        var equity = Scaled(run, settings.InitialEquity, terms.Sizes);
        return none with
        {
            Daily = EndedDays(run.OpenTicks, equity, terms.AsOf),
            Equity = equity[^1],
            Peak = Math.Max(1, equity.Max()),
            AnnualTurnover = run.Metrics!.AnnualTurnover,
            Exposure = run.Metrics.Exposure,
            Trades = run.Trades.Count,
        };
    }

    private static double[] Scaled(BacktestResult run, double initial, IReadOnlyList<SizeChange> sizes)
    {
        var equity = new double[run.Equity.Length];
        EquityReturns.Compute(initial, run.Equity, equity);
        double value = 1, factor = 1;
        var next = 0;
        for (var i = 0; i < equity.Length; i++)
        {
            for (; next < sizes.Count && sizes[next].From.UtcTicks <= run.OpenTicks[i]; next++)
                factor = sizes[next].Factor;
            equity[i] = value *= 1 + (factor * equity[i]);
        }

        return equity;
    }

    private static DailyReturns EndedDays(long[] openTicks, double[] equity, DateTimeOffset asOf)
    {
        var today = asOf.UtcTicks - (asOf.UtcTicks % TimeSpan.TicksPerDay);
        var found = Array.BinarySearch(openTicks, today);
        var ended = found >= 0 ? found : ~found;
        return DailyReturns.Of(openTicks.AsSpan(0, ended), equity.AsSpan(0, ended), 1);
    }
}
