using Serverless.Core.Execution.Simulation;
using Serverless.Core.Indicators;
using Serverless.Core.MarketData;
using Serverless.Core.Strategies;

namespace Serverless.Core.Backtesting.Runs;

/// <summary>Runs what a configuration says of one strategy on one symbol; <see cref="ConfiguredPortfolio"/> runs several.</summary>
public static class ConfiguredRun
{
    /// <summary>Runs a configuration over bars. The bars that count are those from start to end; earlier ones warm up indicators.</summary>
    /// <param name="configuration">What to run.</param>
    /// <param name="bars">Bars of its symbol and timeframe.</param>
    /// <exception cref="ArgumentException">The bars are others than the configuration's, or none lies between start and end.</exception>
    /// <exception cref="NotSupportedException">It is for <see cref="ConfiguredPortfolio"/>.</exception>
    public static EventBacktestResult Execute(RunConfiguration configuration, BarSeries bars)
    {
        var range = RangeOf(configuration, bars);
        using var indicators = new IndicatorSet(bars.Slice(0, range.End.Value), configuration.Market);
        return Execute(configuration, indicators, range);
    }

    /// <summary>As the overload with bars, over indicators that runs share: for sweeps.</summary>
    /// <param name="configuration">What to run.</param>
    /// <param name="indicators">Indicators of bars of its symbol, timeframe and market; longer than the run is allowed.</param>
    /// <exception cref="ArgumentException">The bars are others than the configuration's, or none lies between start and end.</exception>
    /// <exception cref="NotSupportedException">It is for <see cref="ConfiguredPortfolio"/>.</exception>
    public static EventBacktestResult Execute(RunConfiguration configuration, IndicatorSet indicators)
    {
        ArgumentNullException.ThrowIfNull(indicators);
        return Execute(configuration, indicators, RangeOf(configuration, indicators.Bars));
    }

    /// <summary>
    /// Writes the equity at each close and keeps nothing else: memory does not grow with the number of orders.
    /// </summary>
    /// <param name="configuration">What to run.</param>
    /// <param name="indicators">Indicators of bars of its symbol, timeframe and market.</param>
    /// <param name="equity">Receives a value for each bar of <see cref="RangeOf"/>; complete only when the run finished.</param>
    /// <returns>Why the run stopped, or null when it finished.</returns>
    /// <exception cref="ArgumentException">The bars are others than the configuration's, or the room is of another length.</exception>
    /// <exception cref="NotSupportedException">It is for <see cref="ConfiguredPortfolio"/>.</exception>
    public static BacktestFailure? Curve(RunConfiguration configuration, IndicatorSet indicators, double[] equity)
    {
        ArgumentNullException.ThrowIfNull(indicators);
        ArgumentNullException.ThrowIfNull(equity);
        ThrowIfPortfolio(configuration);
        var range = RangeOf(configuration, indicators.Bars);
        if (equity.Length != range.End.Value - range.Start.Value)
            throw new ArgumentException($"There are {range.End.Value - range.Start.Value} bars to trade, but room for {equity.Length}.", nameof(equity));
        return new RunDispatch(configuration, indicators, range, equity).Execute();
    }

    /// <summary>The bars that a configuration trades.</summary>
    /// <exception cref="ArgumentException">The bars are others than the configuration's, or none lies between start and end.</exception>
    public static Range RangeOf(RunConfiguration configuration, BarSeries bars)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        ArgumentNullException.ThrowIfNull(bars);
        if (!configuration.Symbols.Contains(bars.Symbol) || bars.Timeframe != configuration.Timeframe)
        {
            var symbols = string.Join(", ", configuration.Symbols);
            throw new ArgumentException(
                $"The run is for {symbols} {configuration.Timeframe}, but the bars are {bars.Symbol} {bars.Timeframe}.", nameof(bars));
        }

        var start = configuration.Start is { } from ? bars.IndexAtOrAfter(from.Ticks) : 0;
        var end = configuration.End is { } until ? bars.IndexAtOrAfter(until.Ticks) : bars.Count;
        if (start < end)
            return start..end;
        var covered = bars.Count == 0
            ? "there are none at all"
            : $"they open from {bars.OpenTime(0):yyyy-MM-dd HH:mm}Z to {bars.OpenTime(bars.Count - 1):yyyy-MM-dd HH:mm}Z";
        throw new ArgumentException($"{bars.Symbol} {bars.Timeframe}: no bar lies between start and end; {covered}.", nameof(bars));
    }

    /// <summary>The settings of the event-driven backtest that a configuration stands for.</summary>
    public static EventBacktestSettings SettingsOf(RunConfiguration configuration, BarSeries bars)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        var policy = configuration.Execution;
        return new EventBacktestSettings
        {
            InitialEquity = configuration.InitialCash,
            Rules = new SimulationRules
            {
                Policy = policy with { Latency = policy.Latency with { Seed = configuration.Seed } },
                Instrument = configuration.Instrument,
                Margin = configuration.Margin,
                Limits = configuration.Limits,
                Sizing = configuration.Sizing,
                Lots = configuration.Lots,
                Funding = configuration.Funding.Schedule(bars),
                BorrowRate = configuration.BorrowRate,
            },
            Guards = configuration.Guards,
            CloseAtEnd = configuration.CloseAtEnd,
            Market = configuration.Market,
        };
    }

    private static EventBacktestResult Execute(RunConfiguration configuration, IndicatorSet indicators, Range range)
    {
        ThrowIfPortfolio(configuration);
        var run = new RunDispatch(configuration, indicators, range, equity: null);
        run.Execute();
        return run.Result!;
    }

    private static void ThrowIfPortfolio(RunConfiguration configuration)
    {
        if (configuration.IsPortfolio)
        {
            throw new NotSupportedException(
                $"The run has {configuration.Symbols.Length} symbols and {configuration.Strategies.Length} strategies, or a budget:"
                + $" use {nameof(ConfiguredPortfolio)}.");
        }
    }
}
