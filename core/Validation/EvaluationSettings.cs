using Serverless.Core.Backtesting;
using Serverless.Core.Strategies;

namespace Serverless.Core.Validation;

/// <summary>What one evaluation cycle evaluates and how. Together with the market data it decides every figure of the scorecard.</summary>
public sealed record EvaluationSettings
{
    /// <summary>Seed of everything random in the cycle.</summary>
    public required long Seed { get; init; }

    /// <summary>Number of configurations, <see cref="GenerationRequest.MinCount"/> to <see cref="GenerationRequest.MaxCount"/>.</summary>
    public required int Strategies
    {
        get;
        init => field = value is >= GenerationRequest.MinCount and <= GenerationRequest.MaxCount
            ? value
            : throw new ArgumentOutOfRangeException(nameof(Strategies), value, $"{nameof(Strategies)} must be {GenerationRequest.MinCount} to {GenerationRequest.MaxCount}.");
    }

    /// <summary>The cycle whose best configurations are parents of this one's; null starts without parents.</summary>
    public string? ParentCycle { get; init; }

    /// <summary>Days before a series' last bar that are used; positive. Older bars only warm indicators up.</summary>
    public required int HistoryDays
    {
        get;
        init => field = value > 0
            ? value
            : throw new ArgumentOutOfRangeException(nameof(HistoryDays), value, $"{nameof(HistoryDays)} must be positive.");
    }

    /// <summary>Costs, sizing and accounting of every run.</summary>
    public required BacktestSettings Backtest { get; init; }

    /// <summary>Train and test windows.</summary>
    public required WalkForwardSettings WalkForward { get; init; }
}
