namespace Serverless.Core.Indicators;

/// <summary>
/// Relative strength index of Wilder (1978), 0 … 100: average gain ÷ (average gain + average loss), both smoothed with weight
/// 1 ÷ period and started from the simple average of the first <c>period</c> changes. 50 when nothing moved.
/// </summary>
public static class RelativeStrengthIndex
{
    /// <summary>Writes the index known at the close of each bar; the first <c>period</c> values become NaN.</summary>
    /// <param name="close">Closing prices, oldest first.</param>
    /// <param name="period">Number of changes, at least 1.</param>
    /// <param name="result">As long as <paramref name="close"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="period"/> is below 1.</exception>
    public static void Compute(ReadOnlySpan<double> close, int period, Span<double> result)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(period, 1);
        result[..Math.Min(period, result.Length)].Fill(double.NaN);
        if (close.Length <= period)
            return;

        double gain = 0, loss = 0;
        for (var i = 1; i <= period; i++)
        {
            var change = close[i] - close[i - 1];
            gain += Math.Max(change, 0) / period;
            loss += Math.Max(-change, 0) / period;
        }

        result[period] = Index(gain, loss);
        for (var i = period + 1; i < close.Length; i++)
        {
            var change = close[i] - close[i - 1];
            gain += (Math.Max(change, 0) - gain) / period;
            loss += (Math.Max(-change, 0) - loss) / period;
            result[i] = Index(gain, loss);
        }
    }

    private static double Index(double gain, double loss) => gain + loss == 0 ? 50 : 100 * gain / (gain + loss);
}
