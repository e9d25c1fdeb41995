namespace Serverless.Core.Indicators;

/// <summary>
/// Exponential average with weight 2 ÷ (period + 1) on the newest value, started from the simple average of the first period. A missing
/// value starts it anew.
/// </summary>
public static class ExponentialMovingAverage
{
    /// <summary>The average of the close.</summary>
    public static Feature Feature { get; } = new()
    {
        Name = "ema",
        Outputs = [new("value", arguments => arguments.Whole(0) - 1)],
        Parameters = [FeatureParameter.Period("period", 20)],
        Convention = "weight 2 ÷ (`period` + 1), started from the mean of the first `period` closes",
        Source = "Appel 2005",
        Compute = static (set, arguments, result) => Compute(set.Bars.Close, arguments.Whole(0), result[0]),
    };

    /// <summary>Writes the average known at each bar; the first <c>period − 1</c> values become NaN.</summary>
    /// <param name="values">Oldest first.</param>
    /// <param name="period">Length, at least 1.</param>
    /// <param name="result">As long as <paramref name="values"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="period"/> is below 1.</exception>
    public static void Compute(ReadOnlySpan<double> values, int period, Span<double> result)
    {
        var average = SmoothedAverage.Exponential(period);
        for (var i = 0; i < result.Length; i++)
            result[i] = average.Add(values[i]);
    }
}
