using System.Runtime.InteropServices;
using Serverless.Core.Execution.Accounts;
using Serverless.Core.Execution.Costs;
using Serverless.Core.Execution.Orders;

namespace Serverless.Core.Backtesting.Portfolio;

/// <summary>
/// Settles what several strategies traded in one bar of one symbol. Market orders that traded at the same quote are one order at the broker:
/// buyers and sellers cross at the quote, free of costs; the rest is charged as one trade, and the larger side bears that by size.
/// Everything else is settled as it traded.
/// </summary>
internal sealed class Netting(PortfolioSymbol symbol, int index, StrategyBook[] books, SharedAccount account, List<BrokerFill> executed)
{
    // What is left of crossing orders below this share of them is rounding.
    private const double Dust = 1e-12;

    private double bought;
    private double sold;
    private double boughtOrders;
    private double soldOrders;
    private double costs;
    private double traded;

    /// <summary>Settles what the books have traded since the last time.</summary>
    /// <param name="moment">When market orders traded: at the open, or at the close.</param>
    public void Settle(FillMoment moment)
    {
        if (CountTraders(moment) > 1)
            Net(moment);
        foreach (var book in books)
        {
            foreach (var fill in Fills(book))
            {
                if (!IsNetted(fill, moment) || bought + sold == 0)
                    executed.Add(BrokerFill.Of(index, fill));
            }

            book.Settle();
        }

        bought = sold = boughtOrders = soldOrders = costs = traded = 0;
    }

    private static bool IsNetted(in OrderFill fill, FillMoment moment) => fill.Type == OrderType.Market && fill.Moment == moment;

    private static ReadOnlySpan<OrderFill> Fills(StrategyBook book) =>
        CollectionsMarshal.AsSpan(book.Broker.Fills)[book.Unsettled];

    private int CountTraders(FillMoment moment)
    {
        var traders = 0;
        foreach (var book in books)
        {
            foreach (var fill in Fills(book))
            {
                if (!IsNetted(fill, moment))
                    continue;
                traders++;
                break;
            }
        }

        return traders;
    }

    private void Net(FillMoment moment)
    {
        OrderFill any = default;
        var before = double.NaN;
        var equity = double.NaN;
        foreach (var book in books)
        {
            var order = 0;
            foreach (var fill in Fills(book))
            {
                if (!IsNetted(fill, moment))
                    continue;
                if (double.IsNaN(before))
                    (any, before, equity) = (fill, book.Before.Traded, book.Before.EquityAt(fill.Quote));
                // A target that changes sides fills twice, and is one order.
                Count(fill, fill.OrderId == order ? 0 : WholeOrder(book, fill));
                order = fill.OrderId;
            }
        }

        var (quote, larger) = (any.Quote, Math.Max(bought, sold));
        var net = Math.Abs(bought - sold) <= Dust * larger ? 0 : bought - sold;
        var whole = Math.Sign(net) * Math.Max(Math.Abs(net), Math.Abs(boughtOrders - soldOrders));
        var (price, fee) = net == 0 ? (quote, 0) : symbol.Charge(new FillQuote(net, quote, whole, any.Bar, false, before));
        executed.Add(new BrokerFill(
            index, any.Bar, moment, net, quote, price, fee, larger - Math.Abs(net), costs - fee - (net * (price - quote))));
        account.Traded += (Math.Abs(net) * price) - traded;
        account.Turnover += (Math.Abs(net) - bought - sold) * quote / equity;
        foreach (var book in books)
            Charge(book, moment, net, quote + ((price - quote) * Math.Abs(net) / larger), fee / larger);
    }

    private void Count(in OrderFill fill, double whole)
    {
        if (fill.Quantity > 0)
            (bought, boughtOrders) = (bought + fill.Quantity, boughtOrders + whole);
        else
            (sold, soldOrders) = (sold - fill.Quantity, soldOrders + whole);
        costs += fill.Slippage + fill.Commission;
        traded += Math.Abs(fill.Quantity) * fill.Price;
    }

    // The order has just traded: it works on, or was among the last to end.
    private static double WholeOrder(StrategyBook book, in OrderFill fill)
    {
        var broker = book.Broker;
        var working = broker.Book.Find(fill.OrderId);
        if (working >= 0)
            return Math.Abs(broker.Book[working].Filled + broker.Book[working].Remaining);
        var ended = broker.Journal.Ended;
        for (var i = ended.Count - 1; i >= 0; i--)
        {
            if (ended[i].Id == fill.OrderId)
                return Math.Abs(ended[i].Filled + ended[i].Remaining);
        }

        return Math.Abs(fill.Quantity);
    }

    private void Charge(StrategyBook book, FillMoment moment, double net, double price, double feePerUnit)
    {
        var (first, end) = (book.Unsettled.Start.Value, book.Unsettled.End.Value);
        var isCharged = false;
        for (var i = first; i < end; i++)
        {
            var fill = book.Broker.Fills[i];
            if (!IsNetted(fill, moment))
                continue;
            isCharged = true;
            if (fill.Quantity * net > 0)
                book.Reprice(i, price, feePerUnit * Math.Abs(fill.Quantity));
            else
                book.Reprice(i, fill.Quote, 0);
        }

        if (isCharged)
            account.Cash += book.Rebook();
    }
}
