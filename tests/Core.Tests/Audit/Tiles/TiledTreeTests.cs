using Serverless.Core.Audit;
using Serverless.Core.Audit.Merkle;
using Serverless.Core.Audit.Tiles;
using Serverless.Core.Randomness;

namespace Serverless.Core.Tests.Audit.Tiles;

public sealed class TiledTreeTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(1, 700)]
    [InlineData(100, 3_000)]
    [InlineData(30_000, 70_000)]
    public async Task Grow_StepByStep_HasRootsAndProofsOfTheWholeTree(int step, int size)
    {
        var (tree, leaves) = Build(size);
        var store = new InMemoryTiles();
        var tiled = new TiledTree(store, 0);
        var random = new SeededRandom(step);
        while (tiled.Size < size)
        {
            var older = tiled.Size;
            var count = Math.Min(size - (int)older, 1 + random.NextInt((2 * step) - 1));
            tiled = await TileWriter.GrowAsync(store, tiled, leaves.AsMemory((int)older * 32, count * 32), Cancellation);

            Assert.Equal(older + count, tiled.Size);
            Assert.Equal(tree.RootAt(tiled.Size), await tiled.RootAsync(Cancellation));
            Assert.Equal(tree.ProveConsistency(older, tiled.Size), await tiled.ProveConsistencyAsync(older, Cancellation));
            var index = random.NextInt((int)tiled.Size);
            Assert.Equal(tree.ProveInclusion(index, tiled.Size), await tiled.ProveInclusionAsync(index, Cancellation));
        }
    }

    [Fact]
    public async Task Prove_LongLog_ReadsAFewTiles()
    {
        var (_, leaves) = Build(70_000);
        var store = new InMemoryTiles();
        await TileWriter.GrowAsync(store, new TiledTree(store, 0), leaves, Cancellation);
        var written = store.Calls;

        await new TiledTree(store, 70_000).ProveInclusionAsync(12_345, Cancellation);

        Assert.InRange(store.Calls - written, 1, 8);
    }

    [Fact]
    public async Task Root_TileMissingOrCut_SaysWhatToDo()
    {
        var (_, leaves) = Build(300);
        var store = new InMemoryTiles();
        await TileWriter.GrowAsync(store, new TiledTree(store, 0), leaves, Cancellation);
        var edge = new TileName(0, 1, 44);

        store.Tiles[edge] = store.Tiles[edge][..32];
        var cut = await Assert.ThrowsAsync<AuditStoreException>(() => new TiledTree(store, 300).RootAsync(Cancellation));
        store.Tiles.TryRemove(edge, out _);
        var missing = await Assert.ThrowsAsync<AuditStoreException>(() => new TiledTree(store, 300).RootAsync(Cancellation));

        Assert.Contains("damaged: rebuild", cut.Message, StringComparison.Ordinal);
        Assert.Contains("missing: rebuild", missing.Message, StringComparison.Ordinal);
    }

    private static (MerkleTree Tree, byte[] Leaves) Build(int size)
    {
        var tree = new MerkleTree();
        var leaves = new byte[size * 32];
        for (var i = 0; i < size; i++)
        {
            var leaf = MerkleHash.Leaf(BitConverter.GetBytes(i));
            tree.Append(leaf);
            leaf.CopyTo(leaves, i * 32);
        }

        return (tree, leaves);
    }
}
