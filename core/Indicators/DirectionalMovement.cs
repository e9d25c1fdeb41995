namespace Serverless.Core.Indicators;

/// <summary>
/// Directional movement of Wilder (1978), 0 … 100: +DI and −DI are the smoothed upward and downward movements ÷ the smoothed true range;
/// ADX smooths |+DI − −DI| ÷ (+DI + −DI). All smoothing has weight 1 ÷ period and starts from a simple average. 0 where nothing moves.
/// A missing price starts all anew.
/// </summary>
public static class DirectionalMovement
{
    /// <summary>The index and both indicators.</summary>
    public static Feature Feature { get; } = new()
    {
        Name = "adx",
        Outputs =
        [
            new("adx", arguments => (2 * arguments.Whole(0)) - 1),
            new("plus-di", arguments => arguments.Whole(0)),
            new("minus-di", arguments => arguments.Whole(0)),
        ],
        Parameters = [FeatureParameter.Period("period", 14)],
        Convention = "100 × smoothed ±DM ÷ smoothed true range, and 100 × |+DI − −DI| ÷ (+DI + −DI) smoothed; Wilder's smoothing; 0 where "
            + "nothing moves",
        Source = "Wilder 1978",
        Compute = static (set, arguments, result) => Compute(
            set.Bars.High, set.Bars.Low, set.Bars.Close, arguments.Whole(0), result[0], result[1], result[2]),
    };

    /// <summary>Writes what is known at the close of each bar; NaN for 2·period − 1 (ADX) and for period (DI) bars.</summary>
    /// <param name="high">Highest prices, oldest first.</param>
    /// <param name="low">Lowest prices.</param>
    /// <param name="close">Closing prices.</param>
    /// <param name="period">Number of moves from bar to bar, at least 1.</param>
    /// <param name="index">Receives ADX; as long as <paramref name="close"/>, as are the others.</param>
    /// <param name="plus">Receives +DI.</param>
    /// <param name="minus">Receives −DI.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="period"/> is below 1.</exception>
    public static void Compute(
        ReadOnlySpan<double> high,
        ReadOnlySpan<double> low,
        ReadOnlySpan<double> close,
        int period,
        Span<double> index,
        Span<double> plus,
        Span<double> minus)
    {
        var (ups, downs) = (SmoothedAverage.Wilder(period), SmoothedAverage.Wilder(period));
        var (ranges, average) = (SmoothedAverage.Wilder(period), SmoothedAverage.Wilder(period));
        var (previousHigh, previousLow, previousClose) = (double.NaN, double.NaN, double.NaN);
        for (var i = 0; i < index.Length; i++)
        {
            // The first bar has a range but no move: all averages begin with the second.
            var (up, down) = (high[i] - previousHigh, previousLow - low[i]);
            var range = previousClose - previousClose + TrueRange.Of(high[i], low[i], close[i], previousClose);
            (previousHigh, previousLow, previousClose) = (high[i], low[i], close[i]);
            var missing = range + up + down;
            var upward = ups.Add(double.IsNaN(missing) ? missing : up > down ? Math.Max(up, 0) : 0);
            var downward = downs.Add(double.IsNaN(missing) ? missing : down > up ? Math.Max(down, 0) : 0);
            var smoothed = ranges.Add(double.IsNaN(missing) ? missing : range);
            plus[i] = smoothed == 0 ? 0 : 100 * upward / smoothed;
            minus[i] = smoothed == 0 ? 0 : 100 * downward / smoothed;
            var sum = plus[i] + minus[i];
            index[i] = average.Add(sum == 0 ? 0 : 100 * Math.Abs(plus[i] - minus[i]) / sum);
        }
    }
}
