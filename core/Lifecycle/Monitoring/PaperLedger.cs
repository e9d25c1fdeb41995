using Serverless.Core.Backtesting;
using Serverless.Core.MarketData;
using Serverless.Core.Metrics;
using Serverless.Core.Strategies;
using Serverless.Core.Time;
using Serverless.Core.Validation;

namespace Serverless.Core.Lifecycle.Monitoring;

/// <summary>
/// Runs a deployed strategy forward on the bars that came since: the engine, costs and sizes of its backtest, on data that it had not seen. What
/// it says of a time never changes when later bars arrive.
/// </summary>
public static class PaperLedger
{
    /// <summary>
    /// The record at <see cref="PaperTerms.AsOf"/>. A strategy that fails gives a record with the reason, without returns. Where its size changes, the
    /// position is resized at the open of the next bar, at the costs of any other fill; where its parameters change, it is closed there, and the rule starts
    /// flat with the new ones.
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
        var (equity, capital, activity, trades, held) = (new double[end - start], 1.0, default(TradingActivity), 0, 0.0);
        foreach (var leg in LegsOf(bars, strategy, terms.Choices, start, end))
        {
            // What others take over from is sold at the open at which they buy.
            var through = leg.End == end ? end : leg.End + 1;
            var sizes = SizesOf(bars.OpenTicks[leg.Start..through], terms.Sizes, endsFlat: through > leg.End);
            var run = Backtester.Run(bars, leg.Strategy, settings, leg.Start..through, sizes);
            if (run.Failure is { } failure)
                return none with { Failure = failure.Reason };
            for (var i = leg.Start; i < leg.End; i++)
                equity[i - start] = capital * run.Equity[i - leg.Start] / settings.InitialEquity;
            capital *= run.Equity[^1] / settings.InitialEquity;
            activity = new TradingActivity(activity.ExposedBars + run.Activity.ExposedBars, activity.Turnover + run.Activity.Turnover);
            (trades, held) = (trades + run.Trades.Count, HeldBy(run));
        }

        return none with
        {
            Daily = EndedDays(bars.OpenTicks[start..end], equity, terms.AsOf),
            Equity = equity[^1],
            Peak = Math.Max(1, equity.Max()),
            AnnualTurnover = activity.Turnover * bars.Timeframe.BarsPerYear(settings.Market) / equity.Length,
            Exposure = (double)activity.ExposedBars / equity.Length,
            Held = held,
            Trades = trades,
        };
    }

    // Where a choice is what was traded already, the position is kept.
    private static List<(int Start, int End, StrategyConfiguration Strategy)> LegsOf(
        BarSeries bars, StrategyConfiguration strategy, IReadOnlyList<ParameterChoice> choices, int start, int end)
    {
        var legs = new List<(int Start, int End, StrategyConfiguration Strategy)> { (start, end, strategy) };
        foreach (var choice in choices)
        {
            var at = Math.Max(start, bars.IndexAtOrAfter(choice.From.UtcTicks));
            if (at >= end)
                break;
            var before = legs[^1];
            if (at > before.Start && before.Strategy.Id == choice.Configuration.Id)
                continue;
            legs.RemoveAt(legs.Count - 1);
            if (at > before.Start)
                legs.Add(before with { End = at });
            legs.Add((at, end, choice.Configuration));
        }

        return legs;
    }

    private static double HeldBy(BacktestResult run) => run.OpenPosition is { } held
        ? (held.Side == TradeSide.Long ? 1 : -1) * held.Quantity * held.MarkPrice / run.Equity[^1]
        : 0;

    private static double[] SizesOf(ReadOnlySpan<long> openTicks, IReadOnlyList<SizeChange> changes, bool endsFlat)
    {
        if (!endsFlat && changes.All(change => change.Factor == 1))
            return [];
        var sizes = new double[openTicks.Length];
        var (next, factor) = (0, 1.0);
        for (var i = 0; i < sizes.Length; i++)
        {
            for (; next < changes.Count && changes[next].From.UtcTicks <= openTicks[i]; next++)
                factor = changes[next].Factor;
            sizes[i] = factor;
        }

        if (endsFlat)
            sizes[^1] = 0;
        return sizes;
    }

    private static DailyReturns EndedDays(ReadOnlySpan<long> openTicks, double[] equity, DateTimeOffset asOf)
    {
        var today = asOf.UtcTicks - (asOf.UtcTicks % TimeSpan.TicksPerDay);
        var found = openTicks.BinarySearch(today);
        var ended = found >= 0 ? found : ~found;
        return DailyReturns.Of(openTicks[..ended], equity.AsSpan(0, ended), 1);
    }
}
