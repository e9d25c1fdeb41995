using System.Runtime.CompilerServices;
using Azure.Storage.Blobs;
using Serverless.Core.Audit;
using Serverless.Core.Audit.Bundles;
using Serverless.Infra.Keys;
using Serverless.Infra.State;

namespace Serverless.Infra.Audit.Bundles;

/// <summary>
/// Finds what entries refer to among the blobs of container <c>runs</c>: those of the work that the entry is part of, there of its subject, and those of the run
/// that it names. Content elsewhere is what has a home of its own (market data, daily reports, rows of tables).
/// </summary>
/// <param name="blobs">The account.</param>
/// <param name="protection">Opens what is sealed; content that it has no keys for is not found.</param>
public sealed class RunContent(BlobServiceClient blobs, ContentProtection protection) : IAuditContent
{
    private const long MaxStored = 8 * 1024 * 1024;

    private readonly BlobContainerClient container = blobs.GetBlobContainerClient(RunStore.ContainerName);
    private readonly RunStore store = new(blobs.GetBlobContainerClient(RunStore.ContainerName), protection);

    /// <inheritdoc/>
    public Task<byte[]?> FindAsync(AuditEvent auditEvent, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(auditEvent);
        return AuditStorage.CallAsync($"find the content of event '{auditEvent.EventId}'", () => SearchAsync(auditEvent, cancellationToken), cancellationToken);
    }

    /// <summary>Names of all blobs of the work that hold the content of an event, in order, however large.</summary>
    /// <exception cref="AuditStoreException">Storage cannot be read now.</exception>
    /// <exception cref="ContentKeyException">One is sealed, and there is no key to open it with.</exception>
    public Task<IReadOnlyList<string>> ListAsync(AuditEvent auditEvent, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(auditEvent);
        return AuditStorage.CallAsync<IReadOnlyList<string>>(
            $"list the content of event '{auditEvent.EventId}'", async () => await MatchesAsync(auditEvent, long.MaxValue, async (name, stop) => await store.GetAsync(name, stop), cancellationToken).Select(found => found.Name).ToListAsync(cancellationToken), cancellationToken);
    }

    private async Task<byte[]?> SearchAsync(AuditEvent auditEvent, CancellationToken cancellationToken) =>
        (await MatchesAsync(auditEvent, MaxStored, ReadAsync, cancellationToken).FirstOrDefaultAsync(cancellationToken)).Bytes;

    private async IAsyncEnumerable<(string Name, byte[] Bytes)> MatchesAsync(
        AuditEvent auditEvent, long largest, Func<string, CancellationToken, Task<byte[]?>> read, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (auditEvent.ContentHash is not { } hash || !await container.ExistsAsync(cancellationToken))
            yield break;
        string[] folders = [$"{auditEvent.CorrelationId}/", $"{auditEvent.CorrelationId}/{auditEvent.Subject}/", .. auditEvent.Details["run"] is { } run ? [$"{run}/"] : Array.Empty<string>()];
        foreach (var folder in folders.Distinct(StringComparer.Ordinal))
        {
            await foreach (var blob in container.GetBlobsAsync(prefix: folder, cancellationToken: cancellationToken))
            {
                if (!blob.Name.AsSpan(folder.Length).Contains('/') && blob.Properties.ContentLength <= largest
                    && await read(blob.Name, cancellationToken) is { } bytes && AuditHash.OfContent(bytes) == hash)
                {
                    yield return (blob.Name, bytes);
                }
            }
        }
    }

    // Who has no keys is not to see it: the entry and its proof stand without.
    private async Task<byte[]?> ReadAsync(string name, CancellationToken cancellationToken)
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
