using Serverless.Core.Execution.Accounts;
using Serverless.Core.Execution.Costs;
using Serverless.Core.Execution.Guards;
using Serverless.Core.Execution.Matching;
using Serverless.Core.Execution.Orders;

namespace Serverless.Core.Execution.Simulation;

/// <summary>One way through one bar: the earliest trade on the path is made, with all that follows from it, until there is none.</summary>
internal ref struct BarWalk<TCommission, TSlippage>
    where TCommission : struct, ICommission
    where TSlippage : struct, ISlippage
{
    private const int Liquidation = -1;

    private readonly SimulationRules rules;
    private readonly ExecutionPolicy policy;
    private readonly PositionLimits limits;
    private readonly OrderBook book;
    private readonly ref Account account;
    private readonly int bar;
    private readonly TCommission commission;
    private readonly TSlippage slippage;
    private BarPath path;
    private FillMoment moment;
    private List<OrderFill> fills;
    private PathPoint heldFrom;
    private double volume;

    public BarWalk(
        SimulationRules rules, OrderBook book, ref Account account, int bar, double volume, TCommission commission, TSlippage slippage)
    {
        this.rules = rules;
        this.book = book;
        this.account = ref account;
        this.bar = bar;
        this.volume = volume;
        this.commission = commission;
        this.slippage = slippage;
        policy = rules.Policy;
        limits = rules.Limits;
        fills = null!;
    }

    /// <summary>Trades along <paramref name="way"/> and adds what was traded to <paramref name="trades"/>.</summary>
    /// <param name="way">The path.</param>
    /// <param name="when"><see cref="FillMoment.Close"/> when the path is the close alone.</param>
    /// <param name="trades">Receives the fills.</param>
    public void Run(in BarPath way, FillMoment when, List<OrderFill> trades)
    {
        path = way;
        moment = when;
        fills = trades;
        heldFrom = when == FillMoment.Close ? PathPoint.Never : way.Start;
        while (TryNext(out var index, out var match))
        {
            if (index == Liquidation)
                index = AddLiquidation();
            Execute(index, match);
        }
    }

    /// <summary>As <see cref="Run"/> for market orders without exits: all of them trade at the open, in order of submission.</summary>
    public void RunOpen(double open, List<OrderFill> trades)
    {
        path = BarPath.At(open);
        moment = FillMoment.Within;
        fills = trades;
        var match = new OrderMatch(path.Start, open);
        for (var i = 0; i < book.Count; i++)
        {
            if (OrderLifecycle.IsWorking(book[i].State))
                Execute(i, match);
        }
    }

    private readonly bool TryNext(out int index, out OrderMatch best)
    {
        (index, best) = (Liquidation, MatchLiquidation());
        for (var i = 0; i < book.Count; i++)
        {
            ref readonly var order = ref book[i];
            if (!OrderLifecycle.IsWorking(order.State))
                continue;
            var match = BarMatcher.Match(order, path, order.LiveFrom, policy);
            if (match.At.IsNever || (order.Ticket.IsImmediate && match.At != order.LiveFrom))
                continue;
            var isFirst = path.IsBefore(match.At, best.At)
                || (match.At == best.At && index != Liquidation && IsPreferred(order, book[index]));
            if (isFirst)
                (index, best) = (i, match);
        }

        return !best.At.IsNever;
    }

    private readonly bool IsPreferred(in Order order, in Order other) =>
        policy.Priority == OrderPriority.StopsFirst && Rank(order) < Rank(other);

    private static int Rank(in Order order) => order.Ticket.Type switch
    {
        OrderType.Stop or OrderType.TrailingStop => 0,
        OrderType.StopLimit or OrderType.Limit => 1,
        _ => 2,
    };

    private readonly OrderMatch MatchLiquidation()
    {
        var price = rules.Margin.LiquidationPrice(account.Position, account.AveragePrice);
        if (price <= 0 || IsBeingLiquidated())
            return OrderMatch.None;
        var stop = OrderTicket.Stop(-account.Position, price);
        return BarMatcher.Match(new Order { Ticket = stop, Remaining = stop.Quantity, StopPrice = price }, path, heldFrom, policy);
    }

    // What the volume of a bar did not take works on: there is one such order at a time.
    private readonly bool IsBeingLiquidated()
    {
        for (var i = 0; i < book.Count; i++)
        {
            if (book[i].Role == OrderRole.Liquidation && OrderLifecycle.IsWorking(book[i].State))
                return true;
        }

        return false;
    }

    private readonly int AddLiquidation()
    {
        var ticket = OrderTicket.Market(-account.Position) with { ReduceOnly = true };
        var index = book.Add(ticket, OrderRole.Liquidation, 0, bar, bar, 0);
        book.Apply(index, OrderAction.Activate, OrderReason.Margin, bar);
        return index;
    }

    private void Execute(int index, in OrderMatch match)
    {
        ref var order = ref book[index];
        if (order.Ticket.OfTarget)
        {
            ExecuteTarget(index, match);
            return;
        }

        if (order.Role == OrderRole.Reduction)
            order.Remaining = Excess(order, match);
        if (order.Ticket.ReduceOnly)
        {
            order.Remaining = FillSize.Reducing(order.Remaining, account.Position);
            if (order.Remaining == 0)
            {
                book.End(index, OrderAction.Cancel, OrderReason.NothingToReduce, bar);
                return;
            }
        }

        var wanted = order.Remaining;
        var fitting = Fit(order, wanted, match, out var hit);
        var part = FillSize.Available(fitting, volume, rules.Instrument);
        if (order.Ticket.TimeInForce == TimeInForce.FillOrKill && part != wanted)
            book.End(index, OrderAction.Cancel, hit is null ? OrderReason.TimeInForce : OrderReason.Guard, bar);
        else if (part != 0)
            TryTrade(index, match, part, account.After(part));
        else
            (order.Triggered, order.LiveFrom) = (true, PathPoint.Never);
        if (part == fitting && fitting != wanted && OrderLifecycle.IsWorking(order.State))
            book.End(index, order.State == OrderState.Active ? OrderAction.Reject : OrderAction.Cancel, OrderReason.Guard, bar);
        if (hit is not null && OrderLifecycle.IsFinal(order.State))
            Report(hit, order);
    }

    // First flat, then the other side, so that each fill belongs to one trade. An account that a gap has ruined opens nothing.
    private void ExecuteTarget(int index, in OrderMatch match)
    {
        var share = book[index].Ticket.Quantity;
        var isComplete = true;
        GuardEvent? hit = null;
        if (account.Position != 0 && Math.Sign(share) != Math.Sign(account.Position))
            isComplete = TradeTo(0, index, match, isLast: share == 0, out hit);
        if (isComplete && share != 0 && account.EquityAt(match.Price) > 0)
            isComplete = TradeTo(FullPosition(share, match.Price), index, match, isLast: true, out hit);
        ref var order = ref book[index];
        if (OrderLifecycle.IsWorking(order.State))
        {
            var reason = hit is not null ? OrderReason.Guard : isComplete ? OrderReason.NothingToReduce : OrderReason.TimeInForce;
            book.End(index, OrderAction.Cancel, reason, bar);
        }

        Report(hit, order);
    }

    private bool TradeTo(double position, int index, in OrderMatch match, bool isLast, out GuardEvent? hit)
    {
        ref var order = ref book[index];
        var quantity = position - account.Position;
        order.Remaining = isLast ? quantity : 2 * quantity;
        var fitting = Fit(order, quantity, match, out hit);
        if (fitting != quantity)
            (quantity, position, order.Remaining) = (fitting, account.After(fitting), fitting);
        var part = FillSize.Available(quantity, volume, rules.Instrument);
        if (part != 0)
            TryTrade(index, match, part, part == quantity ? position : account.After(part));
        return part == quantity && account.Position == position;
    }

    private readonly double FullPosition(double share, double quote)
    {
        var size = rules.Sizing.Size;
        if (rules.Sizing.Mode == SizingMode.FixedUnits)
            return rules.Instrument.RoundDown(share * size);
        var price = slippage.Price(new FillQuote(1, quote, 1, bar, false, account.Traded));
        return rules.Instrument.RoundDown(share * size * account.EquityAt(quote) / (price * (1 + commission.Rate(price))));
    }

    // What venue and limits leave room for, and the limit that binds.
    private readonly double Fit(in Order order, double wanted, in OrderMatch match, out GuardEvent? hit)
    {
        var fitting = rules.Margin.MaxPosition is { } largest
            ? FillSize.Fitting(wanted, account.Position + account.Elsewhere.Position, largest, rules.Instrument)
            : wanted;
        hit = null;
        return limits.AreNone || fitting == 0
            ? fitting
            : LimitCheck.Fit(
                fitting, match.Price, CostOf(order, fitting, match), book.Entries.IsFurther(order.Id), book.Entries.Count, account, rules, out hit);
    }

    // How much more is held than the leverage allows here, once closing it is paid for.
    private readonly double Excess(in Order order, in OrderMatch match)
    {
        var largest = LimitCheck.LargestAt(limits.MaxLeverage!.Value, match.Price, CostOf(order, -account.Position, match), account, account.Elsewhere.Exposure);
        var kept = Math.Min(Math.Abs(account.Position), rules.Instrument.RoundDown(largest));
        return (Math.Sign(account.Position) * kept) - account.Position;
    }

    private readonly double CostOf(in Order order, double quantity, in OrderMatch match)
    {
        var price = PriceOf(order, quantity, match, out var fee);
        return (quantity * (price - match.Price)) + fee;
    }

    private readonly double PriceOf(in Order order, double quantity, in OrderMatch match, out double fee)
    {
        var type = order.Ticket.Type;
        var isMaker = type switch
        {
            OrderType.Limit => !(order.ActiveBar == bar && (order.ArrivesWithin(bar) ? match.At == order.LiveFrom : IsOpen(match))),
            OrderType.StopLimit => match.Price == order.Ticket.LimitPrice,
            _ => false,
        };
        var quote = new FillQuote(quantity, match.Price, order.Filled + order.Remaining, bar, isMaker, account.Traded);
        var price = type is OrderType.Limit or OrderType.StopLimit ? match.Price : slippage.Price(quote);
        fee = commission.Fee(quote, price);
        return price;
    }

    private readonly bool IsOpen(in OrderMatch match) => moment != FillMoment.Close && match.At == path.Start;

    private readonly void Report(in GuardEvent? hit, in Order order)
    {
        if (hit is { } bound)
            book.Report(bound with { Bar = bar, OrderId = order.Id, Action = order.Filled == 0 ? GuardAction.OrderRefused : GuardAction.OrderCut });
    }

    private void TryTrade(int index, in OrderMatch match, double part, double after)
    {
        ref var order = ref book[index];
        var price = PriceOf(order, part, match, out var fee);
        var elsewhere = account.Elsewhere;
        var equityAfter = account.Cash - (part * price) - fee + (after * price) + elsewhere.Value;
        if (!rules.Margin.Allows(account.Position + elsewhere.Position, after + elsewhere.Position, price, equityAfter, elsewhere.Margin))
        {
            book.End(index, order.State == OrderState.Active ? OrderAction.Reject : OrderAction.Cancel, OrderReason.Margin, bar);
            return;
        }

        var before = account.Position;
        account.Trade(part, after, match.Price, price, fee);
        volume -= Math.Abs(part);
        if (limits.MaxOpenTrades is not null)
            book.Entries.Book(order.Id, part, after);
        var when = moment == FillMoment.Close ? FillMoment.Close : IsOpen(match) ? FillMoment.Open : FillMoment.Within;
        fills.Add(new OrderFill(order.Id, order.Ticket.Type, order.Role, bar, when, part, match.Price, price, fee, false));
        book.Fill(index, part, price, ExitsFrom(match), bar);
        if (moment != FillMoment.Close)
            heldFrom = match.At;
        if (after == 0 || before * after < 0)
            book.CancelIdle(after, bar);
    }

    // Where the exits of an order that fills here begin to work in this bar.
    private readonly PathPoint ExitsFrom(in OrderMatch match)
    {
        var follow = policy.EntryBar switch
        {
            EntryBarRule.FollowPath => true,
            EntryBarRule.OpenEntriesOnly => match.At == path.Start,
            _ => false,
        };
        return follow && moment != FillMoment.Close ? match.At : PathPoint.Never;
    }
}
