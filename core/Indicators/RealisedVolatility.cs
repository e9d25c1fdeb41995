namespace Serverless.Core.Indicators;

/// <summary>
/// Annualised close-to-close realised volatility: the sample standard deviation (n − 1) of the last <c>window</c> logarithmic
/// returns, times √(bars per year). Mean removed, no drift correction; 0.6 means 60 % a year.
/// </summary>
public static class RealisedVolatility
{
    /// <summary>Leading values that are NaN: a window of n returns needs n + 1 closes.</summary>
    public static int WarmUp(int window) => window;

    /// <summary>Writes the volatility known at the close of each bar; <c>result[i]</c> reads <c>close[i − window … i]</c> only.</summary>
    /// <param name="close">Closing prices, oldest first. A price that is not positive makes the windows that hold it NaN or infinite, no
    /// others.</param>
    /// <param name="window">Number of returns in a window, at least 2.</param>
    /// <param name="barsPerYear">Bars in a year, positive (H4 crypto: 2191.5; daily US equities: 252).</param>
    /// <param name="result">As long as <paramref name="close"/>; the first <paramref name="window"/> values become NaN.</param>
    /// <exception cref="ArgumentException">The spans differ in length.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="window"/> or <paramref name="barsPerYear"/> is out of
    /// range.</exception>
    public static void Compute(ReadOnlySpan<double> close, int window, double barsPerYear, Span<double> result)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(window, 2);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(barsPerYear);
        if (result.Length != close.Length)
            throw new ArgumentException($"{result.Length} results for {close.Length} closes: the lengths must agree.", nameof(result));

        result[..Math.Min(window, result.Length)].Fill(double.NaN);
        if (close.Length <= window)
            return;

        // A sum that slides loses digits for good when a large return leaves. Instead, the returns are cut into blocks of one window:
        // every window is the end of one block and the start of the next, and the moments of the two parts merge exactly
        // (Chan, Golub, LeVeque 1979). Linear time, nothing is ever subtracted, and a bad price leaves with its window.
        var block = new double[window];
        var tails = new Moments[window];
        var scale = barsPerYear / (window - 1);
        Moments head = default;
        for (var i = 1; i < close.Length; i++)
        {
            var position = (i - 1) % window;
            if (position == 0)
            {
                FillTails(block, tails);
                head = default;
            }

            var value = Math.Log(close[i] / close[i - 1]);
            block[position] = value;
            head = head.Add(value);
            if (i >= window)
            {
                var all = position == window - 1 ? head : head.Merge(tails[position + 1]);
                result[i] = Math.Sqrt(all.SquaredDeviations * scale);
            }
        }
    }

    private static void FillTails(double[] block, Moments[] tails)
    {
        Moments tail = default;
        for (var i = block.Length - 1; i >= 0; i--)
        {
            tail = tail.Add(block[i]);
            tails[i] = tail;
        }
    }

    private readonly record struct Moments(int Count, double Mean, double SquaredDeviations)
    {
        public Moments Add(double value)
        {
            var count = Count + 1;
            var delta = value - Mean;
            var mean = Mean + (delta / count);
            return new Moments(count, mean, SquaredDeviations + (delta * (value - mean)));
        }

        public Moments Merge(Moments other)
        {
            var count = Count + other.Count;
            var delta = other.Mean - Mean;
            return new Moments(
                count,
                Mean + (delta * other.Count / count),
                SquaredDeviations + other.SquaredDeviations + (delta * delta * Count * other.Count / count));
        }
    }
}
