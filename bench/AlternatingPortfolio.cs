using Serverless.Core.Backtesting.Portfolio;

namespace Serverless.Bench;

/// <summary><see cref="AlternatingOrders"/> in every symbol.</summary>
internal sealed class AlternatingPortfolio(int every) : IPortfolioStrategy
{
    public int WarmUp => 1;

    public void OnBar(in PortfolioContext context)
    {
        for (var i = 0; i < context.Count; i++)
            new AlternatingOrders(every).OnBar(context[i]);
    }
}
