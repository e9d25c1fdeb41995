using Serverless.Core.Execution.Costs;
using Serverless.Core.Execution.Simulation;

namespace Serverless.Core.Backtesting.Portfolio;

/// <summary>A book with the cost models of its symbol.</summary>
internal sealed class PricedBook<TCommission, TSlippage> : StrategyBook
    where TCommission : struct, ICommission
    where TSlippage : struct, ISlippage
{
    private readonly BarExecutor<TCommission, TSlippage> executor;

    public PricedBook(
        PortfolioSymbol symbol, int index, double budget, PortfolioLimits limits, int start, TCommission commission, TSlippage slippage)
        : base(symbol, index, budget, limits, start) => executor = new BarExecutor<TCommission, TSlippage>(Broker, commission, slippage);

    protected override void ExecuteBar(int bar) => executor.TradeBar(bar, Broker.Bars.Open[bar]);

    protected override void ExecuteClose(int bar) => executor.TradeClose(bar);
}
