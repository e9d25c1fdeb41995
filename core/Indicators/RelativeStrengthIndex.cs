namespace Serverless.Core.Indicators;

/// <summary>
/// Relative strength index of Wilder (1978), 0 … 100: average gain ÷ (average gain + average loss), both smoothed with weight
/// 1 ÷ period and started from the simple average of the first <c>period</c> changes. 50 when nothing moved. A missing price starts it
/// anew.
/// </summary>
public static class RelativeStrengthIndex
{
    /// <summary>The index of the close.</summary>
    public static Feature Feature { get; } = new()
    {
        Name = "rsi",
        Outputs = [new("value", arguments => arguments.Whole(0))],
        Parameters = [FeatureParameter.Period("period", 14)],
        Convention = "100 × average gain ÷ (average gain + average loss), Wilder's smoothing; 50 when nothing moved",
        Source = "Wilder 1978",
        Compute = static (set, arguments, result) => Compute(set.Bars.Close, arguments.Whole(0), result[0]),
    };

    /// <summary>Writes the index known at the close of each bar; the first <c>period</c> values become NaN.</summary>
    /// <param name="close">Closing prices, oldest first.</param>
    /// <param name="period">Number of changes, at least 1.</param>
    /// <param name="result">As long as <paramref name="close"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="period"/> is below 1.</exception>
    public static void Compute(ReadOnlySpan<double> close, int period, Span<double> result)
    {
        var (gains, losses) = (SmoothedAverage.Wilder(period), SmoothedAverage.Wilder(period));
        var previous = double.NaN;
        for (var i = 0; i < result.Length; i++)
        {
            var change = close[i] - previous;
            previous = close[i];
            var (gain, loss) = (gains.Add(Math.Max(change, 0)), losses.Add(Math.Max(-change, 0)));
            result[i] = gain + loss == 0 ? 50 : 100 * gain / (gain + loss);
        }
    }
}
