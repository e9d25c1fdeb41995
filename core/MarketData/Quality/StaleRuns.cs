namespace Serverless.Core.MarketData.Quality;

/// <summary>Runs in which nothing happens: no volume, or the same four prices again and again.</summary>
internal static class StaleRuns
{
    /// <summary>Runs of bars without volume, unless no bar has any (figures without volume).</summary>
    public static IEnumerable<QualityFinding> FindZeroVolume(BarSeries series)
    {
        if (!series.Volume.ContainsAnyExcept(0))
            yield break;
        for (var first = 0; first < series.Count; first++)
        {
            if (series.Volume[first] != 0)
                continue;
            var last = first;
            var flat = 0;
            for (; last < series.Count && series.Volume[last] == 0; last++)
                flat += series.High[last] == series.Low[last] ? 1 : 0;
            var count = last - first;
            yield return new QualityFinding(DataDefect.ZeroVolume, first, last - 1, count, Reason(count, flat));
            first = last;
        }
    }

    /// <summary>Runs of bars with equal open, high, low and close; those without volume are left to <see cref="FindZeroVolume"/>.</summary>
    public static IEnumerable<QualityFinding> FindRepeated(BarSeries series, QualityThresholds thresholds)
    {
        var hasVolume = series.Volume.ContainsAnyExcept(0);
        for (var first = 0; first < series.Count - 1; first++)
        {
            var last = first;
            while (last + 1 < series.Count && Repeats(series, last + 1) && !(hasVolume && series.Volume[last + 1] == 0))
                last++;
            var count = last - first + 1;
            if (count >= thresholds.StaleBars)
            {
                yield return new QualityFinding(
                    DataDefect.StaleRun, first, last, count, FormattableString.Invariant($"{count} bars in a row repeat the same prices, close {series.Close[first]}"));
            }

            first = last;
        }
    }

    private static string Reason(int count, int flat) => flat == count
        ? $"{Counted(count, "flat bar")} without volume: filler"
        : $"{Counted(count, "bar")} without volume, {flat} of them flat";

    private static string Counted(int count, string noun) => count == 1 ? $"1 {noun}" : $"{count} {noun}s";

    private static bool Repeats(BarSeries series, int i) =>
        series.Close[i] == series.Close[i - 1] && series.Open[i] == series.Open[i - 1]
        && series.High[i] == series.High[i - 1] && series.Low[i] == series.Low[i - 1];
}
