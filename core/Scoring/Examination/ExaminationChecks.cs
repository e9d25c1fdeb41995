using Serverless.Core.Scoring.Evidence;

namespace Serverless.Core.Scoring.Examination;

/// <summary>Holds an examination against the gates.</summary>
internal static class ExaminationChecks
{
    private const double MostLosingPaths = 0.2;
    private const double LeastPlateau = 0.5;

    /// <summary>The checks, the weightiest first.</summary>
    public static IReadOnlyList<EvidenceCheck> Of(StrategyExamination examination, EvidenceGates gates) =>
    [
        EvidenceCheck.AtLeast("deflated-sharpe", examination.Deflated?.ByParticipation.Probability, gates.Confidence, 0.25, "So many sets were tried that the best would look as good by luck: try fewer, more different ones, or wait for more days."),
        EvidenceCheck.AtMost("superior-ability", examination.Tests.SuperiorAbility.PConsistent, gates.FamilyWiseError, 0.15, "No set earns significantly more than nothing, given how many were tried."),
        EvidenceCheck.AtMost("overfitting", examination.Tests.Overfitting?.Probability, gates.Overfitting, 0.15, "The best of one half of the days are too often below the median of the other half: coarser grids, fewer parameters."),
        EvidenceCheck.AtLeast("walk-forward", examination.Windows?.Efficiency, gates.Efficiency, 0.15, "Too little of what was earned in-sample is earned out-of-sample: longer training windows, or a simpler rule."),
        .. examination.CrossValidation is { } paths
            ? [EvidenceCheck.AtMost("cross-validation", paths.LosingPaths, MostLosingPaths, 0.15, "Too many paths through the history lose: the result hangs on a few months.")]
            : Array.Empty<EvidenceCheck>(),
        EvidenceCheck.AtLeast("plateau", examination.Plateau?.PlateauScore, LeastPlateau, 0.1, "The best set stands on a peak: its neighbours are much worse. Take one from the middle of a good region."),
        EvidenceCheck.AtLeast("trades", examination.WalkForward.Trades.Count, gates.Trades, 0.05, "Too few trades out-of-sample to judge: more history, or a shorter horizon."),
    ];
}
