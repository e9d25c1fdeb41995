using Serverless.Core.Portfolio;

namespace Serverless.Core.Risk;

/// <summary>Everything that turns wishes of models into trades.</summary>
/// <param name="Budgets">Share of each model.</param>
/// <param name="Limits">Risk limits.</param>
/// <param name="Rebalance">What is worth a trade.</param>
public sealed record PortfolioPolicy(ModelBudgets Budgets, RiskLimits Limits, RebalanceOptions Rebalance)
{
    /// <summary>Why it cannot be used, with the key at fault, or null when it can.</summary>
    public string? FindProblem() => Budgets.FindProblem() ?? Limits.FindProblem() ?? Rebalance.FindProblem();
}
