namespace Serverless.Core.Indicators;

/// <summary>
/// Average true range of Wilder (1978), in price units: max(high − low, |high − previous close|, |low − previous close|) smoothed with
/// weight 1 ÷ period and started from the simple average of the first <c>period</c> ranges. The first bar's range is high − low.
/// </summary>
public static class AverageTrueRange
{
    /// <summary>Writes the range known at the close of each bar; the first <c>period − 1</c> values become NaN.</summary>
    /// <param name="high">Highest prices, oldest first.</param>
    /// <param name="low">Lowest prices.</param>
    /// <param name="close">Closing prices.</param>
    /// <param name="period">Number of bars, at least 1.</param>
    /// <param name="result">As long as <paramref name="close"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="period"/> is below 1.</exception>
    public static void Compute(
        ReadOnlySpan<double> high, ReadOnlySpan<double> low, ReadOnlySpan<double> close, int period, Span<double> result)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(period, 1);
        var average = 0.0;
        for (var i = 0; i < close.Length; i++)
        {
            var range = high[i] - low[i];
            if (i > 0)
                range = Math.Max(range, Math.Max(Math.Abs(high[i] - close[i - 1]), Math.Abs(low[i] - close[i - 1])));
            average += i < period ? range / period : (range - average) / period;
            result[i] = i < period - 1 ? double.NaN : average;
        }
    }
}
