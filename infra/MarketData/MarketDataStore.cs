using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Serverless.Core.MarketData;
using Serverless.Core.Time;

namespace Serverless.Infra.MarketData;

/// <summary>
/// Series in the blob container <c>market-data</c>, one canonical CSV per symbol and timeframe with its manifest as metadata. A series is
/// loaded by its SHA-256, so that a run computes with the bytes that it recorded or not at all. Thread-safe; keep one for the process, for
/// its cache.
/// </summary>
/// <param name="service">The storage account.</param>
/// <param name="cachedBars">Bars kept in memory; the default is about one gigabyte.</param>
public sealed class MarketDataStore(BlobServiceClient service, long cachedBars = 20_000_000)
{
    /// <summary>The blob container.</summary>
    public const string Container = "market-data";

    private readonly BlobContainerClient container = service.GetBlobContainerClient(Container);
    private readonly SeriesCache cache = new(cachedBars);

    /// <summary>Stores a series under its symbol and timeframe, and replaces an earlier one in one step.</summary>
    /// <param name="series">At least one bar.</param>
    /// <param name="market">Calendar of the market; it also chooses the folder.</param>
    /// <param name="source">Where the bars came from: a file's name, or a generator with its seed.</param>
    /// <param name="issues">The import's issues, which the manifest counts.</param>
    /// <param name="cancellationToken">Cancels the upload; an earlier series stays then.</param>
    /// <exception cref="ArgumentException">The series is empty, or its symbol cannot be part of a blob name.</exception>
    public async Task<DatasetInfo> SaveAsync(
        BarSeries series, Market market, string source, IReadOnlyList<DataIssue> issues, CancellationToken cancellationToken = default)
    {
        var bytes = CanonicalCsv.Write(series);
        var dataset = Describe(series, market, source, issues, CanonicalCsv.Sha256(bytes));
        await container.CreateIfNotExistsAsync(cancellationToken: cancellationToken);
        await container.GetBlobClient(dataset.Name).UploadAsync(
            BinaryData.FromBytes(bytes),
            new BlobUploadOptions { Metadata = DatasetMetadata.Write(dataset), HttpHeaders = new BlobHttpHeaders { ContentType = "text/csv" } },
            cancellationToken);
        return dataset;
    }

    /// <summary>The stored series, in the order of their names; none when nothing was ever stored.</summary>
    public async Task<IReadOnlyList<DatasetInfo>> ListAsync(CancellationToken cancellationToken = default)
    {
        var datasets = new List<DatasetInfo>();
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

        return [.. datasets.OrderBy(dataset => dataset.Name, StringComparer.Ordinal)];
    }

    /// <summary>The bars of <paramref name="dataset"/>, from memory when they were asked for lately.</summary>
    /// <param name="dataset">As listed, or as recorded by a run.</param>
    /// <param name="cancellationToken">Stops waiting; a download that others wait for goes on.</param>
    /// <exception cref="InvalidDataException">The stored bytes are not those that the dataset names.</exception>
    /// <exception cref="FileNotFoundException">The blob is gone.</exception>
    public Task<BarSeries> LoadAsync(DatasetInfo dataset, CancellationToken cancellationToken = default) =>
        cache.GetOrLoad(dataset, DownloadAsync).WaitAsync(cancellationToken);

    private async Task<BarSeries> DownloadAsync(DatasetInfo dataset)
    {
        BinaryData content;
        try
        {
            content = (await container.GetBlobClient(dataset.Name).DownloadContentAsync()).Value.Content;
        }
        catch (RequestFailedException exception) when (exception.Status == 404)
        {
            throw new FileNotFoundException(
                $"There is no blob '{Container}/{dataset.Name}'; import the data of {dataset.Source} again.", dataset.Name, exception);
        }

        var hash = CanonicalCsv.Sha256(content.ToMemory().Span);
        if (hash != dataset.Sha256)
        {
            throw new InvalidDataException(
                $"Blob '{Container}/{dataset.Name}' has SHA-256 {hash} where {dataset.Sha256} was recorded: it was replaced or damaged. "
                + "Import the recorded data again, or start a new cycle on the present ones.");
        }

        using var text = new StreamReader(content.ToStream());
        return CanonicalCsv.Read(text, dataset.Symbol, dataset.Timeframe);
    }

    private static DatasetInfo Describe(BarSeries series, Market market, string source, IReadOnlyList<DataIssue> issues, string hash)
    {
        if (series.Count == 0)
            throw new ArgumentException($"{series.Symbol}: there is no bar to store.", nameof(series));
        if (!series.Symbol.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '.'))
            throw new ArgumentException($"Symbol '{series.Symbol}' cannot name a blob: use letters, digits, '-' and '.'.", nameof(series));
        var folder = market switch
        {
            Market.Crypto => "crypto",
            Market.UsEquities => "equities",
            Market.Macro => "macro",
            _ => throw new ArgumentOutOfRangeException(nameof(market), market, "Unknown market."),
        };
        var timeframe = series.Timeframe == Timeframe.D1 ? "daily" : series.Timeframe.ToString().ToLowerInvariant();
        return new DatasetInfo(
            $"{folder}/{series.Symbol}_{timeframe}.csv",
            series.Symbol,
            series.Timeframe,
            market,
            series.Count,
            new DateTimeOffset(series.OpenTime(0)),
            new DateTimeOffset(series.OpenTime(series.Count - 1)),
            hash,
            source,
            issues.Count(issue => issue.Action == DefectAction.Flag),
            issues.Count(issue => issue.Action == DefectAction.QuarantineRow));
    }
}
