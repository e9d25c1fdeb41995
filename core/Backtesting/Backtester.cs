using System.Buffers;
using System.Collections.Immutable;
using Serverless.Core.Indicators;
using Serverless.Core.MarketData;
using Serverless.Core.Metrics;
using Serverless.Core.Strategies;

namespace Serverless.Core.Backtesting;

/// <summary>Runs one strategy over a range of bars.</summary>
public static class Backtester
{
    /// <summary>Runs a configuration; see the overload that takes a template.</summary>
    /// <exception cref="ArgumentException">There is no such template.</exception>
    public static BacktestResult Run(BarSeries bars, StrategyConfiguration configuration, BacktestSettings settings, Range range) =>
        Run(bars, configuration, settings, range, sizes: []);

    /// <summary>Runs a configuration whose size is changed from outside.</summary>
    /// <param name="bars">The series.</param>
    /// <param name="configuration">The strategy.</param>
    /// <param name="settings">Costs, sizing, and so on.</param>
    /// <param name="range">Bars to trade.</param>
    /// <param name="sizes">
    /// For each of these bars the share, 0 … 1, of what the strategy would hold: where it changes, the position is resized at the open of the bar, at the
    /// costs of any other fill. Empty for full size.
    /// </param>
    /// <exception cref="ArgumentException">There is no such template.</exception>
    public static BacktestResult Run(
        BarSeries bars, StrategyConfiguration configuration, BacktestSettings settings, Range range, ReadOnlySpan<double> sizes)
    {
        ArgumentNullException.ThrowIfNull(bars);
        ArgumentNullException.ThrowIfNull(configuration);
        ArgumentNullException.ThrowIfNull(settings);
        var (start, length) = range.GetOffsetAndLength(bars.Count);
        using var indicators = new IndicatorSet(bars.Slice(0, start + length), settings.Market);
        return Run(indicators, StrategyCatalog.Get(configuration.Template), configuration.Parameters, settings, start, length, sizes);
    }

    /// <summary>
    /// Runs a strategy over <paramref name="range"/>. Bars before the range warm up indicators; bars after it are not read.
    /// A strategy that throws, or decides on something that is not a position, gives a result with a failure.
    /// </summary>
    /// <param name="bars">The series.</param>
    /// <param name="template">The rule.</param>
    /// <param name="parameters">Its parameters.</param>
    /// <param name="settings">Costs, sizing, and so on.</param>
    /// <param name="range">Bars to trade.</param>
    /// <exception cref="ArgumentOutOfRangeException">The range does not lie within the series.</exception>
    public static BacktestResult Run(
        BarSeries bars,
        StrategyTemplate template,
        ImmutableSortedDictionary<string, double> parameters,
        BacktestSettings settings,
        Range range)
    {
        ArgumentNullException.ThrowIfNull(bars);
        ArgumentNullException.ThrowIfNull(settings);
        var (start, length) = range.GetOffsetAndLength(bars.Count);
        using var indicators = new IndicatorSet(bars.Slice(0, start + length), settings.Market);
        return Run(indicators, template, parameters, settings, start, length);
    }

    /// <summary>
    /// Writes the equity at each close and nothing else: for sweeps, where a rule is run many times over the same indicators.
    /// </summary>
    /// <param name="indicators">Columns of the series, shared between runs.</param>
    /// <param name="template">The rule.</param>
    /// <param name="parameters">Its parameters.</param>
    /// <param name="settings">Costs, sizing, and so on.</param>
    /// <param name="start">First bar to trade.</param>
    /// <param name="equity">Receives one value for each bar to trade; complete only when the run finished.</param>
    /// <returns>Why the run stopped, or null when it finished.</returns>
    public static BacktestFailure? RunCurve(
        IndicatorSet indicators,
        StrategyTemplate template,
        ImmutableSortedDictionary<string, double> parameters,
        BacktestSettings settings,
        int start,
        Span<double> equity)
    {
        ArgumentNullException.ThrowIfNull(indicators);
        ArgumentNullException.ThrowIfNull(template);
        ArgumentNullException.ThrowIfNull(settings);
        return Simulate(indicators, template, parameters, settings, start, equity, null, out _);
    }

