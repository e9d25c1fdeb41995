using Serverless.Core.Execution.Accounts;

namespace Serverless.Core.Backtesting.Portfolio;

/// <summary>Lets fills wait: their prices are known once the market orders of all strategies are netted.</summary>
internal sealed class UnsettledTrades(ITradeBook settled) : ITradeBook
{
    public List<ClosedTrade> Closed => settled.Closed;

    public void Book(in OrderFill fill)
    {
    }

    public HeldPosition? Held(double mark) => settled.Held(mark);
}
