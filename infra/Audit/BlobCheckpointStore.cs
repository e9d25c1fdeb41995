using Azure.Storage.Blobs;
using Serverless.Core.Audit.Notes;

namespace Serverless.Infra.Audit;

/// <summary>One block blob per checkpoint, <c>0000000000000042.note</c> by its size, created with <c>If-None-Match: *</c>.</summary>
public sealed class BlobCheckpointStore(BlobContainerClient container) : ICheckpointStore
{
    /// <summary>Name of the container, which holds the checkpoints of one log.</summary>
    public const string ContainerName = "audit-checkpoints";

    private readonly NoteBlobs blobs = new(container, "a checkpoint");

    /// <inheritdoc/>
    public async Task<long?> LatestAsync(CancellationToken cancellationToken) =>
        (await blobs.NewestAsync(cancellationToken))?.Number;

    /// <inheritdoc/>
    public IAsyncEnumerable<long> ListAsync(CancellationToken cancellationToken) => blobs.ListAsync(cancellationToken);

    /// <inheritdoc/>
    public Task<ReadOnlyMemory<byte>?> ReadAsync(long size, CancellationToken cancellationToken) => blobs.ReadAsync(size, cancellationToken);

    /// <inheritdoc/>
    public Task<bool> TryCreateAsync(long size, ReadOnlyMemory<byte> note, CancellationToken cancellationToken) =>
        blobs.TryCreateAsync(size, note, cancellationToken);
}
