using Azure.Storage.Blobs;
using Serverless.Core.Audit;
using Serverless.Core.Audit.Bundles;
using Serverless.Infra.State;

namespace Serverless.Infra.Audit.Bundles;

/// <summary>
/// Finds what entries of cycles and optimisations refer to among the blobs of container <c>runs</c>: those of the work that the entry is part of,
/// and there of its subject.
/// </summary>
/// <param name="blobs">The account.</param>
public sealed class RunContent(BlobServiceClient blobs) : IAuditContent
{
    private const long MaxStored = 8 * 1024 * 1024;

    private readonly BlobContainerClient container = blobs.GetBlobContainerClient(RunStore.ContainerName);

    /// <inheritdoc/>
    public Task<byte[]?> FindAsync(AuditEvent auditEvent, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(auditEvent);
        return AuditStorage.CallAsync($"find the content of event '{auditEvent.EventId}'", () => SearchAsync(auditEvent, cancellationToken), cancellationToken);
    }

    private async Task<byte[]?> SearchAsync(AuditEvent auditEvent, CancellationToken cancellationToken)
    {
        if (auditEvent.ContentHash is not { } hash || !await container.ExistsAsync(cancellationToken))
            return null;
        var store = new RunStore(container);
        foreach (var folder in new[] { $"{auditEvent.CorrelationId}/", $"{auditEvent.CorrelationId}/{auditEvent.Subject}/" })
        {
            await foreach (var item in container.GetBlobsByHierarchyAsync(delimiter: "/", prefix: folder, cancellationToken: cancellationToken))
            {
                if (item.IsBlob && item.Blob.Properties.ContentLength <= MaxStored
                    && await store.GetAsync(item.Blob.Name, cancellationToken) is var bytes && AuditHash.OfContent(bytes) == hash)
                {
                    return bytes;
                }
            }
        }

        return null;
    }
}
