using Serverless.Core.MarketData;
using Serverless.Core.Time;

namespace Serverless.Infra.MarketData;

/// <summary>Stored figures as they are read: dated ones, or the closes of daily bars of an index such as the VIX.</summary>
public static class StoredFigures
{
    /// <summary>The stored series of a figure; null when there is none.</summary>
    public static DatasetInfo? Find(IEnumerable<DatasetManifest> stored, string symbol) => stored
        .Select(manifest => manifest.Dataset)
        .FirstOrDefault(dataset => dataset.Symbol == symbol && dataset is { Timeframe: null or Timeframe.D1, Market: Market.Macro });

    /// <summary>The figures of a stored series.</summary>
    /// <exception cref="InvalidDataException">The stored figures are not those that the dataset names.</exception>
    /// <exception cref="FileNotFoundException">The blob is gone.</exception>
    public static async Task<Observations> LoadFiguresAsync(this MarketDataStore store, DatasetInfo dataset, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(store);
        ArgumentNullException.ThrowIfNull(dataset);
        return dataset.Timeframe is null
            ? await store.LoadObservationsAsync(dataset, cancellationToken)
            : Observations.Closes(await store.LoadAsync(dataset, cancellationToken));
    }
}
