namespace Serverless.Core.Indicators;

/// <summary>Arithmetic mean of the last <c>period</c> values; NaN while one of them is missing.</summary>
public static class SimpleMovingAverage
{
    /// <summary>The average of the close.</summary>
    public static Feature Feature { get; } = new()
    {
        Name = "sma",
        Outputs = [new("value", arguments => arguments.Whole(0) - 1)],
        Parameters = [FeatureParameter.Period("period", 20)],
        Convention = "mean of the last `period` closes",
        Source = "definition",
        Compute = static (set, arguments, result) => Compute(set.Bars.Close, arguments.Whole(0), result[0]),
    };

    /// <summary>Writes the average known at each bar; the first <c>period − 1</c> values become NaN.</summary>
    /// <param name="values">Oldest first.</param>
    /// <param name="period">Number of values, at least 1.</param>
    /// <param name="result">As long as <paramref name="values"/>, and other memory.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="period"/> is below 1.</exception>
    public static void Compute(ReadOnlySpan<double> values, int period, Span<double> result)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(period, 1);
        // As in SlidingWindow, by hand, for averages are what strategies read most: the sums of a block's ends wait in the next block's
        // place of the result for the sums of its starts.
        var warmUp = Math.Min(period - 1, result.Length);
        result[..Math.Min(period, result.Length)].Clear();
        for (var start = 0; start < result.Length; start += period)
        {
            var end = Math.Min(start + period, result.Length);
            Average(values[start..end], period, result[start..end], result[end..Math.Min(end + period, result.Length)]);
        }

        result[..warmUp].Fill(double.NaN);
    }

    // Two chains of additions in one loop overlap, and cost no more than one.
    private static void Average(ReadOnlySpan<double> block, int period, Span<double> averages, Span<double> nextEnds)
    {
        double start = 0, end = 0;
        var last = block.Length - 1;
        for (var k = 0; k < averages.Length; k++, last--)
        {
            start += block[k];
            averages[k] = (averages[k] + start) / period;
            if (last < nextEnds.Length)
                nextEnds[last] = end;
            end += block[last];
        }
    }
}
