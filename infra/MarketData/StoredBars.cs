using Serverless.Core.MarketData;
using Serverless.Core.Time;

namespace Serverless.Infra.MarketData;

/// <summary>Stored bars as they are traded: of a symbol and of a length, in regular hours.</summary>
public static class StoredBars
{
    /// <summary>The stored series with bars of a length, or else the one with the longest bars from which they can be made. Prices with raw splits
    /// in them count as none.</summary>
    /// <param name="stored">What there is.</param>
    /// <param name="symbol">Name of the instrument.</param>
    /// <param name="timeframe">Length of the bars.</param>
    /// <returns>Null when there is none.</returns>
    public static DatasetManifest? Find(IEnumerable<DatasetManifest> stored, string symbol, Timeframe timeframe) => stored
        .Where(manifest => manifest.Dataset.Symbol == symbol && manifest.Dataset.Market.IsTradable() && manifest.RawSplits == 0)
        .Where(manifest => manifest.Dataset.Timeframe <= timeframe)
        .MaxBy(manifest => manifest.Dataset.Timeframe);

    /// <summary>
    /// The series that strategies of a symbol run on: the finest that can be traded, has no raw splits, and spanned enough days at a time. Cycles ask as of
    /// now, and the watch as of the day on which a strategy came to its stage: its record does not change its bars when finer ones grow long enough.
    /// </summary>
    /// <param name="stored">What there is.</param>
    /// <param name="symbol">Name of the instrument.</param>
    /// <param name="days">Fewest days from the open of its first bar.</param>
    /// <param name="at">Bars that close later do not count.</param>
    /// <returns>Null when there is none.</returns>
    public static DatasetInfo? FindTraded(IEnumerable<DatasetManifest> stored, string symbol, int days, DateTimeOffset at) => stored
        .Where(manifest => manifest.Dataset.Symbol == symbol && manifest.Dataset.Timeframe is not null && manifest.Dataset.Market.IsTradable() && manifest.RawSplits == 0)
        .Select(manifest => manifest.Dataset)
        .OrderBy(dataset => dataset.Timeframe)
        .FirstOrDefault(dataset => (Earlier(dataset.Last + dataset.Timeframe!.Value.Length(), at) - dataset.First).TotalDays >= days);

    /// <summary>The bars of a stored series in regular hours, put together into longer ones where they are shorter than asked for.</summary>
    /// <exception cref="InvalidDataException">The stored bars are not those that the dataset names.</exception>
    /// <exception cref="FileNotFoundException">The blob is gone.</exception>
    public static async Task<BarSeries> LoadAsync(
        this MarketDataStore store, DatasetInfo dataset, Timeframe timeframe, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(store);
        ArgumentNullException.ThrowIfNull(dataset);
        var bars = RegularHours.Of(await store.LoadAsync(dataset, cancellationToken), dataset.Market);
        return bars.Timeframe == timeframe ? bars : Resampler.Resample(bars, timeframe).Series;
    }

    private static DateTimeOffset Earlier(DateTimeOffset one, DateTimeOffset other) => one < other ? one : other;
}
