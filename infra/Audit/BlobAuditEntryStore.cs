using System.Runtime.CompilerServices;
using Azure.Storage.Blobs;
using Serverless.Core.Audit;

namespace Serverless.Infra.Audit;

/// <summary>One block blob per entry, <c>0000000000000042.json</c>, created with <c>If-None-Match: *</c>.</summary>
public sealed class BlobAuditEntryStore(BlobContainerClient container) : IAuditEntryStore
{
    /// <summary>Name of the container, which holds one log.</summary>
    public const string ContainerName = "audit-entries";

    private const int ReadAhead = 16;
    private readonly CreateOnlyBlobs blobs = new(container, "an audit entry", ".json", "application/json");

    /// <inheritdoc/>
    public Task<bool> TryCreateAsync(long index, ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken) =>
        blobs.TryCreateAsync(index, bytes, cancellationToken);

    /// <inheritdoc/>
    public Task<ReadOnlyMemory<byte>?> ReadAsync(long index, CancellationToken cancellationToken) => blobs.ReadAsync(index, cancellationToken);

    /// <inheritdoc/>
    public async IAsyncEnumerable<StoredAuditEntry> ReadRangeAsync(long from, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var page in blobs.ListAsync(from, cancellationToken))
        {
            foreach (var indices in page.Chunk(ReadAhead))
            {
                var contents = await Task.WhenAll(indices.Select(index => ReadAsync(index, cancellationToken)));
                foreach (var (index, bytes) in indices.Zip(contents))
                {
                    if (bytes is not null)
                        yield return new(index, bytes.Value);
                }
            }
        }
    }
}
