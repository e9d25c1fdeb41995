namespace Serverless.Core.MarketData.Quality;

/// <summary>What must hold within each bar: finite positive prices, low ≤ open, close ≤ high, volume not negative.</summary>
internal static class BarRelations
{
    /// <summary>One finding for each bar that breaks a relation, the gravest first.</summary>
    public static IEnumerable<QualityFinding> Find(BarSeries series)
    {
        for (var i = 0; i < series.Count; i++)
        {
            if (Broken(series[i]) is { } broken)
                yield return new QualityFinding(broken.Defect, i, i, broken.Value, broken.Reason);
        }
    }

    private static (DataDefect Defect, double Value, string Reason)? Broken(Bar bar)
    {
        var (_, open, high, low, close, volume) = bar;
        var prices = FormattableString.Invariant($"open {open}, high {high}, low {low}, close {close}");
        if (!double.IsFinite(open + high + low + close + volume))
            return (DataDefect.NotFinite, double.NaN, FormattableString.Invariant($"{prices} or volume {volume} is not finite"));
        if (Math.Min(Math.Min(open, high), Math.Min(low, close)) is <= 0 and var least)
            return (DataDefect.NonPositivePrice, least, $"one of {prices} is not positive");
        if (volume < 0)
            return (DataDefect.NegativeVolume, volume, FormattableString.Invariant($"volume {volume} is negative"));
        var outside = Math.Max(Math.Max(open, close) - high, low - Math.Min(open, close));
        return outside > 0 ? (DataDefect.InconsistentPrices, outside, $"{prices} contradict each other") : null;
    }
}
