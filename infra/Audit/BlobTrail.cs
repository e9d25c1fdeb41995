using Azure.Storage.Blobs;

namespace Serverless.Infra.Audit;

/// <summary>Everything that belongs to the audit log of a storage account.</summary>
/// <param name="blobs">The account.</param>
/// <param name="witness">The account of the witness; null keeps what it has seen beside the log, which guards against accidents only.</param>
/// <param name="shard">Which of several logs in the account, by the end of the names of its containers; null or empty for the first.</param>
public sealed class BlobTrail(BlobServiceClient blobs, BlobServiceClient? witness = null, string? shard = null)
{
    private readonly BlobContainerClient[] containers =
    [
        blobs.GetBlobContainerClient(NameOf(BlobAuditEntryStore.ContainerName, shard)),
        blobs.GetBlobContainerClient(NameOf(BlobCheckpointStore.ContainerName, shard)),
        blobs.GetBlobContainerClient(NameOf(BlobTileStore.ContainerName, shard)),
        (witness ?? blobs).GetBlobContainerClient(NameOf(BlobWitnessMemory.ContainerName, shard)),
    ];

    /// <summary>The entries.</summary>
    public BlobAuditEntryStore Entries => new(containers[0]);

    /// <summary>The checkpoints.</summary>
    public BlobCheckpointStore Checkpoints => new(containers[1]);

    /// <summary>The tiles.</summary>
    public BlobTileStore Tiles => new(containers[2]);

    /// <summary>Copies of the entries, many to a blob, beside the tiles.</summary>
    public EntryPacks Packs => new(Entries, containers[2]);

    /// <summary>What the witness has cosigned.</summary>
    public BlobWitnessMemory Witness => new(containers[3]);

    /// <summary>Creates the containers that are missing. Where none is, only the right to see them is needed.</summary>
    public Task CreateAsync(CancellationToken cancellationToken) => Task.WhenAll(containers.Select(async container =>
    {
        if (!await container.ExistsAsync(cancellationToken))
            await container.CreateIfNotExistsAsync(cancellationToken: cancellationToken);
    }));

    /// <summary>Whether there is a log, and whether anything of it was ever signed and cosigned.</summary>
    public async Task<(bool HasEntries, bool HasCheckpoints, bool HasWitness)> ExistsAsync(CancellationToken cancellationToken)
    {
        var exists = await Task.WhenAll(containers.Select(async container => (await container.ExistsAsync(cancellationToken)).Value));
        return (exists[0], exists[1], exists[3]);
    }

    /// <summary>Origin of a shard of a log.</summary>
    public static string OriginOf(string origin, string? shard) => string.IsNullOrEmpty(shard) ? origin : $"{origin}.{shard}";

    /// <summary>Name of a container of a shard: <c>audit-entries-2027</c>.</summary>
    internal static string NameOf(string container, string? shard) => string.IsNullOrEmpty(shard) ? container : $"{container}-{shard}";
}
