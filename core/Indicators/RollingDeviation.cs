namespace Serverless.Core.Indicators;

/// <summary>
/// Population standard deviation (divisor n, as Bollinger bands use it) of the last <c>period</c> values; NaN while one is missing.
/// Its error is that of the definition in two passes, also for tiny moves at large prices.
/// </summary>
public static class RollingDeviation
{
    /// <summary>The deviation of the close, in price units.</summary>
    public static Feature Feature { get; } = new()
    {
        Name = "deviation",
        Outputs = [new("value", arguments => arguments.Whole(0) - 1)],
        Parameters = [FeatureParameter.Period("period", 20)],
        Convention = "population standard deviation (divisor n) of the last `period` closes; price units",
        Source = "joined moments: Chan, Golub, LeVeque 1979",
        Compute = static (set, arguments, result) => Compute(set.Bars.Close, arguments.Whole(0), result[0]),
    };

    /// <summary>Writes the deviation known at each bar; the first <c>period − 1</c> values become NaN.</summary>
    /// <param name="values">Oldest first.</param>
    /// <param name="period">Number of values, at least 1.</param>
    /// <param name="result">As long as <paramref name="values"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="period"/> is below 1.</exception>
    public static void Compute(ReadOnlySpan<double> values, int period, Span<double> result)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(period, 1);
        SlidingWindow.Compute<Deviation, Moments>(new Deviation(values[..result.Length]), period, result);
    }

    private readonly ref struct Deviation(ReadOnlySpan<double> values) : IWindowSummary<Moments>
    {
        private readonly ReadOnlySpan<double> values = values;

        public Moments At(int bar) => Moments.Of(values[bar]);

        public static Moments Join(Moments older, Moments newer) => Moments.Join(older, newer);

        public double Value(int bar, Moments window) => window.PopulationDeviation;
    }
}
