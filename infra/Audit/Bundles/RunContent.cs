using Azure.Storage.Blobs;
using Serverless.Core.Audit;
using Serverless.Core.Audit.Bundles;
using Serverless.Infra.Keys;
using Serverless.Infra.State;

namespace Serverless.Infra.Audit.Bundles;

/// <summary>
/// Finds what entries of cycles and optimisations refer to among the blobs of container <c>runs</c>: those of the work that the entry is part of,
/// and there of its subject.
/// </summary>
/// <param name="blobs">The account.</param>
/// <param name="protection">Opens what is sealed; content that it has no keys for is not found.</param>
public sealed class RunContent(BlobServiceClient blobs, ContentProtection protection) : IAuditContent
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
        var store = new RunStore(container, protection);
        foreach (var folder in new[] { $"{auditEvent.CorrelationId}/", $"{auditEvent.CorrelationId}/{auditEvent.Subject}/" })
        {
            await foreach (var blob in container.GetBlobsAsync(prefix: folder, cancellationToken: cancellationToken))
            {
                if (!blob.Name.AsSpan(folder.Length).Contains('/') && blob.Properties.ContentLength <= MaxStored
                    && await ReadAsync(store, blob.Name, cancellationToken) is { } bytes && AuditHash.OfContent(bytes) == hash)
                {
                    return bytes;
                }
            }
        }

        return null;
    }

    // Who has no keys is not to see it: the entry and its proof stand without.
    private async Task<byte[]?> ReadAsync(RunStore store, string name, CancellationToken cancellationToken)
    {
        try
        {
            return await store.GetAsync(name, cancellationToken);
        }
        catch (ContentKeyException) when (ReferenceEquals(protection, ContentProtection.None))
        {
            return null;
        }
    }
}
