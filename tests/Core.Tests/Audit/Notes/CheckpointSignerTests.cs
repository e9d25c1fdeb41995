using System.Security.Cryptography;
using System.Text;
using Serverless.Core.Audit;
using Serverless.Core.Audit.Merkle;
using Serverless.Core.Audit.Notes;
using Serverless.Core.Tests.Audit.Tiles;

namespace Serverless.Core.Tests.Audit.Notes;

public sealed class CheckpointSignerTests : IDisposable
{
    private readonly ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private readonly InMemoryAuditStorage storage = new();
    private readonly InMemoryTiles tiles = new();
    private readonly EcdsaNoteSigner signer;

    public CheckpointSignerTests() => signer = new EcdsaNoteSigner(AuditSamples.Origin, key);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private AuditKeyring Keyring => new([new(signer.Key, KeyRole.Log)]);

    [Fact]
    public async Task Sign_GrowingLog_SignsTheRootOfItsEntriesEachTime()
    {
        Assert.Null(await Signer().SignAsync(Cancellation));
        foreach (var size in new[] { 1, 2, 5, 5, 260, 300 })
        {
            await AppendToAsync(size);

            var note = await Signer().SignAsync(Cancellation);

            var verdict = CheckpointVerifier.Verify(note!.ToBytes(), AuditSamples.Origin, Keyring);
            Assert.True(verdict.IsTrusted);
            Assert.Equal(new Checkpoint(AuditSamples.Origin, size, RootOfEntries()), verdict.Checkpoint);
        }

        Assert.Equal([1, 2, 5, 260, 300], tiles.Notes.Keys.Order());
    }

    [Fact]
    public async Task Sign_EveryCallFailing_SignsTheSameAfterwards()
    {
        await AppendToAsync(5);
        await Signer().SignAsync(Cancellation);
        await AppendToAsync(9);
        await CopyOf(out var undisturbed).SignAsync(Cancellation);
        var calls = undisturbed.Calls;
        Assert.True(calls >= 4);

        for (var failing = 1; failing <= calls; failing++)
        {
            foreach (var afterwards in new[] { false, true })
            {
                var interrupted = CopyOf(out var copy);
                copy.OnCall = (number, done) =>
                {
                    if (number == failing && done == afterwards)
                        throw new AuditStoreException("broken");
                };
                await Assert.ThrowsAsync<AuditStoreException>(() => interrupted.SignAsync(Cancellation));
                copy.OnCall = (_, _) => { };

                var verdict = CheckpointVerifier.Verify((await interrupted.SignAsync(Cancellation))!.ToBytes(), AuditSamples.Origin, Keyring);

                Assert.Equal(new Checkpoint(AuditSamples.Origin, 9, RootOfEntries()), verdict.Checkpoint);
                Assert.Equal([5L, 9L], copy.Notes.Keys.Order());
            }
        }
    }

    [Fact]
    public async Task Sign_EntryAlteredBeforeItWasSigned_RefusesIt()
    {
        await AppendToAsync(4);
        storage.Entries[2] = Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(storage.Entries[2]).Replace("rank", "rang", StringComparison.Ordinal));

        var broken = await Assert.ThrowsAsync<AuditLogBrokenException>(() => Signer().SignAsync(Cancellation));

        Assert.Equal((3L, AuditFaultCode.WrongPrevHash), (broken.Fault.Index, broken.Fault.Code));
        Assert.Empty(tiles.Notes);
    }

    [Fact]
    public async Task Sign_LogRewrittenAfterItWasSigned_IsAFork()
    {
        await AppendToAsync(4);
        await Signer().SignAsync(Cancellation);
        storage.Entries.Clear();
        storage.Rows.Clear();
        storage.Coverage = 0;
        await AppendToAsync(6, first: 100);

        await Assert.ThrowsAsync<AuditLogBrokenException>(() => Signer().SignAsync(Cancellation));
    }

    [Fact]
    public async Task Sign_TilesOrCheckpointAltered_IsAFork()
    {
        await AppendToAsync(4);
        await Signer().SignAsync(Cancellation);
        var (name, tile) = tiles.Tiles.Single();
        tiles.Tiles[name] = [.. tile.Select(value => (byte)~value)];
        await Assert.ThrowsAsync<CheckpointForkException>(() => Signer().SignAsync(Cancellation));

        tiles.Tiles[name] = tile;
        tiles.Notes[4][^10] ^= 1;
        await Assert.ThrowsAsync<CheckpointForkException>(() => Signer().SignAsync(Cancellation));
    }

    [Fact]
    public async Task Sign_AnotherSignerWasFaster_ReturnsItsCheckpoint()
    {
        await AppendToAsync(4);
        var first = await Signer().SignAsync(Cancellation);
        var note = tiles.Notes[4];
        tiles.Notes.Clear();
        var calls = tiles.Calls;
        // The other one stores its checkpoint after ours has looked for the latest and found none.
        tiles.OnCall = (number, done) =>
        {
            if (number > calls + 1 && !done)
                tiles.Notes.TryAdd(4, note);
        };

        Assert.Equal(first!.ToString(), (await Signer().SignAsync(Cancellation))!.ToString());
        Assert.Equal(note, tiles.Notes[4]);
    }

    public void Dispose() => key.Dispose();

    private CheckpointSigner Signer() => new(storage, tiles, tiles, [signer], Keyring, AuditSamples.Origin);

    private CheckpointSigner CopyOf(out InMemoryTiles copy)
    {
        copy = new InMemoryTiles();
        foreach (var (name, tile) in tiles.Tiles)
            copy.Tiles[name] = tile;
        foreach (var (size, note) in tiles.Notes)
            copy.Notes[size] = note;
        return new CheckpointSigner(storage, copy, copy, [signer], Keyring, AuditSamples.Origin);
    }

    private async Task AppendToAsync(int size, int first = 0)
    {
        using var log = new AuditLog(storage, storage, AuditSamples.Origin);
        await log.AppendManyAsync([.. Enumerable.Range(0, size).Select(i => AuditSamples.Event(first + i))], Cancellation);
    }

    private byte[] RootOfEntries()
    {
        var tree = new MerkleTree();
        foreach (var entry in storage.Log())
            tree.Append(MerkleHash.Leaf(entry));
        return tree.RootAt(tree.Size);
    }
}
