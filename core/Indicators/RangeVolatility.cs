namespace Serverless.Core.Indicators;

/// <summary>
/// Annualised volatility from the prices within bars, √(bars per year × mean of a term per bar) over the last <c>window</c> bars; both
/// assume no drift and no gaps between bars. NaN while a price is missing.
/// </summary>
public static class RangeVolatility
{
    private const double LnTwo = 0.693147180559945309;

    /// <summary>Parkinson's volatility of the bars.</summary>
    public static Feature Parkinson { get; } = new()
    {
        Name = "parkinson",
        Outputs = [new("value", arguments => arguments.Whole(0) - 1)],
        Parameters = [FeatureParameter.Period("window", 20)],
        Convention = "√(bars per year × mean of ln(high ÷ low)² ÷ (4 ln 2)) over `window` bars",
        Source = "Parkinson 1980",
        Compute = static (set, arguments, result) => ComputeParkinson(
            set.Bars.High, set.Bars.Low, arguments.Whole(0), set.BarsPerYear, result[0]),
    };

    /// <summary>Garman and Klass's volatility of the bars.</summary>
    public static Feature GarmanKlass { get; } = new()
    {
        Name = "garman-klass",
        Outputs = [new("value", arguments => arguments.Whole(0) - 1)],
        Parameters = [FeatureParameter.Period("window", 20)],
        Convention = "√(bars per year × mean of ½ ln(high ÷ low)² − (2 ln 2 − 1) ln(close ÷ open)²) over `window` bars",
        Source = "Garman, Klass 1980",
        Compute = static (set, arguments, result) => ComputeGarmanKlass(
            set.Bars.Open, set.Bars.High, set.Bars.Low, set.Bars.Close, arguments.Whole(0), set.BarsPerYear, result[0]),
    };

    /// <summary>Parkinson (1980): the term is ln(high ÷ low)² ÷ (4 ln 2).</summary>
    /// <param name="high">Highest prices, oldest first.</param>
    /// <param name="low">Lowest prices.</param>
    /// <param name="window">Number of bars, at least 1.</param>
    /// <param name="barsPerYear">Bars in a year, positive.</param>
    /// <param name="result">As long as <paramref name="high"/>; the first <c>window − 1</c> values become NaN.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="window"/> or <paramref name="barsPerYear"/> is out of
    /// range.</exception>
    public static void ComputeParkinson(
        ReadOnlySpan<double> high, ReadOnlySpan<double> low, int window, double barsPerYear, Span<double> result)
    {
        Check(window, barsPerYear);
        SlidingWindow.Compute<ParkinsonTerms, double>(new ParkinsonTerms(high, low, barsPerYear / window), window, result);
    }

    /// <summary>Garman and Klass (1980): the term is ½ ln(high ÷ low)² − (2 ln 2 − 1) ln(close ÷ open)².</summary>
    /// <param name="open">First prices, oldest first.</param>
    /// <param name="high">Highest prices.</param>
    /// <param name="low">Lowest prices.</param>
    /// <param name="close">Last prices.</param>
    /// <param name="window">Number of bars, at least 1.</param>
    /// <param name="barsPerYear">Bars in a year, positive.</param>
    /// <param name="result">As long as <paramref name="open"/>; the first <c>window − 1</c> values become NaN.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="window"/> or <paramref name="barsPerYear"/> is out of
    /// range.</exception>
    public static void ComputeGarmanKlass(
        ReadOnlySpan<double> open,
        ReadOnlySpan<double> high,
        ReadOnlySpan<double> low,
        ReadOnlySpan<double> close,
        int window,
        double barsPerYear,
        Span<double> result)
    {
        Check(window, barsPerYear);
        SlidingWindow.Compute<GarmanKlassTerms, double>(new GarmanKlassTerms(open, high, low, close, barsPerYear / window), window, result);
    }

    private static void Check(int window, double barsPerYear)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(window, 1);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(barsPerYear);
    }

    private readonly ref struct ParkinsonTerms(ReadOnlySpan<double> high, ReadOnlySpan<double> low, double scale) : IWindowSummary<double>
    {
        private readonly ReadOnlySpan<double> high = high;
        private readonly ReadOnlySpan<double> low = low;
        private readonly double scale = scale;

        public double At(int bar)
        {
            var range = Math.Log(high[bar] / low[bar]);
            return range * range / (4 * LnTwo);
        }

        public static double Join(double older, double newer) => older + newer;

        public double Value(int bar, double window) => Math.Sqrt(scale * window);
    }

    private readonly ref struct GarmanKlassTerms(
        ReadOnlySpan<double> open, ReadOnlySpan<double> high, ReadOnlySpan<double> low, ReadOnlySpan<double> close, double scale)
        : IWindowSummary<double>
    {
        private readonly ReadOnlySpan<double> open = open;
        private readonly ReadOnlySpan<double> high = high;
        private readonly ReadOnlySpan<double> low = low;
        private readonly ReadOnlySpan<double> close = close;
        private readonly double scale = scale;

        public double At(int bar)
        {
            var (range, move) = (Math.Log(high[bar] / low[bar]), Math.Log(close[bar] / open[bar]));
            return (0.5 * range * range) - (((2 * LnTwo) - 1) * move * move);
        }

        public static double Join(double older, double newer) => older + newer;

        public double Value(int bar, double window) => Math.Sqrt(scale * window);
    }
}
