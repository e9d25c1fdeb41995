using Serverless.Core.MarketData;

namespace Serverless.Core.Execution.Accounts;

/// <summary><see cref="LotMethod.FirstInFirstOut"/>: every exit closes the oldest entries, each as a trade of its own.</summary>
internal sealed class FirstInFirstOutBook(BarSeries bars) : ITradeBook
{
    private readonly Queue<OrderFill> lots = [];
    private OrderFill oldest;

    public List<ClosedTrade> Closed { get; } = [];

    public void Book(in OrderFill fill)
    {
        var rest = fill;
        while (oldest.Quantity * rest.Quantity < 0)
        {
            var closed = Math.Min(Math.Abs(oldest.Quantity), Math.Abs(rest.Quantity)) * Math.Sign(oldest.Quantity);
            Close(oldest.Part(closed), rest.Part(-closed));
            oldest = Less(oldest, closed);
            rest = Less(rest, -closed);
            if (oldest.Quantity == 0)
                lots.TryDequeue(out oldest);
        }

        if (rest.Quantity == 0)
            return;
        if (oldest.Quantity == 0)
            oldest = rest;
        else
            lots.Enqueue(rest);
    }

    public HeldPosition? Held(double mark)
    {
        if (oldest.Quantity == 0)
            return null;
        double quantity = 0, value = 0, commission = 0;
        foreach (var lot in lots.Prepend(oldest))
        {
            quantity += lot.Quantity;
            value += lot.Quantity * lot.Price;
            commission += lot.Commission;
        }

        return new HeldPosition(oldest, quantity, value / quantity, (quantity * mark) - value - commission);
    }

    // Rounding must not leave a lot of nothing behind.
    private static OrderFill Less(in OrderFill fill, double quantity)
    {
        var rest = fill.Quantity - quantity;
        return Math.Abs(rest) <= 1e-12 * Math.Abs(fill.Quantity) ? default : fill.Part(rest);
    }

    private void Close(in OrderFill entry, in OrderFill exit)
    {
        var commission = entry.Commission + exit.Commission;
        var side = Math.Sign(entry.Quantity);
        Closed.Add(new ClosedTrade(
            entry,
            exit,
            entry.Quantity,
            entry.Price,
            exit.Price,
            commission,
            entry.Slippage + exit.Slippage,
            (entry.Quantity * (exit.Price - entry.Price)) - commission,
            Excursion.Between(bars, entry, exit, entry.Price, side),
            entry.DependsOnPath || exit.DependsOnPath));
    }
}
