using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Serverless.Core.MarketData;
using Serverless.Core.Time;

namespace Serverless.Infra.MarketData;

/// <summary>
/// Bars and dated figures in the blob container <c>market-data</c>, one Parquet file per symbol and timeframe with its manifest as
/// metadata: a request replaces both or neither. A dataset is loaded by its content hash, so that a run computes with the data that it
/// recorded or not at all. Thread-safe; keep one for the process, for its cache.
/// </summary>
/// <param name="service">The storage account.</param>
/// <param name="time">Stamps the manifests.</param>
/// <param name="files">Files on this machine that save downloads; null for none.</param>
/// <param name="cachedBars">Bars kept in memory; the default is about one gigabyte.</param>
public sealed class MarketDataStore(
    BlobServiceClient service, TimeProvider time, LocalDataCache? files = null, long cachedBars = 20_000_000)
{
    /// <summary>The blob container.</summary>
    public const string Container = "market-data";

    // Each conflict means that somebody else stored this dataset in the meantime.
    private const int Attempts = 16;

    private readonly BlobContainerClient container = service.GetBlobContainerClient(Container);
    private readonly DatasetReader reader = new(service.GetBlobContainerClient(Container), files);
    private readonly SeriesCache cache = new(cachedBars);

    /// <summary>Stores bars under their symbol and timeframe, and replaces earlier ones in one step; the same bars again change nothing.</summary>
    /// <param name="series">At least one bar.</param>
    /// <param name="market">Calendar of the market; it also chooses the folder.</param>
    /// <param name="origin">Where the bars came from.</param>
    /// <param name="defects">What the import found in the source.</param>
    /// <param name="beforeStoring">Called with the new manifest when something will change, before it does: the place to record it. Again, with
    /// a later version, when somebody else's change came first.</param>
    /// <param name="cancellationToken">Cancels the upload; what was stored stays then.</param>
    /// <returns>The manifest as it is stored now.</returns>
    /// <exception cref="ArgumentException">The series is empty, or its symbol cannot be part of a blob name.</exception>
    public Task<DatasetManifest> SaveAsync(
        BarSeries series,
        Market market,
        DataOrigin origin,
        IReadOnlyList<DefectCount> defects,
        Func<DatasetManifest, Task>? beforeStoring = null,
        CancellationToken cancellationToken = default)
    {
        var manifest = DatasetDescription.Of(series, market, origin, defects);
        return ReplaceAsync(manifest.Dataset.Name, _ => Task.FromResult<Content?>(Content.Of(series, manifest)), beforeStoring, cancellationToken);
    }

    /// <inheritdoc cref="SaveAsync(BarSeries, Market, DataOrigin, IReadOnlyList{DefectCount}, Func{DatasetManifest, Task}?, CancellationToken)"/>
    /// <param name="figures">At least one figure.</param>
    public Task<DatasetManifest> SaveAsync(
        Observations figures,
        Market market,
        DataOrigin origin,
        IReadOnlyList<DefectCount> defects,
        Func<DatasetManifest, Task>? beforeStoring = null,
        CancellationToken cancellationToken = default)
    {
        var manifest = DatasetDescription.Of(figures, market, origin, defects);
        return ReplaceAsync(manifest.Dataset.Name, _ => Task.FromResult<Content?>(Content.Of(figures, manifest)), beforeStoring, cancellationToken);
    }

    /// <summary>
    /// Changes stored bars in one step that nobody else's change can come between: <paramref name="change"/> is called again when one did.
    /// </summary>
    /// <param name="symbol">Name of the instrument.</param>
    /// <param name="timeframe">Length of its bars.</param>
    /// <param name="market">Calendar of the market; it also chooses the folder.</param>
    /// <param name="origin">Where the change comes from; the manifest keeps what it has when there is one.</param>
    /// <param name="change">From the stored bars (none when there is no such dataset) to the new ones.</param>
    /// <param name="beforeStoring">Called with the new manifest when something will change, before it does.</param>
    /// <param name="cancellationToken">Cancels; what was stored stays then.</param>
    /// <returns>The manifest as it is stored now; null when there were no bars and are none.</returns>
    public Task<DatasetManifest?> UpdateAsync(
        string symbol,
        Timeframe timeframe,
        Market market,
        DataOrigin origin,
        Func<BarSeries, BarSeries> change,
        Func<DatasetManifest, Task>? beforeStoring = null,
        CancellationToken cancellationToken = default)
    {
        var none = new BarSeries(symbol, timeframe, default, default, default, default, default, default);
        return ReplaceAsync(
            DatasetName.Of(symbol, timeframe, market),
            async stored =>
            {
                var before = stored is null ? none : await LoadAsync(stored.Dataset, cancellationToken);
                var after = change(before);
                return after.Count == 0 ? null : Content.Of(after, DatasetDescription.Of(after, market, stored?.Origin ?? origin, stored?.Defects ?? []));
            },
            beforeStoring,
            cancellationToken)!;
    }

    /// <summary>The stored datasets, in the order of their names; none when nothing was ever stored.</summary>
    public async Task<IReadOnlyList<DatasetManifest>> ListAsync(CancellationToken cancellationToken = default)
    {
        var datasets = new List<DatasetManifest>();
        try
        {
            await foreach (var blob in container.GetBlobsAsync(BlobTraits.Metadata, cancellationToken: cancellationToken))
            {
                if (DatasetMetadata.Read(blob.Name, blob.Metadata) is { } dataset)
                    datasets.Add(dataset);
            }
        }
        catch (RequestFailedException exception) when (exception.ErrorCode == BlobErrorCode.ContainerNotFound)
        {
            return [];
        }

        return [.. datasets.OrderBy(manifest => manifest.Dataset.Name, StringComparer.Ordinal)];
    }

    /// <summary>The bars of <paramref name="dataset"/>, from memory when they were asked for lately. Bars that were appended since are left
    /// out, so that what a run recorded stays loadable while data are updated.</summary>
    /// <param name="dataset">As listed, or as recorded by a run.</param>
    /// <param name="cancellationToken">Stops waiting; a download that others wait for goes on.</param>
    /// <exception cref="InvalidDataException">The stored bars are not those that the dataset names.</exception>
    /// <exception cref="FileNotFoundException">The blob is gone.</exception>
    public Task<BarSeries> LoadAsync(DatasetInfo dataset, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(dataset);
        if (dataset.Timeframe is not { } timeframe)
            throw new ArgumentException($"'{dataset.Name}' holds dated figures, not bars.", nameof(dataset));
        return cache.GetOrLoad(dataset, _ => reader.ReadAsync(
            dataset,
            async bytes =>
            {
                var series = await BarParquet.ReadAsync(bytes, dataset.Symbol, timeframe);
                return series.Count > dataset.Rows ? series.Slice(0, dataset.Rows) : series;
            },
            ContentHash.Of)).WaitAsync(cancellationToken);
    }

    /// <summary>The dated figures of <paramref name="dataset"/>.</summary>
    /// <exception cref="InvalidDataException">The stored figures are not those that the dataset names.</exception>
    /// <exception cref="FileNotFoundException">The blob is gone.</exception>
    public Task<Observations> LoadObservationsAsync(DatasetInfo dataset, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(dataset);
        if (dataset.Timeframe is not null)
            throw new ArgumentException($"'{dataset.Name}' holds bars, not dated figures.", nameof(dataset));
        return reader.ReadAsync(dataset, bytes => ObservationsParquet.ReadAsync(bytes, dataset.Symbol), ContentHash.Of).WaitAsync(cancellationToken);
    }

    private async Task<DatasetManifest> ReplaceAsync(
        string name, Func<DatasetManifest?, Task<Content?>> change, Func<DatasetManifest, Task>? beforeStoring, CancellationToken cancellationToken)
    {
        var blob = container.GetBlobClient(name);
        for (var attempt = 1; ; attempt++)
        {
            var (stored, etag) = await FindAsync(blob, cancellationToken);
            var content = await change(stored);
            if (content is null || (stored is not null && content.Manifest.SaysTheSameAs(stored)))
                return stored!;
            var manifest = content.Manifest with { Version = (stored?.Version ?? 0) + 1, StoredAt = time.GetUtcNow() };
            var bytes = await content.WriteAsync();
            if (beforeStoring is not null)
                await beforeStoring(manifest);
            try
            {
                await container.CreateIfNotExistsAsync(cancellationToken: cancellationToken);
                await blob.UploadAsync(
                    BinaryData.FromBytes(bytes),
                    new BlobUploadOptions
                    {
                        Metadata = DatasetMetadata.Write(manifest),
                        HttpHeaders = new BlobHttpHeaders { ContentType = "application/vnd.apache.parquet" },
                        Conditions = etag is { } tag ? new BlobRequestConditions { IfMatch = tag } : new BlobRequestConditions { IfNoneMatch = ETag.All },
                    },
                    cancellationToken);
            }
            catch (RequestFailedException exception) when (attempt < Attempts && exception.Status is 409 or 412)
            {
                continue;
            }

            files?.Put(manifest.Dataset.Sha256, bytes);
            return manifest;
        }
    }

    private static async Task<(DatasetManifest? Manifest, ETag? Tag)> FindAsync(BlobClient blob, CancellationToken cancellationToken)
    {
        try
        {
            var properties = (await blob.GetPropertiesAsync(cancellationToken: cancellationToken)).Value;
            return (DatasetMetadata.Read(blob.Name, properties.Metadata), properties.ETag);
        }
        catch (RequestFailedException exception) when (exception.Status == 404)
        {
            return (null, null);
        }
    }

    private sealed record Content(DatasetManifest Manifest, Func<Task<byte[]>> WriteAsync)
    {
        public static Content Of(BarSeries series, DatasetManifest manifest) => new(manifest, () => BarParquet.WriteAsync(series));

        public static Content Of(Observations figures, DatasetManifest manifest) => new(manifest, () => ObservationsParquet.WriteAsync(figures));
    }
}
