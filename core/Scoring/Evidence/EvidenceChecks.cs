using System.Globalization;

namespace Serverless.Core.Scoring.Evidence;

/// <summary>Holds what was found out about a strategy against the gates.</summary>
internal static class EvidenceChecks
{
    /// <summary>The checks, the weightiest first.</summary>
    public static IReadOnlyList<EvidenceCheck> Of(ScorecardRow row, StrategyEvidence evidence, double? overfitting, EvidenceGates gates) =>
    [
        EvidenceCheck.AtLeast("deflated-sharpe", evidence.DeflatedSharpe, gates.Confidence, 0.3, "So many were tried that the best would look as good by luck: wait for more days, or try fewer, more different ones."),
        EvidenceCheck.AtMost("family-wise", evidence.AdjustedP, gates.FamilyWiseError, 0.25, "Among all strategies of the cycle its return is not significant: wait for more days, or look for a stronger effect."),
        EvidenceCheck.AtLeast("track-record", evidence.Days, evidence.DaysNeeded, 0.15, TrackRecord(evidence)),
        EvidenceCheck.AtMost("overfitting", overfitting, gates.Overfitting, 0.1, "The best of one half of the days are too often below the median of the other half: fewer parameters, or fewer variants of one idea."),
        EvidenceCheck.AtLeast("efficiency", Efficiency(row), gates.Efficiency, 0.1, "Too little of the Sharpe ratio in-sample is left: coarser parameter grids, longer training windows, or fewer candidates."),
        EvidenceCheck.AtLeast("trades", row.Trades, gates.Trades, 0.1, "Too few trades to judge: more history, or a shorter horizon."),
    ];

    private static double? Efficiency(ScorecardRow row) => row is { Sharpe: { } outOfSample, InSampleSharpe: { } inSample and > 0 } ? outOfSample / inSample : null;

    private static string TrackRecord(StrategyEvidence evidence) => evidence.DaysNeeded is { } needed
        ? string.Create(CultureInfo.InvariantCulture, $"The record is too short for its Sharpe ratio: wait until it has {Math.Ceiling(needed)} days, {Math.Ceiling(needed - evidence.Days)} more.")
        : "It has lost, so that no record is long enough: drop it.";
}
