using Azure.Storage.Blobs;
using Serverless.Core.Audit;

namespace Serverless.Infra.Audit;

/// <summary>One block blob per entry, <c>0000000000000042.json</c>, created with <c>If-None-Match: *</c>.</summary>
public sealed class BlobAuditEntryStore(BlobContainerClient container) : IAuditEntryStore
{
    /// <summary>Name of the container, which holds one log.</summary>
    public const string ContainerName = "audit-entries";

    private readonly CreateOnlyBlobs blobs = new(container, "an audit entry", ".json", "application/json");

    /// <inheritdoc/>
    public Task<bool> TryCreateAsync(long index, ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken) =>
        blobs.TryCreateAsync(index, bytes, cancellationToken);

    /// <inheritdoc/>
    public Task<ReadOnlyMemory<byte>?> ReadAsync(long index, CancellationToken cancellationToken) => blobs.ReadAsync(index, cancellationToken);

    /// <inheritdoc/>
    public IAsyncEnumerable<StoredAuditEntry> ReadAllAsync(CancellationToken cancellationToken) => blobs.ListAsync(cancellationToken)
        .SelectAheadAsync(index => Task.Run(() => ReadAsync(index, cancellationToken), cancellationToken), cancellationToken)
        .Where(entry => entry.Value is not null)
        .Select(entry => new StoredAuditEntry(entry.Key, entry.Value!.Value));
}
