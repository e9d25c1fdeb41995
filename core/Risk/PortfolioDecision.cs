using Serverless.Core.Portfolio;
using Serverless.Core.Portfolio.Construction;
using Serverless.Core.Regimes;
using Serverless.Core.Strategies.Models;

namespace Serverless.Core.Risk;

/// <summary>From what models want to what is traded, with every step in between.</summary>
/// <param name="Regime">The regimes that chose budgets and limits.</param>
/// <param name="Budgets">Share of net asset value of each model.</param>
/// <param name="Asked">What the models ask for.</param>
/// <param name="Allowed">What is left of it within limits.</param>
/// <param name="Plan">What is traded.</param>
public sealed record PortfolioDecision(
    MarketRegimeState Regime,
    IReadOnlyDictionary<string, double> Budgets,
    TargetPortfolio Asked,
    TargetPortfolio Allowed,
    RebalancePlan Plan)
{
    /// <summary>Why budgets are not those that the construction finds; null when they are, or when none was asked for.</summary>
    public string? BudgetNote { get; init; }

    /// <summary>
    /// Decides. Where what the turnover band leaves untraded would keep the portfolio beyond a limit, the band does not hold; and what enlarges a
    /// position waits while a limit needs the room that a reduction has yet to make (<see cref="TradeOrder"/>).
    /// </summary>
    /// <param name="decisions">Decision of each model, by its name.</param>
    /// <param name="regime">The regimes.</param>
    /// <param name="policy">Budgets, limits, and what is worth a trade.</param>
    /// <param name="state">Net asset value and losses.</param>
    /// <param name="current">Weights held, by symbol.</param>
    /// <param name="allocation">Budgets of <see cref="BudgetAllocator"/>; null for the fixed ones.</param>
    /// <exception cref="ArgumentException">Something handed in cannot be used, or the net asset value is not positive, so that weights mean nothing; the
    /// message names the key, the model or the asset.</exception>
    public static PortfolioDecision Make(
        IReadOnlyDictionary<string, ModelDecision> decisions,
        MarketRegimeState regime,
        PortfolioPolicy policy,
        RiskState state,
        IReadOnlyDictionary<string, double> current,
        ModelAllocation? allocation = null)
    {
        ArgumentNullException.ThrowIfNull(policy);
        ArgumentNullException.ThrowIfNull(state);
        var (budgets, limits) = (allocation?.Budgets ?? policy.Budgets.For(regime), policy.Limits.For(regime));
        var asked = TargetPortfolio.Combine(decisions, budgets);
        var allowed = RiskEngine.Apply(asked, current, limits, state);
        var plan = RebalancePlan.For(allowed, current, state.Value, policy.Rebalance);
        if (RiskEngine.FindExcess(plan.Projected, limits) is not null)
            plan = RebalancePlan.For(allowed, current, state.Value, policy.Rebalance with { Band = 0 });
        plan = TradeOrder.Of(plan, current, limits, policy.Rebalance.MinTradeValue / state.Value);
        return new PortfolioDecision(regime, budgets, asked, allowed, plan) { BudgetNote = allocation?.Note };
    }
}
