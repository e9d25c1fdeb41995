namespace Serverless.Core.Audit.Tiles;

/// <summary>
/// Where tiles are kept. They are derived from the entries: who reads them checks what they lead to, and what is lost can be made again.
/// </summary>
public interface ITileStore
{
    /// <summary>The hashes of a tile, 32 bytes each; null when it is not stored with this width.</summary>
    /// <exception cref="AuditStoreException">It cannot be read now.</exception>
    Task<byte[]?> ReadAsync(TileName tile, CancellationToken cancellationToken);

    /// <summary>Stores a tile, over one of the same name.</summary>
    /// <exception cref="AuditStoreException">It was not stored, or it is unknown whether it was.</exception>
    Task WriteAsync(TileName tile, ReadOnlyMemory<byte> hashes, CancellationToken cancellationToken);
}
