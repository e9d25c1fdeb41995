using Serverless.Core.Execution;
using Serverless.Core.Validation;

namespace Serverless.Cli.Simulation;

/// <summary>How a replay evaluates strategies.</summary>
internal sealed record SimulatedEvaluation
{
    private static readonly WalkForwardSettings Default = new();
    private static readonly ExecutionCosts DefaultCosts = new();

    /// <summary>Days of history that are walked forward.</summary>
    public int HistoryDays { get; init; } = 1826;

    /// <summary>Days of a training window.</summary>
    public int TrainDays { get; init; } = Default.TrainDays;

    /// <summary>Days of a test window.</summary>
    public int TestDays { get; init; } = Default.TestDays;

    /// <summary>Parameter sets tried in each training window.</summary>
    public int Candidates { get; init; } = Default.Candidates;

    /// <summary>Commission per side in basis points.</summary>
    public double CommissionBps { get; init; } = DefaultCosts.CommissionBps;

    /// <summary>Slippage per side in basis points.</summary>
    public double SlippageBps { get; init; } = DefaultCosts.SlippageBps;
}