    internal static BacktestResult Run(
        IndicatorSet indicators,
        StrategyTemplate template,
        ImmutableSortedDictionary<string, double> parameters,
        BacktestSettings settings,
        int start,
        int length,
        ReadOnlySpan<double> sizes = default)
    {
        var bars = indicators.Bars;
        var equity = new double[length];
        var ledger = new TradeLedger(bars);
        var times = bars.OpenTicks.Slice(start, length).ToArray();
        var failure = Simulate(indicators, template, parameters, settings, start, equity, ledger, out var activity, sizes);
        if (failure is not null)
            return new BacktestResult { OpenTicks = times, Equity = [], Trades = [], Failure = failure };

        return new BacktestResult
        {
            OpenTicks = times,
            Equity = equity,
            Trades = ledger.Trades,
            Activity = activity,
            OpenPosition = ledger.Mark(start + length - 1),
            Metrics = Measure(indicators, settings, equity, ledger, activity),
        };
    }

    /// <summary>The figures of <see cref="Run(IndicatorSet, StrategyTemplate, ImmutableSortedDictionary{string, double}, BacktestSettings, int, int, ReadOnlySpan{double})"/>,
    /// with a curve in the caller's memory and nothing else kept.</summary>
    internal static BacktestFailure? RunFigures(
        IndicatorSet indicators,
        StrategyTemplate template,
        ImmutableSortedDictionary<string, double> parameters,
        BacktestSettings settings,
        int start,
        Span<double> equity,
        out PerformanceMetrics? metrics)
    {
        var ledger = new TradeLedger(indicators.Bars);
        var failure = Simulate(indicators, template, parameters, settings, start, equity, ledger, out var activity);
        metrics = failure is null ? Measure(indicators, settings, equity, ledger, activity) : null;
        return failure;
    }

    private static PerformanceMetrics Measure(
        IndicatorSet indicators, BacktestSettings settings, ReadOnlySpan<double> equity, TradeLedger ledger, TradingActivity activity)
    {
        var rented = ArrayPool<double>.Shared.Rent(equity.Length);
        var returns = rented.AsSpan(0, equity.Length);
        EquityReturns.Compute(settings.InitialEquity, equity, returns);
        var metrics = PerformanceMetrics.Measure(returns, indicators.BarsPerYear, ledger.NetProfits(), activity);
        ArrayPool<double>.Shared.Return(rented);
        return metrics;
    }

    private static BacktestFailure? Simulate(
        IndicatorSet indicators,
        StrategyTemplate template,
        ImmutableSortedDictionary<string, double> parameters,
        BacktestSettings settings,
        int start,
        Span<double> equity,
        TradeLedger? ledger,
        out TradingActivity activity,
        ReadOnlySpan<double> sizes = default)
    {
        activity = default;
        if (template.FindProblem(parameters) is { } problem)
            return new BacktestFailure(null, problem);

        BarLoop loop = default;
        try
        {
            loop = new BarLoop(indicators.Bars, start, template.WarmUp(parameters), settings, equity, ledger);
            if (sizes.IsEmpty)
                template.Run(indicators, parameters, ref loop);
            else
                loop = RunSized(indicators, template, parameters, new SizedLoop(loop, sizes, start, settings.AllowShort));
        }
#pragma warning disable CA1031 // A rule is foreign code: whatever it throws is an outcome of this strategy, not of the cycle.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            return Failure(indicators.Bars, loop.LastBar, $"{exception.GetType().Name}: {exception.Message}");
        }

        activity = new TradingActivity(loop.ExposedBars, loop.Turnover);
        return loop.Failure is null ? null : Failure(indicators.Bars, loop.LastBar, loop.Failure);
    }

    private static BarLoop RunSized(
        IndicatorSet indicators, StrategyTemplate template, ImmutableSortedDictionary<string, double> parameters, SizedLoop sized)
    {
        template.Run(indicators, parameters, ref sized);
        return sized.Loop;
    }

    private static BacktestFailure Failure(BarSeries bars, int? bar, string reason) =>
        new(bar is { } index ? bars.OpenTime(index) : null, reason);
}
