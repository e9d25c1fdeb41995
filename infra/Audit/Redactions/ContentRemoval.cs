using System.Globalization;
using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Serverless.Core.Audit;
using Serverless.Infra.State;

namespace Serverless.Infra.Audit.Redactions;

/// <summary>
/// Removes what redactions order, with its snapshots and older versions. What is under a legal hold or a retention that has not lapsed is not removed: storage
/// refuses it, whoever asks.
/// </summary>
/// <param name="blobs">The account of the content.</param>
/// <param name="time">Tells whether a retention has lapsed.</param>
public sealed class ContentRemoval(BlobServiceClient blobs, TimeProvider time)
{
    // The only one that an entry can order anything to be removed from.
    private readonly BlobContainerClient container = blobs.GetBlobContainerClient(RunStore.ContainerName);

    /// <summary>What keeps a blob from being removed now, in words; null when nothing does.</summary>
    /// <param name="blob">The blob.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="AuditStoreException">Storage cannot be read now.</exception>
    public Task<string?> FindLockAsync(string blob, CancellationToken cancellationToken) => AuditStorage.CallAsync($"read what protects '{blob}'", async () =>
    {
        var client = container.GetBlobClient(blob);
        var whole = (await container.GetPropertiesAsync(cancellationToken: cancellationToken)).Value;
        var one = (await client.GetPropertiesAsync(cancellationToken: cancellationToken)).Value;
        return whole.HasLegalHold == true || one.HasLegalHold ? $"'{blob}' is under a legal hold."
            : one.ImmutabilityPolicy?.ExpiresOn is { } until && until > time.GetUtcNow()
                ? string.Create(CultureInfo.InvariantCulture, $"'{blob}' is under a retention that lapses on {until.UtcDateTime:yyyy-MM-dd}.")
            : whole.HasImmutabilityPolicy == true ? $"'{blob}' is in a container with a retention policy."
            : null;
    }, cancellationToken);

    /// <summary>Those blobs of a redaction that are still there.</summary>
    /// <exception cref="AuditStoreException">Storage cannot be read now.</exception>
    public async Task<IReadOnlyList<string>> ListPresentAsync(Redaction redaction, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(redaction);
        return await redaction.Blobs.ToAsyncEnumerable()
            .Where(async (blob, stop) => await AuditStorage.CallAsync($"look for '{blob}'", async () => (await container.GetBlobClient(blob).ExistsAsync(stop)).Value, stop))
            .ToListAsync(cancellationToken);
    }

    /// <summary>Removes all blobs of a redaction; those that are gone already are none to remove. Repeating it ends an interrupted removal.</summary>
    /// <returns>False when a lock was put on one of them since it was ordered: it is still there.</returns>
    /// <exception cref="AuditStoreException">Storage failed; removing again is safe.</exception>
    public async Task<bool> RemoveAsync(Redaction redaction, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(redaction);
        var gone = true;
        foreach (var blob in redaction.Blobs)
            gone &= await AuditStorage.CallAsync($"remove '{blob}'", () => RemoveAsync(blob, cancellationToken), cancellationToken);
        return gone;
    }

    private async Task<bool> RemoveAsync(string blob, CancellationToken cancellationToken)
    {
        var client = container.GetBlobClient(blob);
        try
        {
            await client.DeleteIfExistsAsync(DeleteSnapshotsOption.IncludeSnapshots, cancellationToken: cancellationToken);
            // With versions, deleting a blob makes it one.
            await foreach (var version in container.GetBlobsAsync(states: BlobStates.Version, prefix: client.Name, cancellationToken: cancellationToken))
            {
                if (version.Name == client.Name && version.VersionId is { } id)
                    await client.WithVersion(id).DeleteIfExistsAsync(cancellationToken: cancellationToken);
            }

            return true;
        }
        catch (RequestFailedException e) when (e.Status == 409)
        {
            return false;
        }
    }
}
