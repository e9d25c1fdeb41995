using Azure.Storage.Blobs;
using Serverless.Core.Audit;

namespace Serverless.Infra.Audit;

/// <summary>One block blob per entry, <c>0000000000000042.json</c>, created with <c>If-None-Match: *</c>.</summary>
public sealed class BlobAuditEntryStore(BlobContainerClient container) : IAuditEntryStore
{
    /// <summary>Name of the container, which holds one log.</summary>
    public const string ContainerName = "audit-entries";

    // Where answers come at once, a task for each read would cost as much as the read.
    private const int Batch = 8;
    private const int BatchesOfAPage = 5000 / Batch;

    private readonly CreateOnlyBlobs blobs = new(container, "an audit entry", ".json", "application/json");

    /// <inheritdoc/>
    public Task<bool> TryCreateAsync(long index, ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken) =>
        blobs.TryCreateAsync(index, bytes, cancellationToken);

    /// <inheritdoc/>
    public Task<ReadOnlyMemory<byte>?> ReadAsync(long index, CancellationToken cancellationToken) => blobs.ReadAsync(index, cancellationToken);

    /// <summary>An entry with the version of its blob, which changes whenever anybody writes the blob; null when there is none.</summary>
    /// <exception cref="AuditStoreException">Storage cannot be read now.</exception>
    public Task<(ReadOnlyMemory<byte> Bytes, string Version)?> ReadVersionAsync(long index, CancellationToken cancellationToken) =>
        blobs.ReadVersionAsync(index, cancellationToken);

    /// <summary>Every index that has an entry, ascending, with the version of its blob.</summary>
    /// <exception cref="AuditStoreException">Storage cannot be read now.</exception>
    /// <exception cref="InvalidDataException">The container holds something that is not stored as an entry; the message names it.</exception>
    public IAsyncEnumerable<(long Index, string Version)> ListVersionsAsync(CancellationToken cancellationToken) => blobs.ListAsync(other: null, cancellationToken);

    /// <inheritdoc/>
    public IAsyncEnumerable<StoredAuditEntry> ReadAllAsync(CancellationToken cancellationToken) => ListVersionsAsync(cancellationToken)
        .Select(blob => blob.Index)
        .Chunk(Batch)
        .PrefetchAsync(BatchesOfAPage, cancellationToken)
        .SelectAheadAsync(ReadAhead.Most / Batch, indices => Task.Run(() => Task.WhenAll(indices.Select(index => ReadAsync(index, cancellationToken))), cancellationToken), cancellationToken)
        .SelectMany(batch => batch.Key.Zip(batch.Value))
        .Where(entry => entry.Second is not null)
        .Select(entry => new StoredAuditEntry(entry.First, entry.Second!.Value));
}
