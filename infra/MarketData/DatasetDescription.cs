using Serverless.Core.MarketData;
using Serverless.Core.Time;

namespace Serverless.Infra.MarketData;

/// <summary>The manifests of data about to be stored; version and time are the store's to add.</summary>
internal static class DatasetDescription
{
    /// <exception cref="ArgumentException">The series is empty, or its symbol cannot be part of a blob name.</exception>
    public static DatasetManifest Of(BarSeries series, Market market, DataOrigin origin, IReadOnlyList<DefectCount> defects)
    {
        if (series.Count == 0)
            throw new ArgumentException($"{series.Symbol}: there is no bar to store.", nameof(series));
        var dataset = new DatasetInfo(
            DatasetName.Of(series.Symbol, series.Timeframe, market),
            series.Symbol,
            series.Timeframe,
            market,
            series.Count,
            new DateTimeOffset(series.OpenTime(0)),
            new DateTimeOffset(series.OpenTime(series.Count - 1)),
            ContentHash.Of(series));
        var gaps = GapCount.Of(series, market);
        return new DatasetManifest(dataset, 0, default, origin, gaps.Gaps, gaps.MissingBars, defects);
    }

    /// <exception cref="ArgumentException">There is no figure, or the symbol cannot be part of a blob name.</exception>
    public static DatasetManifest Of(Observations figures, Market market, DataOrigin origin, IReadOnlyList<DefectCount> defects)
    {
        if (figures.Count == 0)
            throw new ArgumentException($"{figures.Symbol}: there is no figure to store.", nameof(figures));
        var dataset = new DatasetInfo(
            DatasetName.Of(figures, market),
            figures.Symbol,
            null,
            market,
            figures.Count,
            new DateTimeOffset(figures.ReferenceTicks[0], TimeSpan.Zero),
            new DateTimeOffset(figures.ReferenceTicks[^1], TimeSpan.Zero),
            ContentHash.Of(figures));
        return new DatasetManifest(dataset, 0, default, origin, 0, 0, defects);
    }
}
