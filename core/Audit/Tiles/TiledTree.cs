using Serverless.Core.Audit.Merkle;

namespace Serverless.Core.Audit.Tiles;

/// <summary>
/// The Merkle tree of a log at one size, read from its tiles: a root or a proof takes a few of them, however long the log is. Nothing that it
/// says is to be believed before it was held against a signed checkpoint.
/// </summary>
/// <param name="store">The tiles.</param>
/// <param name="size">Number of leaves; tiles of this size must have been written.</param>
public sealed class TiledTree(ITileStore store, long size)
{
    private readonly Dictionary<TileName, Task<byte[]>> tiles = [];

    /// <summary>Number of leaves.</summary>
    public long Size => size;

    /// <summary>Root of the tree.</summary>
    /// <exception cref="AuditStoreException">A tile is missing or cannot be read.</exception>
    public Task<byte[]> RootAsync(CancellationToken cancellationToken) =>
        size == 0 ? Task.FromResult(MerkleHash.Empty) : HashAsync(new MerkleRange(0, size), cancellationToken);

    /// <summary>See <see cref="MerkleTree.ProveInclusion"/>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such leaf.</exception>
    /// <exception cref="AuditStoreException">A tile is missing or cannot be read.</exception>
    public Task<byte[][]> ProveInclusionAsync(long index, CancellationToken cancellationToken) =>
        HashAsync(MerklePath.OfInclusion(index, size), cancellationToken);

    /// <summary>See <see cref="MerkleTree.ProveConsistency"/>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The older tree is the larger one.</exception>
    /// <exception cref="AuditStoreException">A tile is missing or cannot be read.</exception>
    public Task<byte[][]> ProveConsistencyAsync(long older, CancellationToken cancellationToken) =>
        HashAsync(MerklePath.OfConsistency(older, size), cancellationToken);

    /// <summary>Hash of a complete subtree.</summary>
    /// <exception cref="AuditStoreException">Its tile is missing or cannot be read.</exception>
    public async Task<byte[]> NodeAsync(MerkleNode node, CancellationToken cancellationToken)
    {
        var (level, above) = (node.Level / TileName.Height, node.Level % TileName.Height);
        var first = node.Index << above;
        var index = first / TileName.Full;
        var width = (int)Math.Min(TileName.Full, (size >> (level * TileName.Height)) - (index * TileName.Full));
        var hashes = await TileAsync(new TileName(level, index, width), cancellationToken);
        var row = hashes.AsSpan((int)(first % TileName.Full) * MerkleHash.Size, MerkleHash.Size << above).ToArray();
        for (var count = 1 << above; count > 1; count /= 2)
        {
            for (var i = 0; i < count; i += 2)
            {
                var pair = row.AsSpan(i * MerkleHash.Size, 2 * MerkleHash.Size);
                MerkleHash.Node(pair[..MerkleHash.Size], pair[MerkleHash.Size..], row.AsSpan(i / 2 * MerkleHash.Size, MerkleHash.Size));
            }
        }

        return row[..MerkleHash.Size];
    }

    private Task<byte[][]> HashAsync(IReadOnlyList<MerkleRange> ranges, CancellationToken cancellationToken) =>
        Task.WhenAll(ranges.Select(range => HashAsync(range, cancellationToken)));

    private async Task<byte[]> HashAsync(MerkleRange range, CancellationToken cancellationToken) =>
        MerkleRange.Fold(await Task.WhenAll(range.Nodes().Select(node => NodeAsync(node, cancellationToken))));

    private Task<byte[]> TileAsync(TileName tile, CancellationToken cancellationToken)
    {
        lock (tiles)
        {
            if (!tiles.TryGetValue(tile, out var reading))
                tiles.Add(tile, reading = ReadAsync(tile, cancellationToken));
            return reading;
        }
    }

    private async Task<byte[]> ReadAsync(TileName tile, CancellationToken cancellationToken)
    {
        var hashes = await store.ReadAsync(tile, cancellationToken);
        return hashes?.Length == tile.Width * MerkleHash.Size
            ? hashes
            : throw new AuditStoreException($"Tile {tile.Index} of level {tile.Level}, width {tile.Width}, is {(hashes is null ? "missing" : "damaged")}: rebuild the tiles from the entries.");
    }
}
