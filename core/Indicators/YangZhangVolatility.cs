namespace Serverless.Core.Indicators;

/// <summary>
/// Annualised volatility of Yang and Zhang (2000), which allows for drift and for gaps between bars: √(bars per year × (σₒ² + k·σ꜀² +
/// (1 − k)·σᵣₛ²)), with the sample variances (n − 1) of ln(open ÷ previous close) and of ln(close ÷ open), the mean of Rogers and
/// Satchell's ln(high ÷ close)·ln(high ÷ open) + ln(low ÷ close)·ln(low ÷ open), and k = 0.34 ÷ (1.34 + (n + 1) ÷ (n − 1)).
/// NaN while a price is missing.
/// </summary>
public static class YangZhangVolatility
{
    /// <summary>The volatility of the bars.</summary>
    public static Feature Feature { get; } = new()
    {
        Name = "yang-zhang",
        Outputs = [new("value", arguments => arguments.Whole(0))],
        Parameters = [FeatureParameter.Period("window", 20, min: 2)],
        Convention = "√(bars per year × (overnight variance + k × open-to-close variance + (1 − k) × Rogers–Satchell)) over `window` bars "
            + "and the close before; variances n − 1; k = 0.34 ÷ (1.34 + (n + 1) ÷ (n − 1))",
        Source = "Yang, Zhang 2000",
        Compute = static (set, arguments, result) => Compute(
            set.Bars.Open, set.Bars.High, set.Bars.Low, set.Bars.Close, arguments.Whole(0), set.BarsPerYear, result[0]),
    };

    /// <summary>Writes the volatility known at the close of each bar.</summary>
    /// <param name="open">First prices, oldest first.</param>
    /// <param name="high">Highest prices.</param>
    /// <param name="low">Lowest prices.</param>
    /// <param name="close">Last prices.</param>
    /// <param name="window">Number of bars, at least 2.</param>
    /// <param name="barsPerYear">Bars in a year, positive.</param>
    /// <param name="result">As long as <paramref name="close"/>; the first <paramref name="window"/> values become NaN.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="window"/> or <paramref name="barsPerYear"/> is out of
    /// range.</exception>
    public static void Compute(
        ReadOnlySpan<double> open,
        ReadOnlySpan<double> high,
        ReadOnlySpan<double> low,
        ReadOnlySpan<double> close,
        int window,
        double barsPerYear,
        Span<double> result)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(window, 2);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(barsPerYear);
        SlidingWindow.Compute<Bars, Variances>(new Bars(open, high, low, close, window, barsPerYear), window, result);
    }

    private readonly record struct Variances(Moments Overnight, Moments Day, double RogersSatchell);

    private readonly ref struct Bars(
        ReadOnlySpan<double> open,
        ReadOnlySpan<double> high,
        ReadOnlySpan<double> low,
        ReadOnlySpan<double> close,
        int window,
        double barsPerYear) : IWindowSummary<Variances>
    {
        private readonly ReadOnlySpan<double> open = open;
        private readonly ReadOnlySpan<double> high = high;
        private readonly ReadOnlySpan<double> low = low;
        private readonly ReadOnlySpan<double> close = close;
        private readonly double barsPerYear = barsPerYear;
        private readonly double share = 0.34 / (1.34 + ((window + 1.0) / (window - 1)));

        public Variances At(int bar)
        {
            var (o, c) = (open[bar], close[bar]);
            var overnight = bar == 0 ? double.NaN : Math.Log(o / close[bar - 1]);
            return new Variances(
                Moments.Of(overnight),
                Moments.Of(Math.Log(c / o)),
                (Math.Log(high[bar] / c) * Math.Log(high[bar] / o)) + (Math.Log(low[bar] / c) * Math.Log(low[bar] / o)));
        }

        public static Variances Join(Variances older, Variances newer) => new(
            Moments.Join(older.Overnight, newer.Overnight),
            Moments.Join(older.Day, newer.Day),
            older.RogersSatchell + newer.RogersSatchell);

        public double Value(int bar, Variances window) => Math.Sqrt(barsPerYear * (
            window.Overnight.SampleVariance
            + (share * window.Day.SampleVariance)
            + ((1 - share) * window.RogersSatchell / window.Day.Count)));
    }
}
