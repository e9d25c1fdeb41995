using System.Runtime.CompilerServices;
using Serverless.Core.Execution.Accounts;
using Serverless.Core.Execution.Costs;
using Serverless.Core.Execution.Guards;
using Serverless.Core.Execution.Matching;
using Serverless.Core.Execution.Orders;
using Serverless.Core.MarketData;
using Serverless.Core.Time;

namespace Serverless.Core.Execution.Simulation;

/// <summary>State of a simulated broker for one symbol and one run: what strategies talk to, and what the bar executor works on.</summary>
internal sealed class SimulatedBroker
{
    private const double TicksPerYear = 365.0 * TimeSpan.TicksPerDay;

    /// <summary>Changed in place by the executor.</summary>
    public Account Account;

    private readonly FundingSchedule? funding;
    private readonly double borrowRate;
    private readonly bool carries;
    private readonly bool daysAreOfNewYork;
    private readonly ArrivalClock? arrivals;
    private int nextFunding;
    private long nextFundingTicks;

    public SimulatedBroker(BarSeries bars, Market market, SimulationRules rules, double cash, int start, ITradeBook? trades = null)
    {
        Bars = bars;
        daysAreOfNewYork = market == Market.UsEquities && bars.Timeframe != Timeframe.D1;
        arrivals = rules.Policy.Latency.IsZero ? null : new ArrivalClock(bars, market, rules.Policy.Latency);
        Rules = rules;
        Account = new Account(cash);
        Book = new OrderBook(Journal);
        Trades = trades ?? ITradeBook.Create(rules.Lots, bars);
        borrowRate = rules.BorrowRate;
        carries = borrowRate > 0 || rules.Margin.MaintenanceRate > 0 || rules.Funding is not null;
        funding = rules.Funding;
        nextFunding = funding is null || start >= bars.Count ? 0 : funding.FirstAfter(bars.OpenTicks[start] - 1);
        nextFundingTicks = funding?.TimeOf(nextFunding) ?? long.MaxValue;
    }

    public BarSeries Bars { get; }

    public SimulationRules Rules { get; }

    public OrderJournal Journal { get; } = new();

    public RunLog Log { get; } = new();

    public OrderBook Book { get; }

    public ITradeBook Trades { get; }

    public List<OrderFill> Fills { get; } = [];

    /// <summary>Whether a guard has stopped trading: new orders are refused.</summary>
    public bool IsHalted { get; set; }

    /// <summary>The guard that has stopped it.</summary>
    public GuardEvent? HaltedBy { get; set; }

    /// <summary>The guard for which new orders are multiplied by <see cref="SizeFactor"/>; null when none is.</summary>
    public GuardEvent? ScaledBy { get; set; }

    /// <summary>See <see cref="ScaledBy"/>.</summary>
    public double SizeFactor { get; set; }

    /// <summary>Share of the account's equity that sizes of orders are taken from.</summary>
    public double Budget { get; init; } = 1;

    /// <summary>Bars that have opened and not closed when orders are submitted: they cannot trade in them any more.</summary>
    public int BarsInProgress { get; set; }

    /// <summary>Units of the next bar's volume that others of the same account have taken.</summary>
    public double TakenVolume { get; set; }

    /// <summary>Share of a short position that the account has borrowed; the rest it sells to itself.</summary>
    public double BorrowedShare { get; set; } = 1;

    /// <summary>Bars in which the order of high and low decided what filled.</summary>
    public int AmbiguousBars { get; set; }

    /// <summary>Whether nothing can happen in <paramref name="bar"/>: no order, no payment, no liquidation.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool Rests(int bar) => Book.Count == 0 && (!carries || Account.Position == 0 || IsFree(bar));

    /// <summary>Number of the day that a bar belongs to: of New York for US equities, where a day's trading can outlast that of UTC.</summary>
    public long DayOf(int bar)
    {
        var ticks = Bars.OpenTicks[bar];
        return (daysAreOfNewYork ? NewYorkTime.FromUtc(ticks) : ticks) / TimeSpan.TicksPerDay;
    }

