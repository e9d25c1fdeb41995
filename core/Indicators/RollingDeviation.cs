namespace Serverless.Core.Indicators;

/// <summary>Population standard deviation (divisor n, as Bollinger bands use it) of the last <c>period</c> values.</summary>
public static class RollingDeviation
{
    /// <summary>Writes the deviation known at each bar; the first <c>period − 1</c> values become NaN.</summary>
    /// <param name="values">Oldest first.</param>
    /// <param name="averages">Simple moving averages of <paramref name="values"/> over the same period.</param>
    /// <param name="period">Number of values, at least 1.</param>
    /// <param name="result">As long as <paramref name="values"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="period"/> is below 1.</exception>
    public static void Compute(ReadOnlySpan<double> values, ReadOnlySpan<double> averages, int period, Span<double> result)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(period, 1);
        result[..Math.Min(period - 1, result.Length)].Fill(double.NaN);
        // Each window is summed afresh: sliding sums of squares cancel to noise when prices are large and moves small.
        for (var i = period - 1; i < values.Length; i++)
        {
            var sum = 0.0;
            var mean = averages[i];
            foreach (var value in values.Slice(i - period + 1, period))
                sum += (value - mean) * (value - mean);
            result[i] = Math.Sqrt(sum / period);
        }
    }
}
