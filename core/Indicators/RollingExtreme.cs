namespace Serverless.Core.Indicators;

/// <summary>Largest and smallest of the last <c>period</c> values: the edges of a Donchian channel.</summary>
public static class RollingExtreme
{
    /// <summary>Writes the largest value of each window; the first <c>period − 1</c> values become NaN.</summary>
    /// <param name="values">Oldest first.</param>
    /// <param name="period">Number of values, at least 1.</param>
    /// <param name="result">As long as <paramref name="values"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="period"/> is below 1.</exception>
    public static void Highest(ReadOnlySpan<double> values, int period, Span<double> result) => Compute(values, period, 1, result);

    /// <summary>Writes the smallest value of each window; the first <c>period − 1</c> values become NaN.</summary>
    /// <param name="values">Oldest first.</param>
    /// <param name="period">Number of values, at least 1.</param>
    /// <param name="result">As long as <paramref name="values"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="period"/> is below 1.</exception>
    public static void Lowest(ReadOnlySpan<double> values, int period, Span<double> result) => Compute(values, period, -1, result);

    private static void Compute(ReadOnlySpan<double> values, int period, double sign, Span<double> result)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(period, 1);
        // The extreme is looked for again only when it leaves the window, which is rare.
        var extreme = 0;
        for (var i = 0; i < values.Length; i++)
        {
            var first = Math.Max(0, i - period + 1);
            if (extreme < first)
            {
                extreme = first;
                for (var k = first + 1; k < i; k++)
                {
                    if (sign * values[k] >= sign * values[extreme])
                        extreme = k;
                }
            }

            if (sign * values[i] >= sign * values[extreme])
                extreme = i;
            result[i] = i < period - 1 ? double.NaN : values[extreme];
        }
    }
}
