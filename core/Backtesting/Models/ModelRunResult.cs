using Serverless.Core.Backtesting.Portfolio;
using Serverless.Core.MarketData;

namespace Serverless.Core.Backtesting.Models;

/// <summary>Outcome of a run of models on one account.</summary>
public sealed record ModelRunResult
{
    /// <summary>The account. Its strategies are the models, by name.</summary>
    public required PortfolioResult Portfolio { get; init; }

    /// <summary>What each model made, in the order of the configuration.</summary>
    public required IReadOnlyList<ModelLedger> Models { get; init; }

    /// <summary>Every decision, in order: one before the first step, and one at each.</summary>
    public required IReadOnlyList<ModelStep> Steps { get; init; }

    /// <summary>What is held at each step, by model and symbol.</summary>
    public required IReadOnlyList<ModelHoldings> Holdings { get; init; }

    /// <summary>What the models' series lacked.</summary>
    public required IReadOnlyList<MissingSeries> Missing { get; init; }

    /// <summary>Daily bars of what the run is compared with, up to its end; null where there are none.</summary>
    public BarSeries? Benchmark { get; init; }

    /// <summary>Part of the initial equity that no model's first budget covers.</summary>
    public required double Unallocated { get; init; }

    /// <summary>What a reader of the results should know: series that were not there or ended early, regimes that rested on defaults.</summary>
    public required IReadOnlyList<string> Warnings { get; init; }
}
