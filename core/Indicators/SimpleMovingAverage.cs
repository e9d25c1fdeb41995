namespace Serverless.Core.Indicators;

/// <summary>Arithmetic mean of the last <c>period</c> values.</summary>
public static class SimpleMovingAverage
{
    /// <summary>Writes the average known at each bar; the first <c>period − 1</c> values become NaN.</summary>
    /// <param name="values">Oldest first.</param>
    /// <param name="period">Number of values, at least 1.</param>
    /// <param name="result">As long as <paramref name="values"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="period"/> is below 1.</exception>
    public static void Compute(ReadOnlySpan<double> values, int period, Span<double> result)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(period, 1);
        result[..Math.Min(period - 1, result.Length)].Fill(double.NaN);
        if (values.Length < period)
            return;

        var sum = 0.0;
        foreach (var value in values[..period])
            sum += value;
        result[period - 1] = sum / period;

        // The difference first: it does not wait for the sum, and of prices that are near each other it is exact.
        var oldest = values[..^period];
        var newest = values[period..];
        var averages = result[period..];
        for (var i = 0; i < oldest.Length; i++)
        {
            sum += newest[i] - oldest[i];
            averages[i] = sum / period;
        }
    }
}