    /// <summary>Drops the records of what has happened; what is held and what works stays.</summary>
    public void Forget()
    {
        Journal.Events.Clear();
        Journal.Ended.Clear();
        Journal.Guards.Clear();
        Trades.Closed.Clear();
        Fills.Clear();
    }

    /// <summary>Takes an order at the close of <paramref name="bar"/>.</summary>
    /// <returns>Its number; a refused order has one too.</returns>
    /// <exception cref="ArgumentException">It is no order: a size or a price is not a number, for example.</exception>
    public int Submit(in OrderTicket ticket, int bar)
    {
        if (ticket.FindProblem() is { } problem)
            throw new ArgumentException($"the strategy asked for {problem}.");
        if (ticket.OfTarget && Rules.Sizing.Mode == SizingMode.EquityRisk)
            throw new ArgumentException("the strategy asked for a target position, which has no stop to size a risk by; size by equity or units.");
        return ScaledBy is null ? Accept(ticket, bar) : AcceptScaled(ticket, bar);
    }

    /// <summary>Withdraws an order; false when it is final already, was never submitted, or is not whose asks.</summary>
    public bool Cancel(int id, OrderReason reason, int bar)
    {
        var index = Book.Find(id);
        if (index < 0 || !MayCancel(Book[index], reason))
            return false;
        Book.End(index, OrderAction.Cancel, reason, bar);
        return true;
    }

    /// <summary>Withdraws all orders.</summary>
    public void CancelAll(OrderReason reason, int bar)
    {
        for (var i = 0; i < Book.Count; i++)
        {
            if (!OrderLifecycle.IsFinal(Book[i].State) && MayCancel(Book[i], reason))
                Book.End(i, OrderAction.Cancel, reason, bar);
        }
    }

    /// <summary>Orders the position to be closed at the next price, for a reason that is not the strategy's.</summary>
    public void CloseAll(OrderRole role, int bar)
    {
        if (Account.Position != 0)
            Book.Add(OrderTicket.Market(-Account.Position) with { ReduceOnly = true }, role, 0, bar, bar + 1 + BarsInProgress, 0);
    }

    /// <summary>Orders the position to be brought back within the leverage at the next price, unless such an order waits already.</summary>
    /// <returns>Its number, or 0.</returns>
    public int Reduce(int bar)
    {
        for (var i = 0; i < Book.Count; i++)
        {
            if (Book[i].Role == OrderRole.Reduction && !OrderLifecycle.IsFinal(Book[i].State))
                return 0;
        }

        var ticket = OrderTicket.Market(-Account.Position) with { ReduceOnly = true };
        return Book[Book.Add(ticket, OrderRole.Reduction, 0, bar, bar + 1 + BarsInProgress, 0)].Id;
    }

    /// <summary>Charges what fell due up to the open of <paramref name="bar"/> for the position held until then.</summary>
    public void Carry(int bar)
    {
        if (!carries)
            return;
        var opens = Bars.OpenTicks[bar];
        if (borrowRate > 0 && Account.Position < 0)
            Account.PayBorrow(
                -Account.Position * BorrowedShare * Bars.Close[bar - 1] * borrowRate * ((opens - Bars.OpenTicks[bar - 1]) / TicksPerYear));
        while (nextFundingTicks <= opens)
        {
            if (Account.Position != 0)
            {
                var price = nextFundingTicks == opens ? Bars.Open[bar] : Bars.Close[bar - 1];
                Account.PayFunding(Account.Position * price * funding!.RateOf(nextFunding));
            }

            nextFundingTicks = funding!.TimeOf(++nextFunding);
        }
    }

