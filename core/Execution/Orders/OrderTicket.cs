using System.Runtime.InteropServices;

namespace Serverless.Core.Execution.Orders;

/// <summary>What is ordered. Prices that the type does not use are 0.</summary>
[StructLayout(LayoutKind.Auto)]
public readonly record struct OrderTicket
{
    /// <summary>Units; negative to sell. Finite and not 0; of a <see cref="OfTarget"/>, a share from −1 to 1.</summary>
    public double Quantity { get; init; }

    /// <summary>What it waits for.</summary>
    public OrderType Type { get; init; }

    /// <summary>Worst price of a limit or stop-limit order.</summary>
    public double LimitPrice { get; init; }

    /// <summary>Price that sets off a stop or stop-limit order.</summary>
    public double StopPrice { get; init; }

    /// <summary>Distance of a trailing stop from the best price, in price units.</summary>
    public double TrailDistance { get; init; }

    /// <summary>How long it works.</summary>
    public TimeInForce TimeInForce { get; init; }

    /// <summary>UTC end of <see cref="TimeInForce.GoodTilDate"/>.</summary>
    public DateTime GoodTil { get; init; }

    /// <summary>Whether it only makes a position smaller: what exceeds the position is not traded.</summary>
    public bool ReduceOnly { get; init; }

    /// <summary>Orders of the same group, other than 0, cancel each other: a part filled takes the same share off the others.</summary>
    public int OneCancelsOther { get; init; }

    /// <summary>Exits that it brings along.</summary>
    public Bracket Bracket { get; init; }

    /// <summary>Whether <see cref="Quantity"/> is the share of a full position to hold, sized when it fills.</summary>
    public bool OfTarget { get; init; }

    /// <summary>An order at the next price.</summary>
    public static OrderTicket Market(double quantity) => new() { Quantity = quantity };

    /// <summary>An order at <paramref name="price"/> or better.</summary>
    public static OrderTicket Limit(double quantity, double price) => new() { Quantity = quantity, Type = OrderType.Limit, LimitPrice = price };

    /// <summary>A market order once the price is at <paramref name="price"/> or worse.</summary>
    public static OrderTicket Stop(double quantity, double price) => new() { Quantity = quantity, Type = OrderType.Stop, StopPrice = price };

    /// <summary>A limit order at <paramref name="limit"/> once the price is at <paramref name="stop"/> or worse.</summary>
    public static OrderTicket StopLimit(double quantity, double stop, double limit) =>
        new() { Quantity = quantity, Type = OrderType.StopLimit, StopPrice = stop, LimitPrice = limit };

    /// <summary>A stop that follows the best price at <paramref name="distance"/>.</summary>
    public static OrderTicket TrailingStop(double quantity, double distance) =>
        new() { Quantity = quantity, Type = OrderType.TrailingStop, TrailDistance = distance };

    /// <summary>
    /// A market order to hold <paramref name="share"/> (−1 … 1) of a full position, which is sized at the price of the fill; what is
    /// held on the other side is closed first, by a fill of its own.
    /// </summary>
    public static OrderTicket Target(double share) => new() { Quantity = share, OfTarget = true };

    internal bool IsImmediate => TimeInForce is TimeInForce.ImmediateOrCancel or TimeInForce.FillOrKill;

    /// <summary>What is wrong with it, or null.</summary>
    internal string? FindProblem()
    {
        if (OfTarget)
            return FindTargetProblem();
        if (!double.IsFinite(Quantity) || Quantity == 0)
            return $"a size of {Quantity}; it must be finite and not 0";
        if (Type is OrderType.Limit or OrderType.StopLimit && !IsPrice(LimitPrice))
            return $"a limit price of {LimitPrice}; it must be positive and finite";
        if (Type is OrderType.Stop or OrderType.StopLimit && !IsPrice(StopPrice))
            return $"a stop price of {StopPrice}; it must be positive and finite";
        if (Type == OrderType.TrailingStop && !IsPrice(TrailDistance))
            return $"a trailing distance of {TrailDistance}; it must be positive and finite";
        return IsPriceOrNone(Bracket.StopLoss) && IsPriceOrNone(Bracket.TakeProfit)
            ? null
            : $"exits at {Bracket.StopLoss} and {Bracket.TakeProfit}; prices must be positive and finite, or 0 for none";
    }

    private string? FindTargetProblem()
    {
        if (!(Math.Abs(Quantity) <= 1))
            return $"a target position of {Quantity}; it must be a number from -1 to 1";
        return Type == OrderType.Market && !ReduceOnly && Bracket == default
            ? null
            : "a target that is not a market order alone; it has no price, is not reduce-only, and carries no exits";
    }

    private static bool IsPrice(double price) => price > 0 && double.IsFinite(price);

    private static bool IsPriceOrNone(double price) => price == 0 || IsPrice(price);
}
