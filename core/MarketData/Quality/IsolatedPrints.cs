namespace Serverless.Core.MarketData.Quality;

/// <summary>
/// Prints that no neighbour supports: the high above, or the low below, every price of the bar before and the bar after. A crash goes on
/// or leaves a wild market behind, which the next bar shows; a bad tick reverts at once into bars of the usual size.
/// </summary>
internal static class IsolatedPrints
{
    /// <summary>Bad ticks. A bad price that two bars in a row show supports itself.</summary>
    public static IEnumerable<QualityFinding> Find(BarSeries series, double[] usualRanges, QualityThresholds thresholds)
    {
        for (var i = 0; i < series.Count && series.Count > 1; i++)
        {
            var (highest, lowest, range) = Neighbours(series, i);
            var up = Prices.LogRatio(series.High[i], highest);
            var down = Prices.LogRatio(lowest, series.Low[i]);
            var excursion = Math.Max(up, down);
            if (excursion < thresholds.LeastExcursion)
                continue;
            var ranges = excursion / Math.Max(range, usualRanges[i]);
            if (ranges >= thresholds.BadTickRanges || excursion >= Math.Log(thresholds.BadTickFactor))
                yield return new QualityFinding(DataDefect.BadTick, i, i, Math.Exp(excursion), Reason(up > down));

            string Reason(bool isHigh) => isHigh
                ? FormattableString.Invariant($"high {series.High[i]} stands alone above {highest} of the bars around it, by {ranges:0.#} usual ranges")
                : FormattableString.Invariant($"low {series.Low[i]} stands alone below {lowest} of the bars around it, by {ranges:0.#} usual ranges");
        }
    }

    // The first and the last bar have one neighbour; there the bar's own close speaks for a move that goes on.
    private static (double Highest, double Lowest, double Range) Neighbours(BarSeries series, int i)
    {
        var (highest, lowest, range) = (0.0, double.PositiveInfinity, 0.0);
        if (i == 0 || i == series.Count - 1)
            highest = lowest = series.Close[i];
        for (var j = Math.Max(0, i - 1); j <= Math.Min(series.Count - 1, i + 1); j++)
        {
            if (j == i)
                continue;
            highest = Math.Max(highest, series.High[j]);
            lowest = Math.Min(lowest, series.Low[j]);
            range = Math.Max(range, Prices.LogRatio(series.High[j], series.Low[j]));
        }

        // What the bar moved for good counts as range too: a fall may overshoot.
        var lasting = Math.Abs(Prices.LogRatio(series.Close[Math.Min(series.Count - 1, i + 1)], series.Close[Math.Max(0, i - 1)]));
        return (highest, lowest, Math.Max(range, lasting));
    }
}
