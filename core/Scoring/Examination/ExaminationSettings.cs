using Serverless.Core.Backtesting;
using Serverless.Core.Scoring.Evidence;
using Serverless.Core.Validation;
using Serverless.Core.Validation.CrossValidation;

namespace Serverless.Core.Scoring.Examination;

/// <summary>How a strategy is examined.</summary>
public sealed record ExaminationSettings
{
    /// <summary>Costs, sizing, and so on of a strategy; null for models, whose configuration says it.</summary>
    public BacktestSettings? Backtest { get; init; }

    /// <summary>Train and test windows; every window chooses among all parameter sets.</summary>
    public WalkForwardSettings WalkForward { get; init; } = new();

    /// <summary>Groups of combinatorial purged cross-validation.</summary>
    public CombinatorialSettings CrossValidation { get; init; } = new();

    /// <summary>What the strategy must show.</summary>
    public EvidenceGates Gates { get; init; } = new();

    /// <summary>Resampled histories; at least 1.</summary>
    public int Histories
    {
        get;
        init => field = value >= 1 ? value : throw new ArgumentOutOfRangeException(nameof(Histories), value, $"{nameof(Histories)} must be at least 1.");
    } = 1000;

    /// <summary>Seed of everything random.</summary>
    public long Seed { get; init; } = 1;
}
