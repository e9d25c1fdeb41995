namespace Serverless.Core.Audit;

/// <summary>
/// Where entries live. Creating an entry is the commit point of the log, so the contract is strict: for each index the first creation
/// wins, whoever asks, in whatever process; it is atomic (all bytes or none) and final (there is no way to replace or delete);
/// and once <see cref="TryCreateAsync"/> has returned, every later read anywhere sees the bytes.
/// </summary>
public interface IAuditEntryStore
{
    /// <summary>Creates the entry, if there is none at <paramref name="index"/>.</summary>
    /// <returns>True when this call created it; false when one exists (perhaps from a call of ours whose answer was lost).</returns>
    /// <exception cref="AuditStoreException">The outcome is unknown: the entry may or may not have been created.</exception>
    Task<bool> TryCreateAsync(long index, ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken);

    /// <summary>The bytes at <paramref name="index"/>, or null when there is no entry.</summary>
    /// <exception cref="AuditStoreException">The store cannot be read now.</exception>
    Task<ReadOnlyMemory<byte>?> ReadAsync(long index, CancellationToken cancellationToken);

    /// <summary>Every stored entry, by ascending index. A gap is left out, for the reader to notice; <see cref="ReadAhead.ReadRowAsync"/> reads a part, up to a gap.</summary>
    /// <exception cref="AuditStoreException">The store cannot be read now.</exception>
    /// <exception cref="InvalidDataException">The store holds something that is not stored as an entry; the message names it.</exception>
    IAsyncEnumerable<StoredAuditEntry> ReadAllAsync(CancellationToken cancellationToken);
}
