using Serverless.Core.Indicators;
using Serverless.Core.MarketData;
using Serverless.Core.Time;

namespace Serverless.Core.Regimes;

/// <summary>
/// Regime by realised volatility. At each bar the volatility of the trailing 30 days is placed among all such volatilities from the first
/// bar up to and including this one; the 25th, 50th and 75th percentiles (type 7, as in R and NumPy) part the four regimes. Nothing after
/// the bar is read, so that a label never changes afterwards.
/// </summary>
public static class VolatilityRegimeClassifier
{
    private const double WindowDays = 30;

    /// <summary>
    /// The label at each bar as a column, 0 (unknown) … 4 (high), for a window of as many returns. Unknown for two windows of bars, not NaN.
    /// </summary>
    public static Feature Feature { get; } = new()
    {
        Name = "volatility-regime",
        Outputs = [new("label", _ => 0)],
        Parameters = [FeatureParameter.Period("window", 180, min: 2)],
        Convention = "quarter of all volatilities so far in which the present one lies, 1 … 4; 0 while unknown",
        Source = "this platform",
        Compute = static (set, arguments, result) => ComputeColumn(set, arguments.Whole(0), result[0]),
    };

    /// <summary>Returns in 30 calendar days: 180 for H4 crypto, 30 for daily crypto, 21 sessions for daily US equities.</summary>
    public static int Window(Timeframe timeframe, Market market) =>
        (int)Math.Round(timeframe.BarsPerYear(market) * WindowDays / 365.25, MidpointRounding.AwayFromZero);

    /// <summary>
    /// Regime at the close of each bar of <paramref name="series"/>, for strategies that a regime gates. The first two windows of bars are
    /// <see cref="VolatilityRegime.Unknown"/>: one for the first volatility, one for something to compare it with.
    /// </summary>
    public static VolatilityRegime[] Classify(BarSeries series, Market market)
    {
        ArgumentNullException.ThrowIfNull(series);
        var regimes = new VolatilityRegime[series.Count];
        Classify(Volatilities(series, market), Window(series.Timeframe, market), regimes);
        return regimes;
    }

    /// <summary>Labels each value by its place among the values up to and including it, in O(n log n).</summary>
    /// <param name="realisedVolatility">Volatilities, oldest first; values that are not finite are skipped and labelled unknown.</param>
    /// <param name="minimumHistory">Finite values needed, the present one included, before anything is labelled; at least 1.</param>
    /// <param name="regimes">As long as <paramref name="realisedVolatility"/>; receives the labels.</param>
    /// <exception cref="ArgumentException">The spans differ in length.</exception>
    public static void Classify(ReadOnlySpan<double> realisedVolatility, int minimumHistory, Span<VolatilityRegime> regimes)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(minimumHistory, 1);
        if (regimes.Length != realisedVolatility.Length)
            throw new ArgumentException($"{regimes.Length} labels for {realisedVolatility.Length} values: lengths must agree.", nameof(regimes));

        // Ranks are taken over the whole span, yet only for order: which values are members at a bar depends on the past alone.
        var sorted = FiniteSorted(realisedVolatility);
        var members = new RankSet(sorted.Length);
        for (var i = 0; i < realisedVolatility.Length; i++)
        {
            var value = realisedVolatility[i];
            regimes[i] = VolatilityRegime.Unknown;
            if (!double.IsFinite(value))
                continue;
            members.Add(Array.BinarySearch(sorted, value));
            if (members.Count < minimumHistory)
                continue;
            var (p25, p50, p75) = (Percentile(members, sorted, 0.25), Percentile(members, sorted, 0.5), Percentile(members, sorted, 0.75));
            regimes[i] = Label(value, p25, p50, p75);
        }
    }

    /// <summary>The regime that was known at <paramref name="asOf"/>, from the bars that had closed by then.</summary>
    /// <param name="series">Bars; later ones than <paramref name="asOf"/> are not read.</param>
    /// <param name="market">Calendar of the market.</param>
    /// <param name="asOf">The time of asking.</param>
    /// <param name="staleAfter">Age of the last close beyond which the snapshot is marked stale.</param>
    public static RegimeSnapshot Snapshot(BarSeries series, Market market, DateTimeOffset asOf, TimeSpan staleAfter)
    {
        ArgumentNullException.ThrowIfNull(series);
        var length = series.Timeframe.Length();
        var latestOpen = asOf.UtcTicks - length.Ticks;
        var found = series.OpenTicks.BinarySearch(latestOpen);
        var closed = found >= 0 ? found + 1 : ~found;
        if (closed == 0)
            return Unknown(DateTimeOffset.MinValue, null, stale: true);

        var lastClose = new DateTimeOffset(series.OpenTime(closed - 1) + length);
        var stale = asOf - lastClose > staleAfter;
        var volatilities = Volatilities(series.Slice(0, closed), market);
        var current = volatilities[^1];
        var sorted = FiniteSorted(volatilities);
        if (!double.IsFinite(current) || sorted.Length < Window(series.Timeframe, market))
            return Unknown(lastClose, double.IsFinite(current) ? current : null, stale);

        var (p25, p50, p75) = (Quantile.OfSorted(sorted, 0.25), Quantile.OfSorted(sorted, 0.5), Quantile.OfSorted(sorted, 0.75));
        return new RegimeSnapshot(series.Symbol, lastClose, current, p25, p50, p75, Label(current, p25, p50, p75), stale);

        RegimeSnapshot Unknown(DateTimeOffset at, double? volatility, bool stale) =>
            new(series.Symbol, at, volatility, null, null, null, VolatilityRegime.Unknown, stale);
    }

    private static void ComputeColumn(IndicatorSet indicators, int window, Span<double> result)
    {
        var labels = new VolatilityRegime[result.Length];
        Classify(indicators.Volatility(window), window, labels);
        for (var i = 0; i < labels.Length; i++)
            result[i] = (double)labels[i];
    }

    private static double[] Volatilities(BarSeries series, Market market)
    {
        var result = new double[series.Count];
        RealisedVolatility.Compute(series.Close, Window(series.Timeframe, market), series.Timeframe.BarsPerYear(market), result);
        return result;
    }

    // At or below: a market whose volatility never changes is calm, not wild.
    private static VolatilityRegime Label(double value, double p25, double p50, double p75)
    {
        if (value <= p25)
            return VolatilityRegime.Low;
        if (value <= p50)
            return VolatilityRegime.Normal;
        return value <= p75 ? VolatilityRegime.Elevated : VolatilityRegime.High;
    }

    private static double Percentile(RankSet members, double[] sorted, double share)
    {
        var position = (members.Count - 1) * share;
        var below = (int)position;
        var above = Math.Min(below + 1, members.Count - 1);
        return Quantile.Between(sorted[members.Select(below)], sorted[members.Select(above)], position - below);
    }

    private static double[] FiniteSorted(ReadOnlySpan<double> values)
    {
        var finite = new double[values.Length];
        var count = 0;
        foreach (var value in values)
        {
            if (double.IsFinite(value))
                finite[count++] = value;
        }

        Array.Resize(ref finite, count);
        Array.Sort(finite);
        return finite;
    }
}
