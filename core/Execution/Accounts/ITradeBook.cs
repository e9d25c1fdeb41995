using Serverless.Core.MarketData;

namespace Serverless.Core.Execution.Accounts;

/// <summary>Turns fills into trades.</summary>
internal interface ITradeBook
{
    /// <summary>Trades in order of exit.</summary>
    List<ClosedTrade> Closed { get; }

    /// <summary>Books the next fill.</summary>
    void Book(in OrderFill fill);

    /// <summary>What is still held, marked at a price; null when flat.</summary>
    HeldPosition? Held(double mark);

    /// <summary>An empty book of a kind.</summary>
    static ITradeBook Create(LotMethod lots, BarSeries bars) =>
        lots == LotMethod.AveragePrice ? new AveragePriceBook(bars) : new FirstInFirstOutBook(bars);
}
