using System.Buffers;
using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Serverless.Core.Execution;
using Serverless.Core.Execution.Costs;
using Serverless.Core.Execution.Orders;
using Serverless.Core.Execution.Simulation;
using Serverless.Core.Indicators;
using Serverless.Core.MarketData;
using Serverless.Core.Metrics;
using Serverless.Core.Strategies;

namespace Serverless.Core.Backtesting;

/// <summary>Runs one strategy with the full life of its orders over a range of bars.</summary>
public static class EventBacktester
{
    /// <summary>
    /// Runs a template as <see cref="Backtester"/> does, through orders instead of a loop over targets: the same equity, bit by bit.
    /// Its parameters must be valid.
    /// </summary>
    /// <exception cref="ArgumentException">The parameters are not those of the template, or the range does not lie within the series.</exception>
    public static EventBacktestResult Run(
        BarSeries bars,
        StrategyTemplate template,
        ImmutableSortedDictionary<string, double> parameters,
        BacktestSettings settings,
        Range range)
    {
        ArgumentNullException.ThrowIfNull(bars);
        ArgumentNullException.ThrowIfNull(template);
        ArgumentNullException.ThrowIfNull(settings);
        if (template.FindProblem(parameters) is { } problem)
            throw new ArgumentException(problem, nameof(parameters));
        var (start, length) = range.GetOffsetAndLength(bars.Count);
        using var indicators = new IndicatorSet(bars.Slice(0, start + length), settings.Market);
        var runner = new EventSignalRunner(indicators.Bars, template.WarmUp(parameters), settings, start);
        template.Run(indicators, parameters, ref runner);
        return runner.Result;
    }

    /// <summary>As the overload with cost models, with costs in basis points.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The range does not lie within the series.</exception>
    public static EventBacktestResult Run<TStrategy>(
        BarSeries bars, ref TStrategy strategy, ExecutionCosts costs, EventBacktestSettings settings, Range range)
        where TStrategy : IBarStrategy, allows ref struct
    {
        ArgumentNullException.ThrowIfNull(costs);
        var (commission, slippage) = (new BasisPointCommission(costs.CommissionBps), new BasisPointSlippage(costs.SlippageBps));
        return Run(bars, ref strategy, commission, slippage, settings, range);
    }

    /// <summary>
    /// Runs a strategy over <paramref name="range"/>. It may look at bars before the range; bars after it are not read. A strategy that
    /// throws, or orders what is no order, gives a result with a failure.
    /// </summary>
    /// <param name="bars">The series.</param>
    /// <param name="strategy">The strategy; its state is left as it is after the last bar.</param>
    /// <param name="commission">Fees.</param>
    /// <param name="slippage">Slippage of market and stop orders.</param>
    /// <param name="settings">Broker, guards, and so on.</param>
    /// <param name="range">Bars to trade.</param>
    /// <param name="indicators">Indicators of <paramref name="bars"/> that runs share; null for its own.</param>
    /// <exception cref="ArgumentOutOfRangeException">The range does not lie within the series.</exception>
    public static EventBacktestResult Run<TStrategy, TCommission, TSlippage>(
        BarSeries bars,
        ref TStrategy strategy,
        TCommission commission,
        TSlippage slippage,
        EventBacktestSettings settings,
        Range range,
        IndicatorSet? indicators = null)
        where TStrategy : IBarStrategy, allows ref struct
        where TCommission : struct, ICommission
        where TSlippage : struct, ISlippage
    {
        ArgumentNullException.ThrowIfNull(bars);
        ArgumentNullException.ThrowIfNull(settings);
        var (start, length) = range.GetOffsetAndLength(bars.Count);
        var equity = GC.AllocateUninitializedArray<double>(length);
        var broker = new SimulatedBroker(bars, settings.Market, settings.Rules, settings.InitialEquity, start);
        using var own = indicators is null ? new IndicatorSet(bars.Slice(0, start + length), settings.Market) : null;
        var setup = new StrategySetup(indicators ?? own!, settings.Rules.Instrument);
        var failure = Simulate(broker, ref strategy, setup, commission, slippage, settings, start, equity, keepsRecords: true, out var exposedBars);
        return Report(broker, settings, start, equity, exposedBars, failure);
    }

