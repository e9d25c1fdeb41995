namespace Serverless.Core.Indicators;

/// <summary>
/// Correlation (Pearson 1895) and beta (Sharpe 1964: covariance ÷ variance of the benchmark) of two series over the last <c>period</c>
/// pairs. NaN while a value is missing, correlation also where one series is flat, and beta where the benchmark is. Co-moments are joined
/// (Schubert, Gertz 2018), so that nothing cancels.
/// </summary>
public static class RollingRegression
{
    /// <summary>Correlation of the bars' simple returns with the benchmark's.</summary>
    public static Feature Correlation { get; } = new()
    {
        Name = "correlation",
        Outputs = [new("value", arguments => arguments.Whole(0))],
        Parameters = [FeatureParameter.Period("period", 60, min: 2)],
        Convention = "Pearson's correlation of `period` simple returns with the benchmark's; undefined where one side is flat",
        Source = "Pearson 1895; joined co-moments: Schubert, Gertz 2018",
        Compute = static (set, arguments, result) => Compute<CorrelationValue>(set, arguments.Whole(0), result[0]),
    };

    /// <summary>Beta of the bars' simple returns to the benchmark's.</summary>
    public static Feature Beta { get; } = new()
    {
        Name = "beta",
        Outputs = [new("value", arguments => arguments.Whole(0))],
        Parameters = [FeatureParameter.Period("period", 60, min: 2)],
        Convention = "covariance ÷ the benchmark's variance over `period` simple returns; undefined where the benchmark is flat",
        Source = "Sharpe 1964; joined co-moments: Schubert, Gertz 2018",
        Compute = static (set, arguments, result) => Compute<BetaValue>(set, arguments.Whole(0), result[0]),
    };

    /// <summary>Writes the correlation known at each bar, −1 … 1; the first <c>period − 1</c> values become NaN.</summary>
    /// <param name="values">Oldest first.</param>
    /// <param name="benchmark">The other series, bar by bar.</param>
    /// <param name="period">Number of pairs, at least 2.</param>
    /// <param name="result">As long as <paramref name="values"/>; it may be the same memory.</param>
    /// <exception cref="ArgumentException">The spans differ in length.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="period"/> is below 2.</exception>
    public static void ComputeCorrelation(
        ReadOnlySpan<double> values, ReadOnlySpan<double> benchmark, int period, Span<double> result) =>
        Compute<CorrelationValue>(values, benchmark, period, result);

    /// <summary>Writes the beta known at each bar; the first <c>period − 1</c> values become NaN.</summary>
    /// <param name="values">Oldest first.</param>
    /// <param name="benchmark">The other series, bar by bar.</param>
    /// <param name="period">Number of pairs, at least 2.</param>
    /// <param name="result">As long as <paramref name="values"/>; it may be the same memory.</param>
    /// <exception cref="ArgumentException">The spans differ in length.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="period"/> is below 2.</exception>
    public static void ComputeBeta(ReadOnlySpan<double> values, ReadOnlySpan<double> benchmark, int period, Span<double> result) =>
        Compute<BetaValue>(values, benchmark, period, result);

    private static void Compute<TValue>(IndicatorSet set, int period, Span<double> result)
        where TValue : ICoMomentsValue => Compute<TValue>(
            set.Column(SimpleReturn.Feature, new(1)), set.Column(BenchmarkReturn.Feature, default), period, result);

    private static void Compute<TValue>(ReadOnlySpan<double> values, ReadOnlySpan<double> benchmark, int period, Span<double> result)
        where TValue : ICoMomentsValue
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(period, 2);
        if (values.Length != result.Length || benchmark.Length != result.Length)
        {
            throw new ArgumentException(
                $"{values.Length} values, {benchmark.Length} of the benchmark, {result.Length} results: the lengths must agree.", nameof(result));
        }

        SlidingWindow.Compute<Pairs<TValue>, CoMoments>(new Pairs<TValue>(values, benchmark), period, result);
    }

    private interface ICoMomentsValue
    {
        static abstract double Of(CoMoments window);
    }

    private readonly ref struct Pairs<TValue>(ReadOnlySpan<double> values, ReadOnlySpan<double> benchmark) : IWindowSummary<CoMoments>
        where TValue : ICoMomentsValue
    {
        private readonly ReadOnlySpan<double> values = values;
        private readonly ReadOnlySpan<double> benchmark = benchmark;

        public CoMoments At(int bar) => CoMoments.Of(values[bar], benchmark[bar]);

        public static CoMoments Join(CoMoments older, CoMoments newer) => CoMoments.Join(older, newer);

        public double Value(int bar, CoMoments window) => TValue.Of(window);
    }

    private readonly struct CorrelationValue : ICoMomentsValue
    {
        public static double Of(CoMoments window) =>
            Math.Clamp(window.Products / (Math.Sqrt(window.X.SquaredDeviations) * Math.Sqrt(window.Y.SquaredDeviations)), -1, 1);
    }

    private readonly struct BetaValue : ICoMomentsValue
    {
        public static double Of(CoMoments window) => window.Products / window.Y.SquaredDeviations;
    }
}
