using Serverless.Core.Execution.Accounts;
using Serverless.Core.Execution.Matching;

namespace Serverless.Core.Backtesting.Portfolio;

/// <summary>One symbol while a run goes on: the books that strategies have in it, and how far its bars have been traded.</summary>
internal sealed class MarketDesk(PortfolioSymbol symbol, int index, Feed feed, StrategyBook[] books, SharedAccount account, List<BrokerFill> executed)
{
    private readonly long[] begun = MarketData.BarAvailability.BegunTicks(symbol.Bars, symbol.Market);
    private readonly Netting netting = new(symbol, index, books, account, executed);
    private int last = -1;
    private bool isNew;
    private int inProgress;

    /// <summary>Whether market orders trade at the close at which they are ordered.</summary>
    public bool FillsAtClose { get; } = symbol.Rules.Policy.MarketFill == MarketFill.SameClose;

    /// <summary>Leaves the bars that are known at a step untraded: they are history.</summary>
    public void Skip(int step) => last = feed.Rows[step];

    /// <summary>Trades the orders in the bars that have become known at a step.</summary>
    public void Trade(int step)
    {
        isNew = last < feed.Rows[step];
        while (last < feed.Rows[step])
            TradeBar(++last);
    }

    /// <summary>Marks the symbol at its last close, and finds the bar that orders can trade in.</summary>
    public void Mark(int step, long now)
    {
        if (last < 0)
            return;
        account.Mark(index, symbol.Bars.Close[last]);
        var next = last + 1;
        while (next < begun.Length && begun[next] < now)
            next++;
        if (next - last - 1 == inProgress)
            return;
        inProgress = next - last - 1;
        foreach (var book in books)
            book.Broker.BarsInProgress = inProgress;
    }

    /// <summary>Trades market orders at the last close; with <paramref name="onlyNew"/>, only if that is the close of this step.</summary>
    /// <returns>Whether anything was traded.</returns>
    public bool TradeClose(int step, bool onlyNew)
    {
        if (last < 0 || (onlyNew && !isNew))
            return false;
        var traded = false;
        foreach (var book in books)
        {
            if (book.Broker.Book.Count == 0)
                continue;
            book.TradeClose(last, account);
            traded |= Note(book);
        }

        if (traded)
            netting.Settle(FillMoment.Close);
        return traded;
    }

    private void TradeBar(int bar)
    {
        var open = symbol.Bars.Open[bar];
        var borrowed = symbol.Rules.BorrowRate > 0 ? BorrowedShare() : 1;
        var traded = false;
        var taken = 0.0;
        foreach (var book in books)
        {
            if (book.Broker.Rests(bar))
                continue;
            (book.Broker.BorrowedShare, book.Broker.TakenVolume) = (borrowed, taken);
            book.TradeBar(bar, account, open);
            if (!Note(book))
                continue;
            traded = true;
            foreach (var fill in book.Broker.Fills[book.Unsettled])
                taken += Math.Abs(fill.Quantity);
        }

        if (traded)
            netting.Settle(FillMoment.Open);
    }

    private bool Note(StrategyBook traded)
    {
        if (traded.Unsettled.Start.Value == traded.Unsettled.End.Value)
            return false;
        var position = 0.0;
        foreach (var book in books)
            position += book.Position;
        account.Hold(index, position);
        return true;
    }

    // What strategies have sold short to others of the same account is not borrowed.
    private double BorrowedShare()
    {
        double net = 0, shorts = 0;
        foreach (var book in books)
        {
            net += book.Position;
            shorts += Math.Min(0, book.Position);
        }

        return net < 0 ? net / shorts : 0;
    }
}
