namespace Serverless.Core.Indicators;

/// <summary>
/// Annualised close-to-close realised volatility: the sample standard deviation (n − 1) of the last <c>window</c> logarithmic
/// returns, times √(bars per year). Mean removed, no drift correction; 0.6 means 60 % a year.
/// </summary>
public static class RealisedVolatility
{
    /// <summary>The volatility of the bars.</summary>
    public static Feature Feature { get; } = new()
    {
        Name = "volatility",
        Outputs = [new("value", arguments => WarmUp(arguments.Whole(0)))],
        Parameters = [FeatureParameter.Period("window", 20, min: 2)],
        Convention = "sample standard deviation (n − 1) of `window` logarithmic returns × √(bars per year)",
        Source = "definition; joined moments: Chan, Golub, LeVeque 1979",
        Compute = static (set, arguments, result) => Compute(set.Bars.Close, arguments.Whole(0), set.BarsPerYear, result[0]),
    };

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
        SlidingWindow.Compute<Returns, Moments>(new Returns(close, barsPerYear), window, result);
    }

    private readonly ref struct Returns(ReadOnlySpan<double> close, double barsPerYear) : IWindowSummary<Moments>
    {
        private readonly ReadOnlySpan<double> close = close;
        private readonly double barsPerYear = barsPerYear;

        // The first bar has no return, which spoils the windows that hold it: the warm-up.
        public Moments At(int bar) => Moments.Of(bar == 0 ? double.NaN : Math.Log(close[bar] / close[bar - 1]));

        public static Moments Join(Moments older, Moments newer) => Moments.Join(older, newer);

        public double Value(int bar, Moments window) => Math.Sqrt(window.SampleVariance * barsPerYear);
    }
}
