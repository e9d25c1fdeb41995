using Serverless.Core.MarketData;

namespace Serverless.Core.Execution.Accounts;

/// <summary><see cref="LotMethod.AveragePrice"/>: one trade from flat to flat.</summary>
internal sealed class AveragePriceBook(BarSeries bars) : ITradeBook
{
    private OrderFill entry;
    private double position;
    private double largest;
    private double openedQuantity;
    private double openedValue;
    private double closedQuantity;
    private double closedValue;
    private double commission;
    private double slippage;
    private bool dependsOnPath;

    public List<ClosedTrade> Closed { get; } = [];

    public void Book(in OrderFill fill)
    {
        if (position * fill.Quantity < 0 && Math.Abs(fill.Quantity) > Math.Abs(position) * (1 + 1e-12))
        {
            // A flip closes one trade and opens another.
            var rest = fill.Quantity + position;
            Add(fill.Part(-position));
            Add(fill.Part(rest));
            return;
        }

        Add(fill);
    }

    public HeldPosition? Held(double mark)
    {
        if (position == 0)
            return null;
        var profit = (Math.Sign(position) * (closedValue - openedValue)) + (position * mark) - commission;
        return new HeldPosition(entry, position, openedValue / openedQuantity, profit);
    }

    private void Add(in OrderFill fill)
    {
        if (position == 0)
            entry = fill;
        var quantity = Math.Abs(fill.Quantity);
        if (position * fill.Quantity >= 0)
        {
            openedQuantity += quantity;
            openedValue += quantity * fill.Price;
        }
        else
        {
            closedQuantity += quantity;
            closedValue += quantity * fill.Price;
        }

        var side = Math.Sign(position);
        position += fill.Quantity;
        largest = Math.Max(largest, Math.Abs(position));
        commission += fill.Commission;
        slippage += fill.Slippage;
        dependsOnPath |= fill.DependsOnPath;
        if (Math.Abs(position) <= largest * 1e-12)
            Close(side, fill);
    }

    private void Close(int side, in OrderFill exit)
    {
        var entryPrice = openedValue / openedQuantity;
        Closed.Add(new ClosedTrade(
            entry,
            exit,
            side * largest,
            entryPrice,
            closedValue / closedQuantity,
            commission,
            slippage,
            (side * (closedValue - openedValue)) - commission,
            Excursion.Between(bars, entry, exit, entryPrice, side),
            dependsOnPath));
        position = largest = openedQuantity = openedValue = closedQuantity = closedValue = commission = slippage = 0;
        dependsOnPath = false;
    }
}