    /// <summary>
    /// Writes the equity at each close and keeps nothing else: memory does not grow with the number of orders.
    /// </summary>
    /// <param name="bars">The series.</param>
    /// <param name="strategy">The strategy; its state is left as it is after the last bar.</param>
    /// <param name="commission">Fees.</param>
    /// <param name="slippage">Slippage of market and stop orders.</param>
    /// <param name="settings">Broker, guards, and so on.</param>
    /// <param name="start">First bar to trade.</param>
    /// <param name="equity">Receives one value for each bar to trade; complete only when the run finished.</param>
    /// <param name="indicators">Indicators of <paramref name="bars"/> that runs share; null for its own.</param>
    /// <returns>Why the run stopped, or null when it finished.</returns>
    public static BacktestFailure? RunCurve<TStrategy, TCommission, TSlippage>(
        BarSeries bars,
        ref TStrategy strategy,
        TCommission commission,
        TSlippage slippage,
        EventBacktestSettings settings,
        int start,
        Span<double> equity,
        IndicatorSet? indicators = null)
        where TStrategy : IBarStrategy, allows ref struct
        where TCommission : struct, ICommission
        where TSlippage : struct, ISlippage
    {
        ArgumentNullException.ThrowIfNull(bars);
        ArgumentNullException.ThrowIfNull(settings);
        var broker = new SimulatedBroker(bars, settings.Market, settings.Rules, settings.InitialEquity, start);
        using var own = indicators is null ? new IndicatorSet(bars.Slice(0, start + equity.Length), settings.Market) : null;
        var setup = new StrategySetup(indicators ?? own!, settings.Rules.Instrument);
        return Simulate(broker, ref strategy, setup, commission, slippage, settings, start, equity, keepsRecords: false, out _);
    }

    private static BacktestFailure? Simulate<TStrategy, TCommission, TSlippage>(
        SimulatedBroker broker,
        ref TStrategy strategy,
        in StrategySetup setup,
        TCommission commission,
        TSlippage slippage,
        EventBacktestSettings settings,
        int start,
        Span<double> equity,
        bool keepsRecords,
        out int exposedBars)
        where TStrategy : IBarStrategy, allows ref struct
        where TCommission : struct, ICommission
        where TSlippage : struct, ISlippage
    {
        var executor = new BarExecutor<TCommission, TSlippage>(broker, commission, slippage);
        var loop = new EventLoop<TCommission, TSlippage>(broker, executor, settings, start, equity, keepsRecords);
        string? reason;
        try
        {
            strategy.OnInit(setup);
            loop.Run(ref strategy);
            reason = loop.Failure;
        }
#pragma warning disable CA1031 // A strategy is foreign code: whatever it throws is an outcome of this strategy, not of the cycle.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            reason = $"{exception.GetType().Name}: {exception.Message}";
        }

        exposedBars = loop.ExposedBars;
        return reason is null ? null : new BacktestFailure(loop.Bar is { } bar ? broker.Bars.OpenTime(bar) : null, reason);
    }

    private static EventBacktestResult Report(
        SimulatedBroker broker, EventBacktestSettings settings, int start, double[] equity, int exposedBars, BacktestFailure? failure)
    {
        var bars = broker.Bars;
        var length = failure is null ? equity.Length : BarsBefore(failure, bars.OpenTicks.Slice(start, equity.Length));
        var closed = broker.Trades.Closed;
        var activity = new TradingActivity(exposedBars, broker.Account.Turnover);
        return new EventBacktestResult
        {
            OpenTicks = bars.OpenTicks.Slice(start, length).ToArray(),
            Equity = failure is null ? equity : equity[..length],
            Orders = AllOrders(broker),
            Events = broker.Journal.Events,
            Fills = broker.Fills,
            Trades = closed,
            Log = broker.Log.Entries,
            LogDropped = broker.Log.Dropped,
            GuardEvents = broker.Journal.Guards,
            Held = length == 0 ? null : broker.Trades.Held(bars.Close[start + length - 1]),
            Costs = broker.Account.Costs,
            PathDependence = PathDependence.Of(closed, broker.AmbiguousBars),
            Activity = activity,
            Metrics = failure is null ? Measure(settings, bars, equity, [.. closed.Select(trade => trade.NetProfit)], activity) : null,
            Failure = failure,
            Settings = settings,
        };
    }

    private static int BarsBefore(BacktestFailure failure, ReadOnlySpan<long> openTicks)
    {
        var found = openTicks.BinarySearch(failure.BarTime?.Ticks ?? 0);
        return found >= 0 ? found : ~found;
    }

    private static Order[] AllOrders(SimulatedBroker broker)
    {
        var orders = new Order[broker.Journal.Ended.Count + broker.Book.Count];
        foreach (ref readonly var order in CollectionsMarshal.AsSpan(broker.Journal.Ended))
            orders[order.Id - 1] = order;
        for (var i = 0; i < broker.Book.Count; i++)
            orders[broker.Book[i].Id - 1] = broker.Book[i];
        return orders;
    }

    private static PerformanceMetrics Measure(
        EventBacktestSettings settings, BarSeries bars, double[] equity, double[] netProfits, TradingActivity activity)
    {
        var rented = ArrayPool<double>.Shared.Rent(equity.Length);
        var returns = rented.AsSpan(0, equity.Length);
        EquityReturns.Compute(settings.InitialEquity, equity, returns);
        var metrics = PerformanceMetrics.Measure(returns, bars.Timeframe.BarsPerYear(settings.Market), netProfits, activity);
        ArrayPool<double>.Shared.Return(rented);
        return metrics;
    }
}
