namespace Serverless.Core.Indicators;

/// <summary>
/// Stochastic oscillator of Lane (1984), 0 … 100: the close's place between the lowest low and the highest high of the last <c>period</c>
/// bars (50 when they coincide), averaged over <c>smoothing</c> bars (%K; 1 gives the fast one) and again over <c>signal</c> bars (%D).
/// NaN while a price is missing.
/// </summary>
public static class StochasticOscillator
{
    /// <summary>%K and %D.</summary>
    public static Feature Feature { get; } = new()
    {
        Name = "stochastic",
        Outputs =
        [
            new("k", arguments => arguments.Whole(0) + arguments.Whole(1) - 2),
            new("d", arguments => arguments.Whole(0) + arguments.Whole(1) + arguments.Whole(2) - 3),
        ],
        Parameters =
        [
            FeatureParameter.Period("period", 14), FeatureParameter.Period("smoothing", 3), FeatureParameter.Period("signal", 3),
        ],
        Convention = "%K: 100 × (close − lowest low) ÷ (highest high − lowest low) over `period` bars (50 when they coincide), sma over "
            + "`smoothing`; %D: its sma over `signal`",
        Source = "Lane 1984",
        Compute = static (set, arguments, result) => Compute(
            set.Bars.High, set.Bars.Low, set.Bars.Close, arguments.Whole(0), arguments.Whole(1), arguments.Whole(2), result[0], result[1]),
    };

    /// <summary>Writes %K and %D known at the close of each bar; NaN until their windows are full.</summary>
    /// <param name="high">Highest prices, oldest first.</param>
    /// <param name="low">Lowest prices.</param>
    /// <param name="close">Closing prices.</param>
    /// <param name="period">Bars of the range, at least 1.</param>
    /// <param name="smoothing">Bars that %K averages, at least 1.</param>
    /// <param name="signal">Bars that %D averages, at least 1.</param>
    /// <param name="k">Receives %K; as long as <paramref name="close"/>.</param>
    /// <param name="d">Receives %D; as long as <paramref name="close"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">A length is below 1.</exception>
    public static void Compute(
        ReadOnlySpan<double> high,
        ReadOnlySpan<double> low,
        ReadOnlySpan<double> close,
        int period,
        int smoothing,
        int signal,
        Span<double> k,
        Span<double> d)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(period, 1);
        SlidingWindow.Compute<Place, Extent>(new Place(high, low, close), period, d);
        SimpleMovingAverage.Compute(d, smoothing, k);
        SimpleMovingAverage.Compute(k, signal, d);
    }

    private readonly record struct Extent(double High, double Low);

    private readonly ref struct Place(ReadOnlySpan<double> high, ReadOnlySpan<double> low, ReadOnlySpan<double> close)
        : IWindowSummary<Extent>
    {
        private readonly ReadOnlySpan<double> high = high;
        private readonly ReadOnlySpan<double> low = low;
        private readonly ReadOnlySpan<double> close = close;

        public Extent At(int bar) => double.IsNaN(close[bar]) ? new(double.NaN, double.NaN) : new(high[bar], low[bar]);

        public static Extent Join(Extent older, Extent newer) => new(Math.Max(older.High, newer.High), Math.Min(older.Low, newer.Low));

        public double Value(int bar, Extent window)
        {
            var range = window.High - window.Low;
            return range == 0 ? 50 : 100 * (close[bar] - window.Low) / range;
        }
    }
}
