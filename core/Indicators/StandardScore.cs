namespace Serverless.Core.Indicators;

/// <summary>
/// z-score of a value among the last <c>period</c> values, itself included: (value − mean) ÷ population standard deviation (divisor n);
/// 0 when they are all equal. NaN while one is missing.
/// </summary>
public static class StandardScore
{
    /// <summary>The score of the close.</summary>
    public static Feature Feature { get; } = new()
    {
        Name = "z-score",
        Outputs = [new("value", arguments => arguments.Whole(0) - 1)],
        Parameters = [FeatureParameter.Period("period", 20)],
        Convention = "(close − mean) ÷ population standard deviation (divisor n) of the last `period` closes, the newest included; 0 when all "
            + "are equal",
        Source = "definition; joined moments: Chan, Golub, LeVeque 1979",
        Compute = static (set, arguments, result) => Compute(set.Bars.Close, arguments.Whole(0), result[0]),
    };

    /// <summary>Writes the score known at each bar; the first <c>period − 1</c> values become NaN.</summary>
    /// <param name="values">Oldest first.</param>
    /// <param name="period">Number of values, at least 1.</param>
    /// <param name="result">As long as <paramref name="values"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="period"/> is below 1.</exception>
    public static void Compute(ReadOnlySpan<double> values, int period, Span<double> result)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(period, 1);
        SlidingWindow.Compute<Score, Moments>(new Score(values[..result.Length]), period, result);
    }

    private readonly ref struct Score(ReadOnlySpan<double> values) : IWindowSummary<Moments>
    {
        private readonly ReadOnlySpan<double> values = values;

        public Moments At(int bar) => Moments.Of(values[bar]);

        public static Moments Join(Moments older, Moments newer) => Moments.Join(older, newer);

        public double Value(int bar, Moments window) =>
            window.SquaredDeviations == 0 ? 0 : window.DeviationOf(values[bar]) / window.PopulationDeviation;
    }
}
