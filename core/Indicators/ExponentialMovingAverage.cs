namespace Serverless.Core.Indicators;

/// <summary>
/// Exponential average with weight 2 ÷ (period + 1) on the newest value, started from the simple average of the first period.
/// </summary>
public static class ExponentialMovingAverage
{
    /// <summary>Writes the average known at each bar; the first <c>period − 1</c> values become NaN.</summary>
    /// <param name="values">Oldest first.</param>
    /// <param name="period">Length, at least 1.</param>
    /// <param name="result">As long as <paramref name="values"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="period"/> is below 1.</exception>
    public static void Compute(ReadOnlySpan<double> values, int period, Span<double> result)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(period, 1);
        result[..Math.Min(period - 1, result.Length)].Fill(double.NaN);
        if (values.Length < period)
            return;

        var average = 0.0;
        for (var i = 0; i < period; i++)
            average += values[i];
        average /= period;
        result[period - 1] = average;

        var weight = 2.0 / (period + 1);
        for (var i = period; i < values.Length; i++)
        {
            average += weight * (values[i] - average);
            result[i] = average;
        }
    }
}
