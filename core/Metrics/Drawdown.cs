namespace Serverless.Core.Metrics;

/// <summary>
/// The deepest fall of an equity curve below its running maximum. Equity starts at 1, and that is a peak: return k (from 1) moves
/// equity from point k − 1 to point k, so indices run from 0 to the number of returns.
/// </summary>
/// <param name="Depth">1 − trough ÷ peak, 0 … 1; 0 without a fall.</param>
/// <param name="PeakIndex">Last point at the maximum before the trough; null without a fall.</param>
/// <param name="TroughIndex">The lowest point; null without a fall.</param>
/// <param name="RecoveryIndex">First point that is back at the peak; null when there is none.</param>
/// <param name="LongestUnderwater">Largest number of consecutive points below the running maximum, in any fall.</param>
public sealed record Drawdown(double Depth, int? PeakIndex, int? TroughIndex, int? RecoveryIndex, int LongestUnderwater)
{
    /// <summary>Periods from peak to trough; null without a fall.</summary>
    public int? PeakToTrough => TroughIndex - PeakIndex;

    /// <summary>Periods from trough to recovery; null when not recovered.</summary>
    public int? TroughToRecovery => RecoveryIndex - TroughIndex;

    /// <summary>Periods from peak to recovery; null when not recovered.</summary>
    public int? PeakToRecovery => RecoveryIndex - PeakIndex;

    /// <summary>Measures the deepest drawdown (the first, when equal) of compounded simple returns.</summary>
    public static Drawdown Deepest(ReadOnlySpan<double> returns)
    {
        double equity = 1, maximum = 1, depth = 0;
        int peak = 0, underwater = 0, longest = 0;
        int? deepestPeak = null, trough = null, recovery = null;
        for (var i = 1; i <= returns.Length; i++)
        {
            equity *= 1 + returns[i - 1];
            if (equity >= maximum)
            {
                if (trough is not null && peak == deepestPeak)
                    recovery ??= i;
                maximum = equity;
                peak = i;
                underwater = 0;
                continue;
            }

            longest = Math.Max(longest, ++underwater);
            var fall = 1 - (equity / maximum);
            if (fall > depth)
                (depth, deepestPeak, trough, recovery) = (fall, peak, i, null);
        }

        return new Drawdown(depth, deepestPeak, trough, recovery, longest);
    }
}