    private int Accept(in OrderTicket ticket, int bar)
    {
        var close = Bars.Close[bar];
        var stop = ticket.Type == OrderType.TrailingStop
            ? close + (ticket.Quantity > 0 ? ticket.TrailDistance : -ticket.TrailDistance)
            : ticket.StopPrice;
        var earliest = bar + 1 + BarsInProgress + Rules.Policy.LatencyBars;
        var index = Book.Add(ticket, OrderRole.Decision, 0, bar, earliest, stop);
        var id = Book[index].Id;
        if (arrivals is not null)
            (Book[index].ActiveBar, Book[index].ArrivalShare) = arrivals.Find(earliest, id);
        if (Refusal(ticket, close) is { } reason)
        {
            Book.Apply(index, OrderAction.Reject, reason, bar);
            if (reason == OrderReason.Guard)
                Note(HaltedBy, GuardAction.OrderRefused, bar, id);
            return id;
        }

        if (ticket.Bracket != default)
            AddExits(ticket, id, bar);
        return id;
    }

    // The part that opens or adds is made smaller; one of which nothing is left is refused.
    private int AcceptScaled(in OrderTicket ticket, int bar)
    {
        var whole = ticket.ReduceOnly ? ticket.Quantity : ticket.OfTarget ? 0 : FillSize.Reducing(ticket.Quantity, Account.Position);
        var scaled = (ticket.Quantity - whole) * SizeFactor;
        var quantity = whole + (ticket.OfTarget ? scaled : Rules.Instrument.RoundDown(scaled));
        if (quantity == ticket.Quantity)
            return Accept(ticket, bar);
        var cause = ScaledBy;
        if (quantity != 0)
        {
            var accepted = Accept(ticket with { Quantity = quantity }, bar);
            Note(cause, GuardAction.OrderCut, bar, accepted);
            return accepted;
        }

        var index = Book.Add(ticket, OrderRole.Decision, 0, bar, bar + 1, 0);
        Book.Apply(index, OrderAction.Reject, OrderReason.Guard, bar);
        Note(cause, GuardAction.OrderRefused, bar, Book[index].Id);
        return Book[index].Id;
    }

    private void Note(GuardEvent? cause, GuardAction action, int bar, int id)
    {
        if (cause is { } hit)
            Journal.Guards.Add(hit with { Bar = bar, Action = action, OrderId = id });
    }

    // What a guard has ordered is not the strategy's to withdraw.
    private static bool MayCancel(in Order order, OrderReason reason) =>
        reason != OrderReason.Strategy || order.Role is OrderRole.Decision or OrderRole.StopLoss or OrderRole.TakeProfit;

    private bool IsFree(int bar) => borrowRate == 0 && Rules.Margin.MaintenanceRate == 0 && Bars.OpenTicks[bar] < nextFundingTicks;

    private void AddExits(in OrderTicket ticket, int id, int bar)
    {
        var exits = new OrderTicket { Quantity = -ticket.Quantity, ReduceOnly = true, OneCancelsOther = -id };
        if (ticket.Bracket.StopLoss is var loss and > 0)
            Book.Add(exits with { Type = OrderType.Stop, StopPrice = loss }, OrderRole.StopLoss, id, bar, int.MaxValue, loss);
        if (ticket.Bracket.TakeProfit is var profit and > 0)
            Book.Add(exits with { Type = OrderType.Limit, LimitPrice = profit }, OrderRole.TakeProfit, id, bar, int.MaxValue, 0);
    }

    private OrderReason? Refusal(in OrderTicket ticket, double close)
    {
        var instrument = Rules.Instrument;
        if (IsHalted)
            return OrderReason.Guard;
        if (ticket.IsImmediate && ticket.Type is not (OrderType.Market or OrderType.Limit))
            return OrderReason.Unsupported;
        if (ticket.OfTarget)
            return null;
        if (!instrument.IsLot(ticket.Quantity))
            return OrderReason.LotSize;
        if (!instrument.IsTick(ticket.LimitPrice) || !instrument.IsTick(ticket.StopPrice)
            || !instrument.IsTick(ticket.Bracket.StopLoss) || !instrument.IsTick(ticket.Bracket.TakeProfit))
        {
            return OrderReason.TickSize;
        }

        var price = ticket.LimitPrice > 0 ? ticket.LimitPrice : ticket.StopPrice > 0 ? ticket.StopPrice : close;
        return !ticket.ReduceOnly && Math.Abs(ticket.Quantity) * price < instrument.MinNotional ? OrderReason.MinNotional : null;
    }
}
