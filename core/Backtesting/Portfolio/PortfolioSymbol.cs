using Serverless.Core.Execution;
using Serverless.Core.Execution.Costs;
using Serverless.Core.Execution.Simulation;
using Serverless.Core.MarketData;
using Serverless.Core.Time;

namespace Serverless.Core.Backtesting.Portfolio;

/// <summary>A symbol that the strategies of a run trade: its bars, its costs and its broker.</summary>
public abstract class PortfolioSymbol
{
    private protected PortfolioSymbol(BarSeries bars, Market market, SimulationRules? rules)
    {
        ArgumentNullException.ThrowIfNull(bars);
        if (!market.IsTradable())
            throw new ArgumentException($"{bars.Symbol}: what belongs to {market} is read, not traded: make it an input.", nameof(market));
        (Bars, Market, Rules) = (bars, market, rules ?? new SimulationRules());
    }

    /// <summary>Its name, <see cref="BarSeries.Symbol"/>.</summary>
    public string Name => Bars.Symbol;

    /// <summary>Its bars; of any timeframe, and some may be missing.</summary>
    public BarSeries Bars { get; }

    /// <summary>Its market, which decides when bars are known.</summary>
    public Market Market { get; }

    /// <summary>Its broker. A size of full positions is a share of the budget of each strategy.</summary>
    public SimulationRules Rules { get; }

    /// <summary>A symbol with costs in basis points.</summary>
    /// <exception cref="ArgumentException">The market is not traded.</exception>
    public static PortfolioSymbol Of(BarSeries bars, Market market, ExecutionCosts costs, SimulationRules? rules = null)
    {
        ArgumentNullException.ThrowIfNull(costs);
        return Of(bars, market, new BasisPointCommission(costs.CommissionBps), new BasisPointSlippage(costs.SlippageBps), rules);
    }

    /// <summary>A symbol with cost models.</summary>
    /// <exception cref="ArgumentException">The market is not traded.</exception>
    public static PortfolioSymbol Of<TCommission, TSlippage>(
        BarSeries bars, Market market, TCommission commission, TSlippage slippage, SimulationRules? rules = null)
        where TCommission : struct, ICommission
        where TSlippage : struct, ISlippage => new PricedSymbol<TCommission, TSlippage>(bars, market, commission, slippage, rules);

    /// <summary>An empty book for one strategy.</summary>
    internal abstract StrategyBook OpenBook(int symbol, double budget, PortfolioLimits limits, int start);

    /// <summary>Price and fee of a market order.</summary>
    internal abstract (double Price, double Fee) Charge(in FillQuote fill);
}
