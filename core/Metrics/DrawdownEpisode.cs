namespace Serverless.Core.Metrics;

/// <summary>One fall of an equity curve below its running maximum, until it is back there. Indices as in <see cref="Drawdown"/>.</summary>
/// <param name="Depth">1 − trough ÷ peak; above 0, at most 1.</param>
/// <param name="PeakIndex">Last point at the maximum.</param>
/// <param name="TroughIndex">The lowest point, the first when several are.</param>
/// <param name="RecoveryIndex">First point that is back at the peak; null when there is none.</param>
/// <param name="UnderwaterPeriods">Points below the maximum: one less than from peak to recovery.</param>
public sealed record DrawdownEpisode(double Depth, int PeakIndex, int TroughIndex, int? RecoveryIndex, int UnderwaterPeriods)
{
    /// <summary>Periods from peak to trough.</summary>
    public int PeakToTrough => TroughIndex - PeakIndex;

    /// <summary>Periods from trough to recovery; null when not recovered.</summary>
    public int? TroughToRecovery => RecoveryIndex - TroughIndex;

    /// <summary>Periods from peak to recovery; null when not recovered.</summary>
    public int? PeakToRecovery => RecoveryIndex - PeakIndex;
}
