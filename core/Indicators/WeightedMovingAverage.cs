namespace Serverless.Core.Indicators;

/// <summary>Mean of the last <c>period</c> values with weights 1, 2, … period from the oldest to the newest; NaN while one is missing.</summary>
public static class WeightedMovingAverage
{
    /// <summary>The average of the close.</summary>
    public static Feature Feature { get; } = new()
    {
        Name = "wma",
        Outputs = [new("value", arguments => arguments.Whole(0) - 1)],
        Parameters = [FeatureParameter.Period("period", 20)],
        Convention = "mean of the last `period` closes with weights 1 … `period`, the newest the heaviest",
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
        SlidingWindow.Compute<Rising, WeightedSum>(new Rising(values[..result.Length], period), period, result);
    }

    private readonly record struct WeightedSum(int Count, double Sum, double Weighted);

    private readonly ref struct Rising(ReadOnlySpan<double> values, int period) : IWindowSummary<WeightedSum>
    {
        private readonly ReadOnlySpan<double> values = values;
        private readonly double weights = period * (period + 1.0) / 2;

        public WeightedSum At(int bar) => new(1, values[bar], values[bar]);

        // What follows a run of n values weighs n more.
        public static WeightedSum Join(WeightedSum older, WeightedSum newer) => new(
            older.Count + newer.Count, older.Sum + newer.Sum, older.Weighted + newer.Weighted + (older.Count * newer.Sum));

        public double Value(int bar, WeightedSum window) => window.Weighted / weights;
    }
}
