using Serverless.Core.Execution.Accounts;
using Serverless.Core.Execution.Costs;
using Serverless.Core.Execution.Matching;
using Serverless.Core.Execution.Orders;
using Serverless.Core.Execution.Simulation;
using Serverless.Core.Strategies;

namespace Serverless.Core.Backtesting;

/// <summary>
/// The event-driven loop for one symbol: the bar trades the open orders, equity is marked at its close, the strategy is told and decides.
/// Generic over strategy and costs, so that the JIT compiles one loop for each; nothing is allocated per bar.
/// </summary>
internal ref struct EventLoop<TCommission, TSlippage>
    where TCommission : struct, ICommission
    where TSlippage : struct, ISlippage
{
    private readonly SimulatedBroker broker;
    private readonly BarExecutor<TCommission, TSlippage> executor;
    private readonly EventBacktestSettings settings;
    private readonly Span<double> equity;
    private readonly int start;
    private readonly bool fillsAtClose;
    private readonly bool keepsRecords;
    private readonly GuardDesk? guards;
    private readonly List<OrderEvent> events;
    private readonly List<ClosedTrade> trades;
    private int seenEvents;
    private int seenTrades;

    /// <param name="broker">The broker, fresh.</param>
    /// <param name="executor">Trades its orders.</param>
    /// <param name="settings">Guards, and so on.</param>
    /// <param name="start">First bar that may trade.</param>
    /// <param name="equity">Receives the equity at each close; its length is the number of bars to trade.</param>
    /// <param name="keepsRecords">Whether orders, fills and trades are kept after the strategy was told.</param>
    public EventLoop(
        SimulatedBroker broker,
        BarExecutor<TCommission, TSlippage> executor,
        EventBacktestSettings settings,
        int start,
        Span<double> equity,
        bool keepsRecords)
    {
        this.broker = broker;
        this.executor = executor;
        this.settings = settings;
        this.start = start;
        this.equity = equity;
        this.keepsRecords = keepsRecords;
        events = broker.Journal.Events;
        trades = broker.Trades.Closed;
        fillsAtClose = settings.Rules.Policy.MarketFill == MarketFill.SameClose;
        if (GuardDesk.IsNeeded(settings.Guards, settings.Rules.Limits))
            guards = new GuardDesk(broker, settings.Guards, settings.InitialEquity);
    }

    /// <summary>Index of the bar at which the run is; null before the first.</summary>
    public int? Bar { get; private set; }

    /// <summary>Why the run stopped, or null.</summary>
    public string? Failure { get; private set; }

    /// <summary>Bars at whose close a position was held.</summary>
    public int ExposedBars { get; private set; }

    public void Run<TStrategy>(ref TStrategy strategy)
        where TStrategy : IBarStrategy, allows ref struct
    {
        var open = broker.Bars.Open;
        var close = broker.Bars.Close;
        var curve = equity;
        var end = start + curve.Length;
        var firstDecision = Math.Max(start - 1, Math.Max(strategy.WarmUp, 1) - 1);
        var context = new BarContext(broker);
        if (firstDecision == start - 1 && start > 0)
        {
            Bar = context.Bar = start - 1;
            strategy.OnBar(context);
        }

        for (var bar = start; bar < end; bar++)
        {
            Bar = context.Bar = bar;
            // Read for every bar: in order the cache has it at hand, at the bars of orders alone each read would wait for memory.
            var first = open[bar];
            if (!broker.Rests(bar))
                executor.TradeBar(bar, first);
            ref readonly var account = ref broker.Account;
            var value = account.EquityAt(close[bar]);
            if (account.Position != 0)
                ExposedBars++;
            curve[bar - start] = value;
            if (!(value > 0))
            {
                Failure = Ruined(value);
                return;
            }

            guards?.Close(bar, value);
            if (seenEvents != events.Count)
                Tell(ref strategy, context);
            if (bar >= firstDecision)
                strategy.OnBar(context);
            if (fillsAtClose && broker.Book.Count > 0)
            {
                executor.TradeClose(bar);
                curve[bar - start] = broker.Account.EquityAt(close[bar]);
            }
        }

        Finish(ref strategy, context, end - 1);
    }

    private static string Ruined(double equity) => $"equity fell to {equity:R}; the account is ruined.";

    private void Tell<TStrategy>(ref TStrategy strategy, in BarContext context)
        where TStrategy : IBarStrategy, allows ref struct
    {
        for (var end = events.Count; seenEvents < end; seenEvents++)
            strategy.OnOrder(context, events[seenEvents]);
        for (; seenTrades < trades.Count; seenTrades++)
            strategy.OnTrade(context, trades[seenTrades]);
        if (keepsRecords || seenEvents != events.Count)
            return;
        broker.Forget();
        guards?.Forget();
        seenEvents = seenTrades = 0;
    }

    private void Finish<TStrategy>(ref TStrategy strategy, in BarContext context, int bar)
        where TStrategy : IBarStrategy, allows ref struct
    {
        if (equity.IsEmpty)
            return;
        strategy.OnFinish(context);
        if (!settings.CloseAtEnd)
            return;
        broker.CancelAll(OrderReason.EndOfRun, bar);
        broker.CloseAll(OrderRole.EndOfRun, bar);
        executor.TradeClose(bar);
        equity[^1] = broker.Account.EquityAt(broker.Bars.Close[bar]);
        if (!(equity[^1] > 0))
            Failure = Ruined(equity[^1]);
    }
}
