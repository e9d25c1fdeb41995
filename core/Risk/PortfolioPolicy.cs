using Serverless.Core.Portfolio;
using Serverless.Core.Portfolio.Construction;

namespace Serverless.Core.Risk;

/// <summary>Everything that turns wishes of models into trades; what it is made of can be used.</summary>
public sealed record PortfolioPolicy
{
    /// <summary>Puts the parts together.</summary>
    /// <param name="budgets">Share of each model.</param>
    /// <param name="limits">Risk limits.</param>
    /// <param name="rebalance">What is worth a trade.</param>
    /// <param name="construction">How shares are found anew; null leaves them as they are.</param>
    /// <exception cref="ArgumentException">A part cannot be used; the message names the key at fault.</exception>
    public PortfolioPolicy(ModelBudgets budgets, RiskLimits limits, RebalanceOptions rebalance, ConstructionOptions? construction = null)
    {
        ArgumentNullException.ThrowIfNull(budgets);
        ArgumentNullException.ThrowIfNull(limits);
        ArgumentNullException.ThrowIfNull(rebalance);
        construction ??= new ConstructionOptions();
        if ((budgets.FindProblem() ?? limits.FindProblem() ?? rebalance.FindProblem() ?? construction.FindProblem()) is { } problem)
            throw new ArgumentException($"Portfolio policy: {problem}");
        (Budgets, Limits, Rebalance, Construction) = (budgets, limits, rebalance, construction);
    }

    /// <summary>Share of each model.</summary>
    public ModelBudgets Budgets { get; }

    /// <summary>Risk limits.</summary>
    public RiskLimits Limits { get; }

    /// <summary>What is worth a trade.</summary>
    public RebalanceOptions Rebalance { get; }

    /// <summary>How shares are found anew in the course of a run.</summary>
    public ConstructionOptions Construction { get; }
}
