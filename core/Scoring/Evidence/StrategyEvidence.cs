namespace Serverless.Core.Scoring.Evidence;

/// <summary>How much speaks against luck in the result of one strategy. Figures are of its daily returns out-of-sample.</summary>
public sealed record StrategyEvidence
{
    /// <summary>Id of the configuration.</summary>
    public required string StrategyId { get; init; }

    /// <summary>Number of daily returns.</summary>
    public required int Days { get; init; }

    /// <summary>Days that its Sharpe ratio needs to be above 0 at the confidence of the gates; null when no length would do.</summary>
    public required double? DaysNeeded { get; init; }

    /// <summary>Probability that its true Sharpe ratio is above 0, if it were the only trial; null when returns do not vary.</summary>
    public required double? ProbabilisticSharpe { get; init; }

    /// <summary>The same, above what the best of all trials shows by luck; trials as many as they are worth independently.</summary>
    public required double? DeflatedSharpe { get; init; }

    /// <summary>As <see cref="DeflatedSharpe"/>, with every trial counted in full.</summary>
    public required double? DeflatedSharpeOfAll { get; init; }

    /// <summary>p-value that its mean return is above 0, adjusted for all strategies of the cycle (Romano and Wolf).</summary>
    public required double AdjustedP { get; init; }

    /// <summary>Where its score lies.</summary>
    public required Interval Score { get; init; }

    /// <summary>Where its rank lies.</summary>
    public required Interval Rank { get; init; }

    /// <summary>All checks, in the order of their weight.</summary>
    public required IReadOnlyList<EvidenceCheck> Checks { get; init; }

    /// <summary>Whether all checks passed.</summary>
    public bool IsProven => Checks.All(check => check.Passed);

    /// <summary>Sum of the weights of the checks that passed, 0 … 1.</summary>
    public double Strength => Checks.Where(check => check.Passed).Sum(check => check.Weight);
}
