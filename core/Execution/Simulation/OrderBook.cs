using Serverless.Core.Execution.Guards;
using Serverless.Core.Execution.Matching;
using Serverless.Core.Execution.Orders;

namespace Serverless.Core.Execution.Simulation;

/// <summary>
/// The orders of a run that are not final, in order of submission. A copy without a journal rehearses a bar. Ended orders stay in place,
/// marked by their state, until <see cref="Sweep"/>, so that positions hold while a bar is traded.
/// </summary>
internal sealed class OrderBook(OrderJournal? journal)
{
    private Order[] orders = new Order[8];
    private int lastId;

    public int Count { get; private set; }

    public ref Order this[int index] => ref orders[index];

    /// <summary>Entries of the position that these orders have led to; only kept where their number is limited.</summary>
    public OpenEntries Entries { get; } = new();

    /// <summary>Adds an order in the state New.</summary>
    /// <returns>Its position.</returns>
    public int Add(in OrderTicket ticket, OrderRole role, int entryId, int bar, int activeBar, double stopPrice)
    {
        if (Count == orders.Length)
            Array.Resize(ref orders, 2 * Count);
        orders[Count] = new Order
        {
            Id = ++lastId,
            Ticket = ticket,
            Role = role,
            EntryId = entryId,
            SubmittedBar = bar,
            ActiveBar = activeBar,
            Remaining = ticket.Quantity,
            StopPrice = stopPrice,
        };
        journal?.Events.Add(new OrderEvent(bar, lastId, OrderState.New, OrderState.New, OrderReason.None, 0, 0));
        return Count++;
    }

    /// <summary>Moves an order along; a fill states what was traded.</summary>
    public void Apply(int index, OrderAction action, OrderReason reason, int bar, double quantity = 0, double price = 0)
    {
        ref var order = ref orders[index];
        var from = order.State;
        order.State = OrderLifecycle.Next(from, action);
        journal?.Events.Add(new OrderEvent(bar, order.Id, from, order.State, reason, quantity, price));
    }

    /// <summary>Books a fill of an order, with what follows for the exits that wait for it and for its one-cancels-other group.</summary>
    /// <param name="index">The order.</param>
    /// <param name="part">Units; negative when sold.</param>
    /// <param name="price">Price of the fill.</param>
    /// <param name="exitsFrom">Where on the path of the bar its exits begin to work.</param>
    /// <param name="bar">The bar.</param>
    public void Fill(int index, double part, double price, PathPoint exitsFrom, int bar)
    {
        ref var order = ref orders[index];
        var before = order.Remaining;
        order.Filled += part;
        order.Remaining -= part;
        if (Math.Abs(order.Remaining) <= 1e-12 * Math.Abs(order.Filled))
            order.Remaining = 0;
        var kept = order.Remaining / before;
        var isWhole = order.Remaining == 0;
        order.Triggered = true;
        if (!isWhole)
            order.LiveFrom = PathPoint.Never;
        var (id, group, filled) = (order.Id, order.Ticket.OneCancelsOther, order.Filled);
        Apply(index, isWhole ? OrderAction.FillRest : OrderAction.FillPart, OrderReason.None, bar, part, price);
        for (var i = 0; i < Count; i++)
        {
            ref var other = ref orders[i];
            if (i == index || OrderLifecycle.IsFinal(other.State))
                continue;
            if (other.EntryId == id)
                Arm(i, part, filled, exitsFrom, bar);
            else if (group != 0 && other.Ticket.OneCancelsOther == group)
                Shrink(i, kept, bar);
        }
    }

    /// <summary>Cancels the working orders that may only reduce and have nothing on their side of <paramref name="position"/>.</summary>
    public void CancelIdle(double position, int bar)
    {
        for (var i = 0; i < Count; i++)
        {
            ref readonly var order = ref orders[i];
            if (order.Ticket.ReduceOnly && OrderLifecycle.IsWorking(order.State) && order.Remaining * position >= 0)
                End(i, OrderAction.Cancel, OrderReason.NothingToReduce, bar);
        }
    }

    /// <summary>Ends an order; exits that wait for it end with it when nothing of it has filled.</summary>
    public void End(int index, OrderAction action, OrderReason reason, int bar)
    {
        Apply(index, action, reason, bar);
        var (id, filled) = (orders[index].Id, orders[index].Filled);
        if (filled != 0 || orders[index].EntryId != 0)
            return;
        for (var i = index + 1; i < Count; i++)
        {
            if (orders[i].EntryId == id && orders[i].State == OrderState.New)
                Apply(i, OrderAction.Cancel, OrderReason.EntryEnded, bar);
        }
    }

    /// <summary>Notes what a guard did.</summary>
    public void Report(in GuardEvent action) => journal?.Guards.Add(action);

    /// <summary>Position of the order that is not final, or −1.</summary>
    public int Find(int id)
    {
        for (var i = 0; i < Count; i++)
        {
            if (orders[i].Id == id)
                return OrderLifecycle.IsFinal(orders[i].State) ? -1 : i;
        }

        return -1;
    }

    /// <summary>Puts the orders that arrive within <paramref name="bar"/> on its path.</summary>
    public void PlaceArrivals(in BarPath path, int bar)
    {
        for (var i = 0; i < Count; i++)
        {
            ref var order = ref orders[i];
            if (order.ArrivesWithin(bar))
                order.LiveFrom = path.PointAt(order.ArrivalShare);
        }
    }

    /// <summary>Drops the orders that have ended.</summary>
    public void Sweep()
    {
        var kept = 0;
        for (var i = 0; i < Count; i++)
        {
            if (OrderLifecycle.IsFinal(orders[i].State))
                journal?.Ended.Add(orders[i]);
            else if (kept++ != i)
                orders[kept - 1] = orders[i];
        }

        Count = kept;
    }

    /// <summary>Whether the same orders stand in the same places, and trailing stops began to follow at the same ones.</summary>
    public bool IsSame(OrderBook other)
    {
        if (Count != other.Count)
            return false;
        for (var i = 0; i < Count; i++)
        {
            ref readonly var one = ref orders[i];
            ref readonly var two = ref other.orders[i];
            if (one.Id != two.Id || one.State != two.State || one.Remaining != two.Remaining || one.Triggered != two.Triggered)
                return false;
            if (one.Ticket.Type == OrderType.TrailingStop && one.LiveFrom != two.LiveFrom)
                return false;
        }

        return true;
    }

    /// <summary>Makes this the same as <paramref name="other"/>.</summary>
    public void CopyFrom(OrderBook other)
    {
        if (orders.Length < other.Count)
            orders = new Order[other.orders.Length];
        Array.Copy(other.orders, orders, other.Count);
        Count = other.Count;
        lastId = other.lastId;
        Entries.CopyFrom(other.Entries);
    }

    private void Arm(int index, double part, double filled, PathPoint from, int bar)
    {
        ref var exit = ref orders[index];
        if (exit.State != OrderState.New)
        {
            exit.Remaining -= part;
            return;
        }

        exit.Remaining = -filled;
        exit.ActiveBar = bar;
        exit.LiveFrom = from;
        Apply(index, OrderAction.Activate, OrderReason.None, bar);
    }

    private void Shrink(int index, double kept, int bar)
    {
        if (kept == 0)
            End(index, OrderAction.Cancel, OrderReason.OneCancelsOther, bar);
        else
            orders[index].Remaining *= kept;
    }
}
