using System.Runtime.InteropServices;
using Serverless.Core.Execution.Orders;

namespace Serverless.Core.Execution.Accounts;

/// <summary>One trade of one order. Money is in quote currency.</summary>
/// <param name="OrderId">The order.</param>
/// <param name="Type">Its type, and with <paramref name="Role"/> the reason of the trade.</param>
/// <param name="Role">What the order was there for.</param>
/// <param name="Bar">Index of the bar.</param>
/// <param name="Moment">When within the bar.</param>
/// <param name="Quantity">Units; negative when sold.</param>
/// <param name="Quote">Price before slippage.</param>
/// <param name="Price">Price paid or received.</param>
/// <param name="Commission">Fee; negative for a rebate.</param>
/// <param name="DependsOnPath">Whether it would have been another, or none, had the bar visited its extremes in the other order.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct OrderFill(
    int OrderId,
    OrderType Type,
    OrderRole Role,
    int Bar,
    FillMoment Moment,
    double Quantity,
    double Quote,
    double Price,
    double Commission,
    bool DependsOnPath)
{
    /// <summary>What slippage cost; not negative.</summary>
    public double Slippage => Quantity * (Price - Quote);

    /// <summary>The part of it that trades <paramref name="quantity"/> units, with its share of the commission.</summary>
    internal OrderFill Part(double quantity) =>
        quantity == Quantity ? this : this with { Quantity = quantity, Commission = Commission * (quantity / Quantity) };
}
