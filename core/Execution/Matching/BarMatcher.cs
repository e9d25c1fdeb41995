using Serverless.Core.Execution.Orders;

namespace Serverless.Core.Execution.Matching;

/// <summary>
/// Where on the path of a bar one order trades, if it does. Pure: it knows neither the account nor other orders. Prices at the
/// beginning of the path have been jumped to; on the path the price passes through every value.
/// </summary>
public static class BarMatcher
{
    /// <summary>The first trade of a working order at or after <paramref name="from"/>.</summary>
    public static OrderMatch Match(in Order order, in BarPath path, PathPoint from, ExecutionPolicy policy)
    {
        ArgumentNullException.ThrowIfNull(policy);
        return order.Ticket.Type switch
        {
            OrderType.Market => new OrderMatch(from, from.Price),
            OrderType.Limit => Limit(order, path, from, policy),
            OrderType.StopLimit => StopLimit(order, path, from, policy),
            _ when order.Triggered => new OrderMatch(from, from.Price),
            OrderType.Stop => Stop(order, order.StopPrice, path, from, policy),
            _ => Trail(order, path, from, policy).Match,
        };
    }

    /// <summary>What an order that has not filled carries into the next bar: a stop-limit that was set off, a stop that moved.</summary>
    public static Order Carry(Order order, in BarPath path, PathPoint from, ExecutionPolicy policy)
    {
        ArgumentNullException.ThrowIfNull(policy);
        if (order.Triggered || from.IsNever)
            return order;
        if (order.Ticket.Type == OrderType.StopLimit)
            order.Triggered = !path.Reach(order.StopPrice, order.Buys, from, policy.StopTouch).IsNever;
        else if (order.Ticket.Type == OrderType.TrailingStop)
            order.StopPrice = Trail(order, path, from, policy).Stop;
        return order;
    }

    /// <summary>Whether a bar from <paramref name="low"/> to <paramref name="high"/> could fill, or set off, the order.</summary>
    public static bool IsTouched(in Order order, double low, double high)
    {
        bool ReachedUp(double level) => high >= level;
        bool ReachedDown(double level) => low <= level;
        var ticket = order.Ticket;
        return ticket.Type switch
        {
            OrderType.Market => true,
            OrderType.Stop or OrderType.TrailingStop when order.Triggered => true,
            OrderType.Limit => order.Buys ? ReachedDown(ticket.LimitPrice) : ReachedUp(ticket.LimitPrice),
            OrderType.StopLimit when order.Triggered => order.Buys ? ReachedDown(ticket.LimitPrice) : ReachedUp(ticket.LimitPrice),
            OrderType.TrailingStop => order.Buys
                ? ReachedUp(Math.Min(order.StopPrice, low + ticket.TrailDistance))
                : ReachedDown(Math.Max(order.StopPrice, high - ticket.TrailDistance)),
            _ => order.Buys ? ReachedUp(order.StopPrice) : ReachedDown(order.StopPrice),
        };
    }

    private static OrderMatch Limit(in Order order, in BarPath path, PathPoint from, ExecutionPolicy policy)
    {
        var limit = order.Ticket.LimitPrice;
        return At(path.Reach(limit, !order.Buys, from, policy.LimitTouch), path, from, limit, policy);
    }

    private static OrderMatch Stop(in Order order, double stop, in BarPath path, PathPoint from, ExecutionPolicy policy) =>
        At(path.Reach(stop, order.Buys, from, policy.StopTouch), path, from, stop, policy);

    private static OrderMatch StopLimit(in Order order, in BarPath path, PathPoint from, ExecutionPolicy policy)
    {
        var setOff = order.Triggered ? from : path.Reach(order.StopPrice, order.Buys, from, policy.StopTouch);
        return Limit(order, path, setOff, policy);
    }

    // What was beyond the level when it began to work trades at once; only at the beginning of the path has the price jumped there.
    private static OrderMatch At(PathPoint reached, in BarPath path, PathPoint from, double level, ExecutionPolicy policy)
    {
        if (reached.IsNever)
            return OrderMatch.None;
        var atLevel = reached != from || (reached == path.Start && policy.GapFill == GapFill.AtTrigger);
        return new OrderMatch(reached, atLevel ? level : reached.Price);
    }

    // The stop follows the price on a leg in its favour and waits on a leg against it.
    private static (OrderMatch Match, double Stop) Trail(in Order order, in BarPath path, PathPoint from, ExecutionPolicy policy)
    {
        var stop = order.StopPrice;
        var price = from.Price;
        for (var leg = from.Leg; leg <= 2; leg++)
        {
            stop = Followed(order, stop, price);
            var end = path.End(leg);
            var hit = new BarPath(price, end, end, end).Reach(stop, order.Buys, new PathPoint(0, price), policy.StopTouch);
            if (!hit.IsNever)
                return (At(new PathPoint(leg, hit.Price), path, from, stop, policy), stop);
            price = end;
        }

        return (OrderMatch.None, Followed(order, stop, price));
    }

    private static double Followed(in Order order, double stop, double price) => order.Buys
        ? Math.Min(stop, price + order.Ticket.TrailDistance)
        : Math.Max(stop, price - order.Ticket.TrailDistance);
}
