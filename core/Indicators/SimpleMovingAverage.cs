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
    /// <param name="result">As long as <paramref name="values"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="period"/> is below 1.</exception>
    public static void Compute(ReadOnlySpan<double> values, int period, Span<double> result)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(period, 1);
        SlidingWindow.Compute<Sum, double>(new Sum(values[..result.Length], period), period, result);
    }

    private readonly ref struct Sum(ReadOnlySpan<double> values, int period) : IWindowSummary<double>
    {
        private readonly ReadOnlySpan<double> values = values;
        private readonly int period = period;

        public double At(int bar) => values[bar];

        public static double Join(double older, double newer) => older + newer;

        public double Value(int bar, double window) => window / period;
    }
}
