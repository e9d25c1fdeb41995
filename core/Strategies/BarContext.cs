using System.Runtime.CompilerServices;
using Serverless.Core.Execution.Orders;
using Serverless.Core.Execution.Simulation;
using Serverless.Core.Indicators;

namespace Serverless.Core.Strategies;

/// <summary>
/// What a strategy sees and can do at the close of a bar. Columns end at that bar: what comes after cannot be asked for.
/// </summary>
public ref struct BarContext
{
    private readonly SimulatedBroker broker;
    private readonly ReadOnlySpan<long> openTicks;
    private readonly ReadOnlySpan<double> open;
    private readonly ReadOnlySpan<double> high;
    private readonly ReadOnlySpan<double> low;
    private readonly ReadOnlySpan<double> close;
    private readonly ReadOnlySpan<double> volume;

    internal BarContext(SimulatedBroker broker)
    {
        this.broker = broker;
        var bars = broker.Bars;
        openTicks = bars.OpenTicks;
        open = bars.Open;
        high = bars.High;
        low = bars.Low;
        close = bars.Close;
        volume = bars.Volume;
    }

    /// <summary>Index of the bar that has just closed.</summary>
    public int Bar { get; internal set; }

    /// <summary>UTC open times in ticks, up to now.</summary>
    public readonly ReadOnlySpan<long> OpenTicks => openTicks[..(Bar + 1)];

    /// <summary>First prices, up to now.</summary>
    public readonly ReadOnlySpan<double> Open => open[..(Bar + 1)];

    /// <summary>Highest prices, up to now.</summary>
    public readonly ReadOnlySpan<double> High => high[..(Bar + 1)];

    /// <summary>Lowest prices, up to now.</summary>
    public readonly ReadOnlySpan<double> Low => low[..(Bar + 1)];

    /// <summary>Last prices, up to now.</summary>
    public readonly ReadOnlySpan<double> Close => close[..(Bar + 1)];

    /// <summary>Traded units, up to now.</summary>
    public readonly ReadOnlySpan<double> Volume => volume[..(Bar + 1)];

    /// <summary>The close of the bar.</summary>
    public readonly double Price => close[Bar];

    /// <summary>An indicator at this bar; NaN while it warms up.</summary>
    public readonly double this[IndicatorColumn indicator] => indicator[Bar];

    /// <summary>An indicator <paramref name="barsAgo"/> bars before this one.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The series does not go back so far, or the bar is still to come. The run fails.</exception>
    public readonly double this[IndicatorColumn indicator, int barsAgo] => (uint)barsAgo <= (uint)Bar
        ? indicator[Bar - barsAgo]
        : throw new ArgumentOutOfRangeException(nameof(barsAgo), barsAgo, $"There are {Bar} bars before this one.");

    /// <summary>An indicator up to now.</summary>
    public readonly ReadOnlySpan<double> Column(IndicatorColumn indicator) => indicator.First(Bar + 1);

    /// <summary>The log of the run.</summary>
    public readonly BarLog Log => new(broker.Log, Bar, openTicks[Bar]);

    /// <summary>What is held.</summary>
    public readonly PositionView Position
    {
        get
        {
            ref readonly var account = ref broker.Account;
            return new PositionView(account.Position, account.AveragePrice, account.Position * (Price - account.AveragePrice));
        }
    }

    /// <summary>The account.</summary>
    public readonly PortfolioView Portfolio
    {
        get
        {
            ref readonly var account = ref broker.Account;
            var elsewhere = account.Elsewhere;
            var exposure = Math.Abs(account.Position + elsewhere.Position) * Price;
            var margin = broker.Rules.Margin.Leverage is { } leverage ? exposure / leverage : 0;
            return new PortfolioView(account.Cash, account.EquityAt(Price), exposure + elsewhere.Exposure, margin + elsewhere.Margin);
        }
    }

    /// <summary>Sizes for orders.</summary>
    public readonly OrderSizes Size => new(broker.Account.EquityAt(Price), broker.Budget, Price, broker.Rules);

    /// <summary>The nearest price that the venue takes.</summary>
    public readonly double RoundPrice(double price) => broker.Rules.Instrument.RoundPrice(price);

    /// <summary>Orders a purchase; see <see cref="Submit"/>.</summary>
    /// <param name="size">Units; positive.</param>
    /// <param name="price">Limit or stop price; 0 for a market order.</param>
    /// <param name="type">Market, limit or stop.</param>
    /// <param name="timeInForce">How long it works.</param>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public readonly int Buy(
        double size, double price = 0, OrderType type = OrderType.Market, TimeInForce timeInForce = TimeInForce.GoodTilCancelled) =>
        Submit(Ticket(size, size, price, type, timeInForce));

    /// <summary>Orders a sale; see <see cref="Buy"/>.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public readonly int Sell(
        double size, double price = 0, OrderType type = OrderType.Market, TimeInForce timeInForce = TimeInForce.GoodTilCancelled) =>
        Submit(Ticket(size, -size, price, type, timeInForce));

    /// <summary>Places an order; it can trade from the next bar on, unless the policy of the run says otherwise.</summary>
    /// <returns>Its number. An order that the venue refuses has one too, and an event with the reason.</returns>
    /// <exception cref="ArgumentException">It is no order: a size is not finite, or a price not positive. The run fails.</exception>
    public readonly int Submit(in OrderTicket ticket) => broker.Submit(ticket, Bar);

    /// <summary>Holds a share (−1 … 1) of a full position from the next open on; see <see cref="OrderTicket.Target"/>.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)] // A ticket on the stack of the caller would be cleared at every bar, ordered or not.
    public readonly int Target(double share) => broker.Submit(OrderTicket.Target(share), Bar);

    /// <summary>Withdraws an order; false when it has ended already.</summary>
    public readonly bool Cancel(int orderId) => broker.Cancel(orderId, OrderReason.Strategy, Bar);

    /// <summary>Withdraws all orders.</summary>
    public readonly void CancelAll() => broker.CancelAll(OrderReason.Strategy, Bar);

    /// <summary>Withdraws all orders and closes the position at the next open.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public readonly void Flatten()
    {
        CancelAll();
        if (broker.Account.Position != 0)
            Submit(OrderTicket.Market(-broker.Account.Position) with { ReduceOnly = true });
    }

    /// <summary>Whether an order has not ended.</summary>
    public readonly bool IsOpen(int orderId) => broker.Book.Find(orderId) >= 0;

    private static OrderTicket Ticket(double size, double quantity, double price, OrderType type, TimeInForce timeInForce)
    {
        if (!(size > 0))
            throw new ArgumentException($"the strategy asked for a size of {size}; it must be positive.");
        var ticket = type switch
        {
            OrderType.Market => OrderTicket.Market(quantity),
            OrderType.Limit => OrderTicket.Limit(quantity, price),
            OrderType.Stop => OrderTicket.Stop(quantity, price),
            _ => throw new ArgumentException($"a {type} order has more than one price: submit a ticket."),
        };
        return ticket with { TimeInForce = timeInForce };
    }
}
