using MathNet.Numerics.Distributions;
using Serverless.Core.Metrics;
using Serverless.Core.Validation;
using Serverless.Core.Validation.Bootstrap;
using Serverless.Core.Validation.Overfitting;
using Serverless.Core.Validation.Trials;

namespace Serverless.Core.Scoring.Evidence;

/// <summary>Judges whether the results of a cycle are more than luck.</summary>
public static class EvidenceAssessment
{
    /// <summary>Fewest days of the common calendar; with less there is nothing to judge.</summary>
    public const int FewestDays = 60;

    private const int Histories = 1000;
    private const int RankedHistories = 400;

    /// <summary>
    /// Tests all strategies of a cycle together. Returns are held against 0, what idle money earns here; histories are resampled with the
    /// stationary bootstrap, whose mean block length is the longest that the automatic rule of Politis and White gives for one of them.
    /// </summary>
    /// <param name="strategies">Scored rows with their daily returns; those without a score are left out.</param>
    /// <param name="trials">Everything that was tried, these included.</param>
    /// <param name="gates">What a strategy must show.</param>
    /// <param name="weights">Weights of the score.</param>
    /// <param name="seed">Seed of the resampling; the number of threads changes nothing.</param>
    /// <returns>Null when no strategy has a score, or they have fewer than <see cref="FewestDays"/> days.</returns>
    public static CycleEvidence? Assess(
        IEnumerable<(ScorecardRow Row, DailyReturns Returns)> strategies, TrialCensus trials, EvidenceGates gates, ScoreWeights weights, long seed)
    {
        ArgumentNullException.ThrowIfNull(strategies);
        ArgumentNullException.ThrowIfNull(trials);
        ArgumentNullException.ThrowIfNull(gates);
        var judged = strategies.Where(strategy => strategy.Row.Score is not null).OrderBy(strategy => strategy.Row.StrategyId, StringComparer.Ordinal).ToList();
        if (judged.Count == 0 || judged.SelectMany(strategy => strategy.Returns.Days).Distinct().Count() < FewestDays)
            return null;

        var matrix = DailyAlignment.Align(judged.ConvertAll(strategy => strategy.Returns));
        var tests = SelectionTests.Of(matrix, gates.FamilyWiseError, new BootstrapSettings { Replications = Histories, Seed = seed });
        var (scores, ranks) = ScoreUncertainty.Measure(
            matrix,
            [.. judged.Select(strategy => strategy.Row.Score!.Value)],
            weights,
            DaysPerYear(judged),
            tests.Resampler,
            new BootstrapSettings { Replications = RankedHistories, Seed = seed });

        return new CycleEvidence
        {
            Gates = gates,
            Trials = trials,
            LuckySharpe = LuckySharpe(trials, trials.Effective),
            Days = matrix.Periods,
            BlockLength = tests.BlockLength,
            RealityCheck = tests.RealityCheck.PValue,
            SuperiorAbilityLower = tests.SuperiorAbility.PLower,
            SuperiorAbility = tests.SuperiorAbility.PConsistent,
            SuperiorAbilityUpper = tests.SuperiorAbility.PUpper,
            Overfitting = tests.Overfitting?.Probability,
            LossOfSelected = tests.Overfitting?.ProbabilityOfLoss,
            Family = FamilyReport.Of(
                Array.ConvertAll(tests.SuperiorAbility.TStatistics, t => 1 - Normal.CDF(0, 1, t)), tests.Stepwise.AdjustedPValues, gates.FamilyWiseError),
            Strategies =
            [
                .. judged.Select((strategy, k) => Judge(
                    strategy.Row, strategy.Returns, trials, gates, tests.Stepwise.AdjustedPValues[k], scores[k], ranks[k], tests.Overfitting?.Probability)),
            ],
        };
    }

    private static StrategyEvidence Judge(
        ScorecardRow row,
        DailyReturns returns,
        TrialCensus trials,
        EvidenceGates gates,
        double adjustedP,
        Interval score,
        Interval rank,
        double? overfitting)
    {
        var estimate = SharpeEstimate.Of(returns.Values);
        double? Deflated(double count) => estimate?.ProbabilityAbove(LuckySharpe(trials, count) / Math.Sqrt(returns.DaysPerYear));
        var evidence = new StrategyEvidence
        {
            StrategyId = row.StrategyId,
            Days = returns.Values.Length,
            DaysNeeded = estimate?.MinimumTrackRecord(0, gates.Confidence),
            ProbabilisticSharpe = estimate?.ProbabilityAbove(0),
            DeflatedSharpe = Deflated(trials.Effective),
            DeflatedSharpeOfAll = Deflated(trials.Count),
            AdjustedP = adjustedP,
            Score = score,
            Rank = rank,
            Checks = [],
        };
        return evidence with { Checks = EvidenceChecks.Of(row, evidence, overfitting, gates) };
    }

    private static double LuckySharpe(TrialCensus trials, double count) => trials.SharpeDeviation * ExpectedMaximum.Approximate(Math.Max(1, count));

    private static double DaysPerYear(List<(ScorecardRow Row, DailyReturns Returns)> strategies) =>
        new DailyReturns([.. strategies.SelectMany(strategy => strategy.Returns.Days).Distinct().Order()], []).DaysPerYear;
}
