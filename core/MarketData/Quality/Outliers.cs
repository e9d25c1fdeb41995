namespace Serverless.Core.MarketData.Quality;

/// <summary>
/// Returns and wicks that are large against those around them: robust z-scores by median and MAD (Iglewicz and Hoaglin, 1993), over fifty bars
/// on either side because volatility comes in clusters. Such a bar may well be real.
/// </summary>
internal static class Outliers
{
    private const int Reach = 50;
    private const double NormalMad = 0.6745;

    /// <summary>Bars whose score reaches the threshold.</summary>
    public static IEnumerable<QualityFinding> Find(BarSeries series, QualityThresholds thresholds)
    {
        var returns = new double[series.Count];
        var wicks = new double[series.Count];
        for (var i = 0; i < series.Count; i++)
        {
            // A return over a night is no return of an hour.
            var follows = i > 0 && (series.Timeframe == Timeframe.D1 || series.OpenTicks[i] - series.OpenTicks[i - 1] == series.Timeframe.Length().Ticks);
            returns[i] = follows ? Prices.LogRatio(series.Close[i], series.Close[i - 1]) : 0;
            wicks[i] = Math.Max(
                Prices.LogRatio(series.High[i], Math.Max(series.Open[i], series.Close[i])),
                Prices.LogRatio(Math.Min(series.Open[i], series.Close[i]), series.Low[i]));
        }

        var (returnScores, wickScores) = (Scores(returns), Scores(wicks));
        for (var i = 0; i < series.Count; i++)
        {
            var isReturn = returnScores[i] >= wickScores[i];
            var (score, size) = isReturn ? (returnScores[i], returns[i]) : (wickScores[i], wicks[i]);
            if (score >= thresholds.OutlierScore && Math.Abs(size) >= thresholds.LeastExcursion)
            {
                yield return new QualityFinding(
                    DataDefect.Outlier, i, i, Math.Exp(size), FormattableString.Invariant($"a {(isReturn ? "return" : "wick")} of {size:P1}, robust z {score:0}"));
            }
        }
    }

    private static double[] Scores(double[] values)
    {
        var centres = RollingMedian.Centred(values, Reach);
        var deviations = new double[values.Length];
        for (var i = 0; i < values.Length; i++)
            deviations[i] = Math.Abs(values[i] - centres[i]);
        var mads = RollingMedian.Centred(deviations, Reach);
        var least = RollingMedian.Of(deviations) / 2;
        for (var i = 0; i < values.Length; i++)
        {
            var mad = Math.Max(mads[i], least);
            deviations[i] = mad > 0 ? NormalMad * deviations[i] / mad : 0;
        }

        return deviations;
    }
}
