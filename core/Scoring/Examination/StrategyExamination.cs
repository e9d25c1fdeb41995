using Serverless.Core.Backtesting.Sweeps;
using Serverless.Core.Scoring.Evidence;
using Serverless.Core.Validation;
using Serverless.Core.Validation.Bootstrap;
using Serverless.Core.Validation.CrossValidation;
using Serverless.Core.Validation.Overfitting;

namespace Serverless.Core.Scoring.Examination;

/// <summary>What is known about one strategy on one series after all its parameter sets were tried: is the best of them luck?</summary>
public sealed record StrategyExamination
{
    /// <summary>All parameter sets over the whole range: the trials, in the order of the grid.</summary>
    public required IReadOnlyList<SweepRow> Trials { get; init; }

    /// <summary>The trial with the highest Sharpe ratio, the first of equals.</summary>
    public required SweepRow Best { get; init; }

    /// <summary>Whether its neighbours are as good; null when it has no Sharpe ratio above 0.</summary>
    public required ParameterPlateau? Plateau { get; init; }

    /// <summary>The best trial, deflated by the number of trials; null when no trial varies.</summary>
    public required DeflatedSelection? Deflated { get; init; }

    /// <summary>Days of the trials.</summary>
    public required int Days { get; init; }

    /// <summary>Tests over all trials.</summary>
    public required SelectionTests Tests { get; init; }

    /// <summary>Walk-forward analysis, stitched.</summary>
    public required StrategyResult WalkForward { get; init; }

    /// <summary>What its windows say; null without windows.</summary>
    public required WalkForwardAnalysis? Windows { get; init; }

    /// <summary>Intervals of 95 % of the figures of the walk-forward test parts, from daily returns; null without windows.</summary>
    public required MetricIntervals? Intervals { get; init; }

    /// <summary>Losses, tails and tests of the daily returns of the test parts; null without windows.</summary>
    public required ReturnProfile? Profile { get; init; }

    /// <summary>All paths of combinatorial purged cross-validation; null for models, which are not cross-validated.</summary>
    public required CombinatorialResult? CrossValidation { get; init; }

    /// <summary>The verdict, check by check.</summary>
    public required IReadOnlyList<EvidenceCheck> Checks { get; init; }

    /// <summary>Whether all checks passed.</summary>
    public bool IsProven => Checks.All(check => check.Passed);

    /// <summary>Weight of the checks that passed, as a share of that of all, 0 … 1.</summary>
    public double Strength => Checks.Where(check => check.Passed).Sum(check => check.Weight) / Checks.Sum(check => check.Weight);
}
