using Serverless.Core.Backtesting;
using Serverless.Core.Execution;
using Serverless.Core.Indicators;
using Serverless.Core.Lifecycle;
using Serverless.Core.Lifecycle.Monitoring;
using Serverless.Core.MarketData;
using Serverless.Core.MarketData.Benchmarks;
using Serverless.Core.Metrics;
using Serverless.Core.Strategies;
using Serverless.Core.Validation;

namespace Serverless.Core.Reporting.Replay;

/// <summary>What a strategy made in one stay, relative to its capital: it starts at 1.</summary>
/// <param name="Span">The stay.</param>
/// <param name="Identity">What the strategy is.</param>
/// <param name="Daily">Returns of the days that ended in it, after costs.</param>
/// <param name="Equity">Equity at its end, after costs.</param>
/// <param name="EquityBeforeCosts">Equity at its end had the same trades cost nothing.</param>
/// <param name="Turnover">Sum over all fills of notional ÷ equity before the fill, at full size; see <see cref="TradingActivity.Turnover"/>.</param>
public sealed record SpanResult(
    StageSpan Span, StrategyIdentity Identity, DailyReturns Daily, double Equity, double EquityBeforeCosts, double Turnover)
{
    /// <summary>Profit in money, after costs.</summary>
    public double Profit => (double)Span.Capital * (Equity - 1);

    /// <summary>What commission and slippage took, in money.</summary>
    public double Costs => (double)Span.Capital * (EquityBeforeCosts - Equity);

    /// <summary>Largest loss of capital at the end of a day or of the stay; 0 when it never lost.</summary>
    public double WorstLoss => 1 - Math.Min(Math.Min(1, Equity), Growths().Select(growth => growth.Equity).DefaultIfEmpty(1).Min());

    /// <summary>Runs the strategy as the watch over live strategies does (<see cref="PaperLedger"/>), from the begin of the stay to its end.</summary>
    /// <param name="span">The stay.</param>
    /// <param name="strategy">The strategy.</param>
    /// <param name="bars">All bars of its market.</param>
    /// <param name="settings">Costs and sizing of the platform.</param>
    /// <param name="walkForward">How it chooses its parameters.</param>
    /// <param name="end">Where the replay ends: a stay that lasts is looked at then.</param>
    public static SpanResult Run(StageSpan span, StrategyConfiguration strategy, BarSeries bars, BacktestSettings settings, WalkForwardSettings walkForward, DateTimeOffset end)
    {
        ArgumentNullException.ThrowIfNull(span);
        ArgumentNullException.ThrowIfNull(strategy);
        ArgumentNullException.ThrowIfNull(settings);
        var asOf = span.To ?? end;
        using var indicators = new IndicatorSet(bars, settings.Market);
        var choices = ForwardChoices.Since(indicators, strategy, settings, walkForward, span.From, asOf);
        var terms = new PaperTerms(span.From, asOf) { Sizes = span.Sizes, Choices = choices };
        var record = PaperLedger.Run(bars, strategy, settings, terms);
        var free = PaperLedger.Run(bars, strategy, settings with { Costs = new ExecutionCosts { CommissionBps = 0, SlippageBps = 0 } }, terms);
        var traded = Math.Max(0, bars.ClosedBy(terms.AsOf).Count - bars.IndexAtOrAfter(terms.From.UtcTicks));
        var years = traded / bars.Timeframe.BarsPerYear(settings.Market);
        return new SpanResult(span, StrategyIdentity.Of(strategy.Template, strategy.Symbol), record.Daily, record.Equity, free.Equity, (record.AnnualTurnover ?? 0) * years);
    }

    /// <summary>Whether it was in the stage at the end of <paramref name="day"/>.</summary>
    public bool IsActiveOn(int day) => Benchmark.DayOf(Span.From.UtcTicks) <= day && !(Span.To is { } to && Benchmark.DayOf(to.UtcTicks) <= day);

    /// <summary>Equity at the end of each day with a return.</summary>
    internal IEnumerable<(int Day, double Equity)> Growths()
    {
        var equity = 1.0;
        for (var i = 0; i < Daily.Days.Length; i++)
            yield return (Daily.Days[i], equity *= 1 + Daily.Values[i]);
    }
}
