using Serverless.Core.Validation.Trials;

namespace Serverless.Core.Scoring.Evidence;

/// <summary>What speaks against luck in the results of a cycle: tests over all its strategies, and one verdict for each.</summary>
public sealed record CycleEvidence
{
    /// <summary>What was asked for.</summary>
    public required EvidenceGates Gates { get; init; }

    /// <summary>Everything that the experiment has tried, this cycle included.</summary>
    public required TrialCensus Trials { get; init; }

    /// <summary>Annualised Sharpe ratio that the best of that many independent trials shows by luck.</summary>
    public required double LuckySharpe { get; init; }

    /// <summary>Days of the common calendar of all strategies.</summary>
    public required int Days { get; init; }

    /// <summary>Mean block length of the resampling, in days.</summary>
    public required double BlockLength { get; init; }

    /// <summary>White's reality check: p-value that no strategy has a mean return above 0.</summary>
    public required double RealityCheck { get; init; }

    /// <summary>Hansen's test of the same, the liberal bound.</summary>
    public required double SuperiorAbilityLower { get; init; }

    /// <summary>Hansen's test, the figure to judge by.</summary>
    public required double SuperiorAbility { get; init; }

    /// <summary>Hansen's test, the conservative bound.</summary>
    public required double SuperiorAbilityUpper { get; init; }

    /// <summary>Probability of backtest overfitting; null for fewer than two strategies or too few days.</summary>
    public required double? Overfitting { get; init; }

    /// <summary>Share of splits in which the best in-sample lost out-of-sample; null as <see cref="Overfitting"/>.</summary>
    public required double? LossOfSelected { get; init; }

    /// <summary>How many strategies are significant, by procedure.</summary>
    public required FamilyReport Family { get; init; }

    /// <summary>Each strategy that has figures, by id.</summary>
    public required IReadOnlyList<StrategyEvidence> Strategies { get; init; }
}
