using Serverless.Core.Execution.Accounts;
using Serverless.Core.Execution.Costs;
using Serverless.Core.Execution.Matching;
using Serverless.Core.Execution.Orders;

namespace Serverless.Core.Execution.Simulation;

/// <summary>
/// Trades the orders of a broker in one bar after the other. Where the order of high and low can matter, both are rehearsed on copies;
/// the policy chooses, and what differs between them is marked. Generic over the costs, so that their calls are direct.
/// </summary>
internal sealed class BarExecutor<TCommission, TSlippage>(SimulatedBroker broker, TCommission commission, TSlippage slippage)
    where TCommission : struct, ICommission
    where TSlippage : struct, ISlippage
{
    private readonly ExecutionPolicy policy = broker.Rules.Policy;
    private readonly bool hasLatency = !broker.Rules.Policy.Latency.IsZero;
    private readonly (OrderBook Book, List<OrderFill> Fills) highFirst = (new(null), []);
    private readonly (OrderBook Book, List<OrderFill> Fills) lowFirst = (new(null), []);

    /// <summary>Everything that a bar does to orders and account, from the first trade to the last.</summary>
    /// <param name="bar">The bar.</param>
    /// <param name="open">Its first price.</param>
    public void TradeBar(int bar, double open)
    {
        broker.Carry(bar);
        if (Arrive(bar, open))
        {
            // Most bars with an order are these; the other columns are not even fetched into the cache.
            TradeOpen(bar, open);
            Leave(bar, BarPath.At(open));
            return;
        }

        var bars = broker.Bars;
        double high = bars.High[bar], low = bars.Low[bar], close = bars.Close[bar];
        var path = new BarPath(open, high, low, close);
        List<OrderFill>? alternative = null;
        var trades = Trades(bar, low, high, out var dependsOnPath);
        if (dependsOnPath)
            (path, alternative) = Choose(bar, path, new BarPath(open, low, high, close), close);
        if (hasLatency)
            broker.Book.PlaceArrivals(path, bar);
        if (trades)
            Walk(bar, path, alternative);
        Leave(bar, path);
    }

    /// <summary>Fills the market orders that were submitted at the close of <paramref name="bar"/> at that close.</summary>
    public void TradeClose(int bar)
    {
        var book = broker.Book;
        var path = BarPath.At(broker.Bars.Close[bar]);
        for (var i = 0; i < book.Count; i++)
        {
            ref var order = ref book[i];
            var trades = order.State == OrderState.New && order.EntryId == 0
                && order.Ticket.Type == OrderType.Market && order.SubmittedBar == bar;
            order.LiveFrom = trades ? path.Start : PathPoint.Never;
            if (trades)
                book.Apply(i, OrderAction.Activate, OrderReason.None, bar);
        }

        Walk(bar, path, null, FillMoment.Close);
        Leave(bar, path);
    }

    // Whether nothing can happen after the open: there are only market orders without exits, and no liquidation.
    private bool Arrive(int bar, double open)
    {
        var book = broker.Book;
        var opensOnly = broker.Rules.Margin.MaintenanceRate == 0;
        for (var i = 0; i < book.Count; i++)
        {
            ref var order = ref book[i];
            if (OrderLifecycle.IsFinal(order.State))
                continue;
            order.LiveFrom = new PathPoint(0, open);
            if (HasExpired(order, bar))
                book.End(i, OrderAction.Expire, OrderReason.TimeInForce, bar);
            else if (order.State == OrderState.New && order.ActiveBar <= bar)
                book.Apply(i, OrderAction.Activate, OrderReason.None, bar);
            opensOnly &= order.Ticket.Type == OrderType.Market && order.Ticket.Bracket == default && !order.ArrivesWithin(bar);
        }

        return opensOnly;
    }

    private bool HasExpired(in Order order, int bar) => order.Ticket.TimeInForce switch
    {
        TimeInForce.Day => order.ActiveBar < bar && broker.DayOf(bar) > broker.DayOf(order.ActiveBar),
        TimeInForce.GoodTilDate => broker.Bars.OpenTicks[bar] >= order.Ticket.GoodTil.Ticks,
        _ => false,
    };

    // Whether anything can trade between low and high, and whether the order of the two can matter. Market orders trade at the open, before
    // either; what trades on the path alone trades at its level on both ways; what arrives within the bar meets another price on each. Exits of
    // a bracket count when their entry could fill.
    private bool Trades(int bar, double low, double high, out bool dependsOnPath)
    {
        var book = broker.Book;
        var (trades, onPath) = (false, 0);
        for (var i = 0; i < book.Count; i++)
        {
            ref readonly var order = ref book[i];
            var waits = order.EntryId != 0 && order.State == OrderState.New && policy.EntryBar != EntryBarRule.NextBar;
            if (!(waits || OrderLifecycle.IsWorking(order.State)))
                continue;
            // Where a trailing stop that arrives gets to depends on the way, also when it is not hit.
            var follows = order.Ticket.Type == OrderType.TrailingStop && order.ArrivesWithin(bar);
            if (!follows && !BarMatcher.IsTouched(order, low, high))
                continue;
            trades |= !waits;
            onPath += order.Ticket.Type switch
            {
                _ when order.ArrivesWithin(bar) => 2,
                OrderType.Market => 0,
                OrderType.StopLimit or OrderType.TrailingStop => 2,
                _ => 1,
            };
        }

        var account = broker.Account;
        var liquidation = broker.Rules.Margin.LiquidationPrice(account.Position, account.AveragePrice);
        trades |= liquidation > 0 && (account.Position > 0 ? low <= liquidation : high >= liquidation);
        // A position can be liquidated in the bar that opens or changes it.
        dependsOnPath = trades && (onPath > 1 || broker.Rules.Margin.MaintenanceRate > 0);
        return trades;
    }

    private void TradeOpen(int bar, double open)
    {
        var fills = broker.Fills;
        var first = fills.Count;
        var walk = new BarWalk<TCommission, TSlippage>(broker.Rules, broker.Book, ref broker.Account, bar, Volume(bar), commission, slippage);
        walk.RunOpen(open, fills);
        for (var i = first; i < fills.Count; i++)
            broker.Trades.Book(fills[i]);
    }

    // The way that the policy takes, and what would trade on the other.
    private (BarPath Path, List<OrderFill> Alternative) Choose(int bar, in BarPath high, in BarPath low, double close)
    {
        var equityHighFirst = Rehearse(bar, high, highFirst, close);
        var equityLowFirst = Rehearse(bar, low, lowFirst, close);
        var takesLow = policy.IntrabarPath switch
        {
            IntrabarPath.WorstCase => equityLowFirst < equityHighFirst,
            IntrabarPath.Optimistic => equityLowFirst > equityHighFirst,
            IntrabarPath.OpenLowHighClose => true,
            _ => false,
        };
        if (!AreSame(highFirst.Fills, lowFirst.Fills) || !highFirst.Book.IsSame(lowFirst.Book))
            broker.AmbiguousBars++;
        return takesLow ? (low, highFirst.Fills) : (high, lowFirst.Fills);
    }

    private double Rehearse(int bar, in BarPath path, (OrderBook Book, List<OrderFill> Fills) rehearsal, double close)
    {
        rehearsal.Book.CopyFrom(broker.Book);
        rehearsal.Fills.Clear();
        if (hasLatency)
            rehearsal.Book.PlaceArrivals(path, bar);
        var account = broker.Account;
        var walk = new BarWalk<TCommission, TSlippage>(broker.Rules, rehearsal.Book, ref account, bar, Volume(bar), commission, slippage);
        walk.Run(path, FillMoment.Within, rehearsal.Fills);
        return account.EquityAt(close);
    }

    private void Walk(int bar, in BarPath path, List<OrderFill>? alternative, FillMoment moment = FillMoment.Within)
    {
        var fills = broker.Fills;
        var first = fills.Count;
        var walk = new BarWalk<TCommission, TSlippage>(broker.Rules, broker.Book, ref broker.Account, bar, Volume(bar), commission, slippage);
        walk.Run(path, moment, fills);
        for (var i = first; i < fills.Count; i++)
        {
            if (alternative is not null && !Contains(alternative, fills[i]))
                fills[i] = fills[i] with { DependsOnPath = true };
            broker.Trades.Book(fills[i]);
        }
    }

    private void Leave(int bar, in BarPath path)
    {
        var book = broker.Book;
        for (var i = 0; i < book.Count; i++)
        {
            ref var order = ref book[i];
            if (!OrderLifecycle.IsWorking(order.State))
                continue;
            if (order.Ticket.IsImmediate)
                book.End(i, OrderAction.Cancel, OrderReason.TimeInForce, bar);
            else if (order.Ticket.Type is OrderType.StopLimit or OrderType.TrailingStop)
                order = BarMatcher.Carry(order, path, order.LiveFrom, policy);
        }

        book.Sweep();
    }

    private double Volume(int bar) => policy.VolumeParticipation is { } share
        ? Math.Max(0, (share * broker.Bars.Volume[bar]) - broker.TakenVolume)
        : double.PositiveInfinity;

    private static bool AreSame(List<OrderFill> one, List<OrderFill> other)
    {
        if (one.Count != other.Count)
            return false;
        for (var i = 0; i < one.Count; i++)
        {
            if (!IsSame(one[i], other[i]))
                return false;
        }

        return true;
    }

    private static bool Contains(List<OrderFill> fills, in OrderFill fill)
    {
        foreach (var other in fills)
        {
            if (IsSame(other, fill))
                return true;
        }

        return false;
    }

    private static bool IsSame(in OrderFill one, in OrderFill other) =>
        one.OrderId == other.OrderId && one.Quantity == other.Quantity && one.Quote == other.Quote;
}
