namespace Serverless.Core.MarketData.Quality;

/// <summary>
/// Jumps between two bars by the ratio of a split that trading does not explain: the level stays, and the volume is what it was, counted in
/// the new shares. Bad news that halves a price comes with many times the volume.
/// </summary>
internal static class UnadjustedSplits
{
    private const int VolumeBars = 20;
    private const int LongestPauseDays = 7;
    private const double LeastTolerance = 0.03;
    private const double MostVolume = 2.5;

    // 3:2 is the smallest, since 4:3 and 5:4 are within the reach of ordinary news.
    private static readonly double[] Ratios =
    [
        1.5, 2, 2.5, 3, 4, 5, 6, 7, 8, 9, 10, 12, 15, 20, 25, 30, 40, 50, 100,
        1 / 2.0, 1 / 3.0, 1 / 4.0, 1 / 5.0, 1 / 6.0, 1 / 7.0, 1 / 8.0, 1 / 10.0, 1 / 12.0, 1 / 15.0, 1 / 20.0, 1 / 25.0, 1 / 30.0, 1 / 50.0, 1 / 100.0,
    ];

    /// <summary>Splits, each between the bar before and the bar after, with new shares per old one.</summary>
    public static IEnumerable<QualityFinding> Find(BarSeries series, double[] usualRanges)
    {
        for (var i = 1; i < series.Count - 1; i++)
        {
            var jump = Prices.LogRatio(series.Open[i], series.Close[i - 1]);
            var pause = TimeSpan.FromTicks(series.OpenTicks[i] - series.OpenTicks[i - 1]).Days;
            if (Math.Abs(jump) < Math.Log(1.4) || Math.Abs(jump) < 3 * usualRanges[i] || pause > LongestPauseDays)
                continue;
            var ratio = Ratios.MinBy(candidate => Math.Abs(jump + Math.Log(candidate)));
            var tolerance = Math.Max(LeastTolerance, usualRanges[i]);
            if (Math.Abs(jump + Math.Log(ratio)) <= tolerance && Stays(series, i, ratio, 4 * tolerance) && VolumeAgrees(series, i, ratio))
            {
                yield return new QualityFinding(
                    DataDefect.UnadjustedSplit,
                    i - 1,
                    i,
                    ratio,
                    FormattableString.Invariant($"{Name(ratio)} split: close {series.Close[i - 1]}, then open {series.Open[i]}, at the volume of before"));
            }
        }
    }

    private static bool Stays(BarSeries series, int i, double ratio, double tolerance) =>
        Math.Abs(Prices.LogRatio(series.Close[i] * ratio, series.Close[i - 1])) <= tolerance
        && Math.Abs(Prices.LogRatio(series.Close[i + 1] * ratio, series.Close[i - 1])) <= tolerance;

    private static bool VolumeAgrees(BarSeries series, int i, double ratio)
    {
        var from = Math.Max(0, i - VolumeBars);
        return series.Volume[i] <= MostVolume * ratio * RollingMedian.Of(series.Volume[from..i]);
    }

    private static string Name(double ratio) => ratio switch
    {
        1.5 => "3:2",
        2.5 => "5:2",
        > 1 => FormattableString.Invariant($"{ratio}:1"),
        _ => FormattableString.Invariant($"1:{1 / ratio:0}"),
    };
}
