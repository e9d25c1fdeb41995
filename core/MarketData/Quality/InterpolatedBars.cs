namespace Serverless.Core.MarketData.Quality;

/// <summary>Bars that were made up: every column lies on the straight line between its neighbours, which no market does.</summary>
internal static class InterpolatedBars
{
    private const double Rounding = 1e-9;

    /// <summary>Runs in which open, high, low, close and volume are all linear and move. A single bar needs a moving volume as a witness;
    /// without volumes three bars in a row are needed.</summary>
    public static IEnumerable<QualityFinding> Find(BarSeries series)
    {
        for (var first = 1; first < series.Count - 1; first++)
        {
            if (!IsBetween(series, first))
                continue;
            var last = first;
            while (last + 1 < series.Count - 1 && IsBetween(series, last + 1))
                last++;
            var count = last - first + 1;
            if (count >= 3 || series.Volume[first] != series.Volume[first - 1])
            {
                yield return new QualityFinding(
                    DataDefect.Fabricated,
                    first,
                    last,
                    count,
                    count == 1
                        ? "every price and the volume are the exact mean of the bar before and the bar after"
                        : $"every price and the volume of {count} bars lie on straight lines: interpolated, not traded");
            }

            first = last;
        }
    }

    private static bool IsBetween(BarSeries series, int i) =>
        series.Close[i] != series.Close[i - 1]
        && IsMean(series.Close, i) && IsMean(series.Open, i) && IsMean(series.High, i) && IsMean(series.Low, i) && IsMean(series.Volume, i);

    private static bool IsMean(ReadOnlySpan<double> values, int i) =>
        Math.Abs(values[i - 1] - (2 * values[i]) + values[i + 1]) <= Rounding * Math.Abs(values[i]);
}
