namespace Serverless.Core.MarketData.Quality;

/// <summary>Dates from which on volume is of another order: another feed, another unit.</summary>
internal static class VolumeBreaks
{
    // Of intraday bars the median of a date is one value; two dates agree by chance less often than ten days do.
    private const int IntradayDates = 2;
    private const int DailyBars = 10;
    private const double UsualChanges = 8;

    /// <summary>
    /// Breaks at which the least of the volumes after is more than the threshold times the greatest before, or the reverse, and the levels
    /// differ by far more than one day's usually does from the next. The volumes are medians by date of UTC, of daily bars the volumes
    /// themselves.
    /// </summary>
    public static IEnumerable<QualityFinding> Find(BarSeries series, QualityThresholds thresholds)
    {
        var (starts, levels) = Levels(series);
        var usual = UsualChange(levels);
        var reach = series.Timeframe == Timeframe.D1 ? DailyBars : IntradayDates;
        for (var i = reach; i <= levels.Length - reach; i++)
        {
            var (leastBefore, mostBefore) = Bounds(levels.AsSpan(i - reach, reach));
            var (leastAfter, mostAfter) = Bounds(levels.AsSpan(i, reach));
            var up = leastAfter > thresholds.VolumeBreakFactor * mostBefore;
            if (leastBefore <= 0 || leastAfter <= 0 || (!up && leastBefore <= thresholds.VolumeBreakFactor * mostAfter))
                continue;
            var (before, after) = (RollingMedian.Of(levels.AsSpan(i - reach, reach)), RollingMedian.Of(levels.AsSpan(i, reach)));
            if (Math.Abs(Math.Log(after / before)) < UsualChanges * usual[i])
                continue;
            yield return new QualityFinding(
                DataDefect.VolumeBreak,
                starts[i] - 1,
                starts[i],
                after / before,
                FormattableString.Invariant($"volume goes from {before:0.##} to {after:0.##} a bar and stays there"));
        }
    }

    private static (int[] Starts, double[] Levels) Levels(BarSeries series)
    {
        var starts = new List<int>();
        for (var i = 0; i < series.Count; i++)
        {
            if (i == 0 || series.OpenTicks[i] / TimeSpan.TicksPerDay != series.OpenTicks[i - 1] / TimeSpan.TicksPerDay)
                starts.Add(i);
        }

        var levels = new double[starts.Count];
        for (var i = 0; i < levels.Length; i++)
            levels[i] = RollingMedian.Of(series.Volume[starts[i]..(i + 1 < levels.Length ? starts[i + 1] : series.Count)]);
        return ([.. starts], levels);
    }

    // Around each date: a young market's volume is wild, a feed's is not.
    private static double[] UsualChange(double[] levels)
    {
        var changes = new double[levels.Length];
        for (var i = 1; i < changes.Length; i++)
            changes[i] = Math.Abs(Prices.LogRatio(levels[i], levels[i - 1]));
        return RollingMedian.Centred(changes, DailyBars);
    }

    private static (double Least, double Most) Bounds(ReadOnlySpan<double> values)
    {
        var (least, most) = (values[0], values[0]);
        foreach (var value in values[1..])
            (least, most) = (Math.Min(least, value), Math.Max(most, value));
        return (least, most);
    }
}
