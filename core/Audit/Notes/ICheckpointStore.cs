namespace Serverless.Core.Audit.Notes;

/// <summary>Where signed checkpoints are kept: for each size the first one that is stored stays, whoever stores it.</summary>
public interface ICheckpointStore
{
    /// <summary>The largest size that has a checkpoint; null without any.</summary>
    /// <exception cref="AuditStoreException">The store cannot be read now.</exception>
    Task<long?> LatestAsync(CancellationToken cancellationToken);

    /// <summary>All sizes that have a checkpoint, ascending.</summary>
    /// <exception cref="AuditStoreException">The store cannot be read now.</exception>
    IAsyncEnumerable<long> ListAsync(CancellationToken cancellationToken);

    /// <summary>The signed note of a size, or null.</summary>
    /// <exception cref="AuditStoreException">The store cannot be read now.</exception>
    Task<ReadOnlyMemory<byte>?> ReadAsync(long size, CancellationToken cancellationToken);

    /// <summary>Stores a note, unless one of that size is stored.</summary>
    /// <returns>True when this call stored it.</returns>
    /// <exception cref="AuditStoreException">It is unknown whether it was stored.</exception>
    Task<bool> TryCreateAsync(long size, ReadOnlyMemory<byte> note, CancellationToken cancellationToken);
}
