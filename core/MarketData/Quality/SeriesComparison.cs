namespace Serverless.Core.MarketData.Quality;

/// <summary>Two sources of one symbol and timeframe, over the time that both cover.</summary>
/// <param name="Common">Bars that both have.</param>
/// <param name="Differing">Common bars whose prices differ by more than the tolerance.</param>
/// <param name="OnlyInFirst">UTC open times of bars that the second lacks.</param>
/// <param name="OnlyInSecond">UTC open times of bars that the first lacks.</param>
public sealed record SeriesComparison(
    int Common,
    IReadOnlyList<DifferingBar> Differing,
    IReadOnlyList<DateTime> OnlyInFirst,
    IReadOnlyList<DateTime> OnlyInSecond)
{
    /// <summary>Compares bar by bar, in one pass.</summary>
    /// <param name="first">A series.</param>
    /// <param name="second">Another source of the same symbol and timeframe.</param>
    /// <param name="tolerance">Largest relative difference of a price that passes, 0 … 1.</param>
    /// <param name="closesOnly">Whether only the closes mean the same in both, as where one source publishes closes.</param>
    /// <exception cref="ArgumentException">The timeframes differ, or the tolerance is out of range.</exception>
    public static SeriesComparison Compare(BarSeries first, BarSeries second, double tolerance, bool closesOnly = false)
    {
        ArgumentNullException.ThrowIfNull(first);
        ArgumentNullException.ThrowIfNull(second);
        if (first.Timeframe != second.Timeframe)
            throw new ArgumentException($"{first.Symbol} has {first.Timeframe} bars and {second.Symbol} has {second.Timeframe} bars: resample one.", nameof(second));
        if (tolerance is not (>= 0 and <= 1))
            throw new ArgumentOutOfRangeException(nameof(tolerance), tolerance, "The tolerance is a share from 0 to 1.");
        List<DifferingBar> differing = [];
        List<DateTime> onlyInFirst = [], onlyInSecond = [];
        var common = 0;
        var (i, j) = (0, 0);
        if (first.Count > 0 && second.Count > 0)
            (i, j) = (FromOn(first, second.OpenTicks[0]), FromOn(second, first.OpenTicks[0]));
        while (i < first.Count && j < second.Count)
        {
            if (first.OpenTicks[i] < second.OpenTicks[j])
            {
                onlyInFirst.Add(first.OpenTime(i++));
            }
            else if (first.OpenTicks[i] > second.OpenTicks[j])
            {
                onlyInSecond.Add(second.OpenTime(j++));
            }
            else
            {
                common++;
                if (Difference(first[i++], second[j++], tolerance, closesOnly) is { } difference)
                    differing.Add(difference);
            }
        }

        return new SeriesComparison(common, differing, onlyInFirst, onlyInSecond);
    }

    private static int FromOn(BarSeries series, long ticks) => series.OpenTicks.BinarySearch(ticks) is var found && found >= 0 ? found : ~found;

    private static DifferingBar? Difference(Bar first, Bar second, double tolerance, bool closesOnly)
    {
        ReadOnlySpan<(string Column, double First, double Second)> prices =
        [
            ("close", first.Close, second.Close), ("open", first.Open, second.Open), ("high", first.High, second.High), ("low", first.Low, second.Low),
        ];
        DifferingBar? worst = null;
        foreach (var (column, one, other) in closesOnly ? prices[..1] : prices)
        {
            var difference = Math.Abs(one - other) / Math.Max(Math.Abs(one), Math.Abs(other));
            if (difference <= tolerance)
                continue;
            tolerance = difference;
            worst = new DifferingBar(first.OpenTime, column, one, other);
        }

        return worst;
    }
}
