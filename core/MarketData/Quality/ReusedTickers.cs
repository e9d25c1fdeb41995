namespace Serverless.Core.MarketData.Quality;

/// <summary>Bars of two instruments under one ticker: no listed instrument pauses for a year, nor for months to come back elsewhere.</summary>
internal static class ReusedTickers
{
    private const int LongDays = 365;
    private const double Jump = 1.3;

    /// <summary>Gaps of a year; and shorter ones, from the threshold on, across which the price changes by 30 %.</summary>
    public static IEnumerable<QualityFinding> Find(BarSeries series, QualityThresholds thresholds)
    {
        for (var i = 1; i < series.Count; i++)
        {
            var days = TimeSpan.FromTicks(series.OpenTicks[i] - series.OpenTicks[i - 1]).Days;
            var jump = Math.Exp(Math.Abs(Prices.LogRatio(series.Open[i], series.Close[i - 1])));
            if (days >= LongDays || (days >= thresholds.ReuseGapDays && jump >= Jump))
            {
                yield return new QualityFinding(
                    DataDefect.TickerReuse,
                    i - 1,
                    i,
                    series.Open[i] / series.Close[i - 1],
                    FormattableString.Invariant($"no bar for {days} days, then {series.Open[i]} after {series.Close[i - 1]}: two instruments, or a ticker that was away"));
            }
        }
    }
}
