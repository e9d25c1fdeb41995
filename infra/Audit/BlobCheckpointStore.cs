using System.Runtime.CompilerServices;
using Azure.Storage.Blobs;
using Serverless.Core.Audit.Notes;

namespace Serverless.Infra.Audit;

/// <summary>One block blob per checkpoint, <c>0000000000000042.note</c> by its size, created with <c>If-None-Match: *</c>.</summary>
public sealed class BlobCheckpointStore(BlobContainerClient container) : ICheckpointStore
{
    /// <summary>Name of the container, which holds the checkpoints of one log.</summary>
    public const string ContainerName = "audit-checkpoints";

    private readonly CreateOnlyBlobs blobs = new(container, "a checkpoint", ".note", "text/plain; charset=utf-8");

    /// <inheritdoc/>
    public async Task<long?> LatestAsync(CancellationToken cancellationToken)
    {
        long? latest = null;
        await foreach (var page in blobs.ListAsync(0, cancellationToken))
            latest = page.Count > 0 ? page[^1] : latest;
        return latest;
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<long> ListAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var page in blobs.ListAsync(0, cancellationToken))
        {
            foreach (var size in page)
                yield return size;
        }
    }

    /// <inheritdoc/>
    public Task<ReadOnlyMemory<byte>?> ReadAsync(long size, CancellationToken cancellationToken) => blobs.ReadAsync(size, cancellationToken);

    /// <inheritdoc/>
    public Task<bool> TryCreateAsync(long size, ReadOnlyMemory<byte> note, CancellationToken cancellationToken) =>
        blobs.TryCreateAsync(size, note, cancellationToken);
}
