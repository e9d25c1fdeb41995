using Azure;
using Azure.Storage.Blobs;
using Serverless.Core.MarketData;

namespace Serverless.Infra.MarketData;

/// <summary>Reads the data that a dataset names, from a file of this machine or from its blob, and checks that it is those.</summary>
internal sealed class DatasetReader(BlobContainerClient container, LocalDataCache? files)
{
    /// <param name="dataset">Which data.</param>
    /// <param name="decode">From the bytes of a file to its data; throws <see cref="InvalidDataException"/> for bytes that are none.</param>
    /// <param name="hashOf">The content hash of data.</param>
    /// <exception cref="InvalidDataException">The stored data are not those that the dataset names.</exception>
    /// <exception cref="FileNotFoundException">The blob is gone.</exception>
    public async Task<T> ReadAsync<T>(DatasetInfo dataset, Func<ReadOnlyMemory<byte>, Task<T>> decode, Func<T, string> hashOf)
        where T : class
    {
        if (files?.Find(dataset.Sha256) is { } file && await TryDecodeAsync(file, decode, hashOf, dataset.Sha256) is { } cached)
            return cached;
        var bytes = await DownloadAsync(dataset);
        T data;
        try
        {
            data = await decode(bytes);
        }
        catch (Exception exception) when (IsDamage(exception))
        {
            throw new InvalidDataException($"Blob '{container.Name}/{dataset.Name}' is damaged: {exception.Message}. Import its data again.", exception);
        }

        if (hashOf(data) is var hash && hash != dataset.Sha256)
        {
            throw new InvalidDataException(
                $"Blob '{container.Name}/{dataset.Name}' has content hash {hash} where {dataset.Sha256} was recorded: its past was replaced. "
                + "Import the recorded data again, or start a new cycle on the present ones.");
        }

        files?.Put(dataset.Sha256, bytes.Span);
        return data;
    }

    private async Task<ReadOnlyMemory<byte>> DownloadAsync(DatasetInfo dataset)
    {
        try
        {
            return (await container.GetBlobClient(dataset.Name).DownloadContentAsync()).Value.Content.ToMemory();
        }
        catch (RequestFailedException exception) when (exception.Status == 404)
        {
            throw new FileNotFoundException($"There is no blob '{container.Name}/{dataset.Name}'; import its data again.", dataset.Name, exception);
        }
    }

    /// <summary>Null for a file that was damaged on this machine: the blob decides then.</summary>
    private static async Task<T?> TryDecodeAsync<T>(byte[] file, Func<ReadOnlyMemory<byte>, Task<T>> decode, Func<T, string> hashOf, string hash)
        where T : class
    {
        try
        {
            return await decode(file) is var data && hashOf(data) == hash ? data : null;
        }
        catch (Exception exception) when (IsDamage(exception))
        {
            return null;
        }
    }

    // ArgumentException: columns that are no series, times out of order for instance.
    private static bool IsDamage(Exception exception) => exception is InvalidDataException or ArgumentException;
}
