using Serverless.Core.Execution.Accounts;
using Serverless.Core.Metrics;
using Serverless.Core.Strategies;

namespace Serverless.Core.Backtesting.Models;

/// <summary>
/// What one model made of its part of the account. Columns have one value per step of the run. Over all models, profits and the initial equity sum
/// to the equity, and contributions to the account's return, to 1e-9.
/// </summary>
public sealed record ModelLedger
{
    /// <summary>Name of the model.</summary>
    public required string Name { get; init; }

    /// <summary>Name and version, which no step of the run changes: <c>EquityTrendModel_v1@1.0.0</c>.</summary>
    public required string Id { get; init; }

    /// <summary>Its parameters.</summary>
    public required StrategyParameters Parameters { get; init; }

    /// <summary>Its assets.</summary>
    public required IReadOnlyList<string> Universe { get; init; }

    /// <summary>Share of net asset value that it could use up to each step.</summary>
    public required double[] Budget { get; init; }

    /// <summary>Equity of its own: its first budget of the initial equity, and what it has made since, open positions and costs included.</summary>
    public required double[] Equity { get; init; }

    /// <summary>What it has made so far, in quote currency.</summary>
    public required double[] Profit { get; init; }

    /// <summary>Profit of the step ÷ the account's equity before it.</summary>
    public required double[] Contribution { get; init; }

    /// <summary>Profit of the step ÷ what it could use, budget × the account's equity before it; without a budget, the last one it had.</summary>
    public required double[] Return { get; init; }

    /// <summary>Sum of its positions' sizes ÷ the account's equity, at each step.</summary>
    public required double[] Gross { get; init; }

    /// <summary>Sum of its positions ÷ the account's equity, at each step.</summary>
    public required double[] Net { get; init; }

    /// <summary>Value traded in each step ÷ the account's equity before it, crossings with other models included.</summary>
    public required double[] Turnover { get; init; }

    /// <summary>Figures of <see cref="Return"/> and its closed trades; turnover is of what it could use. Null after a failure of the run.</summary>
    public required PerformanceMetrics? Metrics { get; init; }

    /// <summary>What its trades cost.</summary>
    public required CostLines Costs { get; init; }

    /// <summary>Why it was closed out; null when it finished.</summary>
    public BacktestFailure? Failure { get; init; }
}
