using Serverless.Core.Execution.Accounts;
using Serverless.Core.Execution.Orders;
using Serverless.Core.Strategies;

namespace Serverless.Core.Backtesting.Portfolio;

/// <summary>A strategy for one symbol as one of a portfolio: it trades the first of its symbols, whenever a bar of it has closed.</summary>
public sealed class OneSymbolStrategy<TStrategy>(TStrategy strategy) : IPortfolioStrategy
    where TStrategy : IBarStrategy
{
    private TStrategy strategy = strategy;

    /// <inheritdoc/>
    public int WarmUp => 1;

    /// <inheritdoc/>
    public void OnInit(PortfolioInputs inputs)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        strategy.OnInit(inputs[0]);
    }

    /// <inheritdoc/>
    public void OnBar(in PortfolioContext context)
    {
        if (context.HasBar(0) && context[0] is var bar && bar.Bar >= strategy.WarmUp - 1)
            strategy.OnBar(bar);
    }

    /// <inheritdoc/>
    public void OnOrder(in PortfolioContext context, int symbol, in OrderEvent change) => strategy.OnOrder(context[symbol], change);

    /// <inheritdoc/>
    public void OnTrade(in PortfolioContext context, int symbol, in ClosedTrade trade) => strategy.OnTrade(context[symbol], trade);

    /// <inheritdoc/>
    public void OnFinish(in PortfolioContext context)
    {
        if (context.HasBegun(0))
            strategy.OnFinish(context[0]);
    }
}
