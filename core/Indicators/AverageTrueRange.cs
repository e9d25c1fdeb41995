namespace Serverless.Core.Indicators;

/// <summary>
/// Average true range of Wilder (1978), in price units: the true range smoothed with weight 1 ÷ period and started from the simple average
/// of the first <c>period</c> ranges. The first bar's range is high − low. A missing price starts it anew.
/// </summary>
public static class AverageTrueRange
{
    /// <summary>The range of the bars.</summary>
    public static Feature Feature { get; } = new()
    {
        Name = "atr",
        Outputs = [new("value", arguments => arguments.Whole(0) - 1)],
        Parameters = [FeatureParameter.Period("period", 14)],
        Convention = "true range (the first bar's is high − low), Wilder's smoothing; price units",
        Source = "Wilder 1978",
        Compute = static (set, arguments, result) =>
            Compute(set.Bars.High, set.Bars.Low, set.Bars.Close, arguments.Whole(0), result[0]),
    };

    /// <summary>Writes the range known at the close of each bar; the first <c>period − 1</c> values become NaN.</summary>
    /// <param name="high">Highest prices, oldest first.</param>
    /// <param name="low">Lowest prices.</param>
    /// <param name="close">Closing prices.</param>
    /// <param name="period">Number of bars, at least 1.</param>
    /// <param name="result">As long as <paramref name="close"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="period"/> is below 1.</exception>
    public static void Compute(
        ReadOnlySpan<double> high, ReadOnlySpan<double> low, ReadOnlySpan<double> close, int period, Span<double> result)
    {
        var average = SmoothedAverage.Wilder(period);
        var previousClose = double.NaN;
        for (var i = 0; i < result.Length; i++)
        {
            result[i] = average.Add(TrueRange.Of(high[i], low[i], close[i], previousClose));
            previousClose = close[i];
        }
    }
}
