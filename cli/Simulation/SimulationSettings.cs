using System.Collections.Immutable;
using Serverless.Core.Backtesting;
using Serverless.Core.Execution;
using Serverless.Core.Lifecycle;
using Serverless.Core.Lifecycle.Monitoring;
using Serverless.Core.Strategies;
using Serverless.Core.Validation;

namespace Serverless.Cli.Simulation;

/// <summary>Settings of the platform for one replay; every default is the product's.</summary>
internal sealed record SimulationSettings
{
    /// <summary>Name under which results are shown.</summary>
    public string Profile { get; init; } = "default";

    /// <summary>Seed of everything random.</summary>
    public long Seed { get; init; } = 1;

    /// <summary>Strategy configurations in a cycle.</summary>
    public int Strategies { get; init; } = GenerationRequest.MinCount;

    /// <summary>What is traded; empty for all that is stored.</summary>
    public ImmutableArray<string> Symbols { get; init; } = [];

    /// <summary>Walk-forward windows and costs.</summary>
    public SimulatedEvaluation Evaluation { get; init; } = new();

    /// <summary>Gates, seats and capital.</summary>
    public LifecyclePolicy Lifecycle { get; init; } = new();

    /// <summary>Thresholds of the watch.</summary>
    public MonitoringLimits Monitoring { get; init; } = new();

    /// <summary>Which series regimes are read from.</summary>
    public ImmutableSortedDictionary<string, string> Regimes { get; init; } = ImmutableSortedDictionary<string, string>.Empty;

    /// <summary>How parameters are chosen.</summary>
    public WalkForwardSettings WalkForward => new()
    {
        TrainDays = Evaluation.TrainDays,
        TestDays = Evaluation.TestDays,
        StepDays = Evaluation.TestDays,
        Candidates = Evaluation.Candidates,
    };

    /// <summary>Costs and sizing of a run on bars.</summary>
    public BacktestSettings Backtest => new() { Costs = Costs };

    /// <summary>Commission and slippage of a trade, as a share of its notional.</summary>
    public double TradeCosts => (Costs.CommissionBps + Costs.SlippageBps) / 10_000;

    private ExecutionCosts Costs => new() { CommissionBps = Evaluation.CommissionBps, SlippageBps = Evaluation.SlippageBps };
}
