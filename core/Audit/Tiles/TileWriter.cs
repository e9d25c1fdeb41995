using Serverless.Core.Audit.Merkle;

namespace Serverless.Core.Audit.Tiles;

/// <summary>Grows the tiles of a log by entry hashes.</summary>
public static class TileWriter
{
    private const int ParallelWrites = 16;

    /// <summary>
    /// Writes all tiles that the grown tree needs and the old one has not, those above others after them. Repeating it changes nothing; a
    /// crash in between leaves the old tree whole.
    /// </summary>
    /// <param name="store">The tiles.</param>
    /// <param name="before">The tree so far.</param>
    /// <param name="leafHashes">Hashes of the entries that follow, 32 bytes each.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The grown tree.</returns>
    /// <exception cref="AuditStoreException">A tile cannot be read or written now.</exception>
    public static async Task<TiledTree> GrowAsync(ITileStore store, TiledTree before, ReadOnlyMemory<byte> leafHashes, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(store);
        ArgumentNullException.ThrowIfNull(before);
        var size = before.Size + (leafHashes.Length / MerkleHash.Size);
        var (level, from, row) = (0, before.Size, leafHashes);
        while (row.Length > 0)
        {
            var to = size >> (level * TileName.Height);
            // The tile in which the new hashes begin, with those that it has already.
            var first = from / TileName.Full * TileName.Full;
            var whole = new byte[(to - first) * MerkleHash.Size];
            for (var i = first; i < from; i++)
                (await before.NodeAsync(new MerkleNode(level * TileName.Height, i), cancellationToken)).CopyTo(whole, (i - first) * MerkleHash.Size);
            row.CopyTo(whole.AsMemory((int)((from - first) * MerkleHash.Size)));
            await WriteAsync(store, level, first / TileName.Full, whole, cancellationToken);
            (from, row) = (from / TileName.Full, Parents(whole));
            level++;
        }

        return new TiledTree(store, size);
    }

    private static Task WriteAsync(ITileStore store, int level, long first, byte[] hashes, CancellationToken cancellationToken)
    {
        var count = hashes.Length / MerkleHash.Size;
        return Parallel.ForAsync(
            0,
            (count + TileName.Full - 1) / TileName.Full,
            new ParallelOptions { MaxDegreeOfParallelism = ParallelWrites, CancellationToken = cancellationToken },
            async (i, cancellation) =>
            {
                var width = Math.Min(TileName.Full, count - (i * TileName.Full));
                var content = hashes.AsMemory(i * TileName.Full * MerkleHash.Size, width * MerkleHash.Size);
                await store.WriteAsync(new TileName(level, first + i, width), content, cancellation);
            });
    }

    // Of each full tile the hash above it.
    private static byte[] Parents(byte[] hashes)
    {
        var full = hashes.Length / (TileName.Full * MerkleHash.Size);
        var parents = new byte[full * MerkleHash.Size];
        for (var i = 0; i < full; i++)
        {
            var tree = new MerkleTree();
            for (var k = 0; k < TileName.Full; k++)
                tree.Append(hashes.AsSpan(((i * TileName.Full) + k) * MerkleHash.Size, MerkleHash.Size));
            tree.RootAt(TileName.Full).CopyTo(parents, i * MerkleHash.Size);
        }

        return parents;
    }
}
