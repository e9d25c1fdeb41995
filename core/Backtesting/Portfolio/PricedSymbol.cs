using Serverless.Core.Execution.Costs;
using Serverless.Core.Execution.Simulation;
using Serverless.Core.MarketData;
using Serverless.Core.Time;

namespace Serverless.Core.Backtesting.Portfolio;

/// <summary>A symbol with its cost models.</summary>
internal sealed class PricedSymbol<TCommission, TSlippage>(
    BarSeries bars, Market market, TCommission commission, TSlippage slippage, SimulationRules? rules)
    : PortfolioSymbol(bars, market, rules)
    where TCommission : struct, ICommission
    where TSlippage : struct, ISlippage
{
    internal override StrategyBook OpenBook(int symbol, double budget, PortfolioLimits limits, int start) =>
        new PricedBook<TCommission, TSlippage>(this, symbol, budget, limits, start, commission, slippage);

    internal override (double Price, double Fee) Charge(in FillQuote fill)
    {
        var price = slippage.Price(fill);
        return (price, commission.Fee(fill, price));
    }
}
