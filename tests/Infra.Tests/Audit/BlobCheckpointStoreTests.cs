using System.Security.Cryptography;
using Serverless.Core.Audit;
using Serverless.Core.Audit.Notes;
using Serverless.Core.Audit.Tiles;
using Serverless.Infra.Audit;
using Serverless.Testing;

namespace Serverless.Infra.Tests.Audit;

public sealed class BlobCheckpointStoreTests(AzuriteFixture azurite)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task TryCreate_SixteenWritersOfOneSize_StoresOneAndKeepsIt()
    {
        var store = new BlobCheckpointStore(await azurite.CreateContainerAsync());

        var created = await Task.WhenAll(Enumerable.Range(0, 16).Select(i => store.TryCreateAsync(7, new byte[] { (byte)i }, Cancellation)));

        Assert.Single(created, true);
        Assert.Equal(Array.IndexOf(created, true), (await store.ReadAsync(7, Cancellation))!.Value.Span[0]);
    }

    [Fact]
    public async Task Latest_SeveralSizes_IsTheLargest()
    {
        var store = new BlobCheckpointStore(await azurite.CreateContainerAsync());
        Assert.Null(await store.LatestAsync(Cancellation));
        Assert.Null(await store.ReadAsync(1, Cancellation));
        foreach (var size in new[] { 9, 100, 23 })
            await store.TryCreateAsync(size, new byte[] { 1 }, Cancellation);

        Assert.Equal(100, await store.LatestAsync(Cancellation));
    }

    [Fact]
    public async Task Sign_LogInBlobs_LeavesACheckpointWhoseProofsVerify()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var signer = new EcdsaNoteSigner("log", key);
        var entries = new BlobAuditEntryStore(await azurite.CreateContainerAsync());
        var tiles = new BlobTileStore(await azurite.CreateContainerAsync());
        var checkpoints = new BlobCheckpointStore(await azurite.CreateContainerAsync());
        using var log = new AuditLog(entries, new TableAuditIndex(await azurite.CreateTableAsync(), "log"), "log");
        var keyring = new AuditKeyring([new(signer.Key, KeyRole.Log)]);
        var service = new CheckpointSigner(entries, tiles, checkpoints, [signer], keyring, "log");

        await log.AppendManyAsync([.. Enumerable.Range(0, 5).Select(Event)], Cancellation);
        await service.SignAsync(Cancellation);
        await log.AppendManyAsync([.. Enumerable.Range(5, 6).Select(Event)], Cancellation);
        var note = await service.SignAsync(Cancellation);

        var checkpoint = Checkpoint.Parse(note!.Text);
        var tree = new TiledTree(tiles, checkpoint.Size);
        Assert.Equal(11, checkpoint.Size);
        Assert.Equal(checkpoint.Root.ToArray(), await tree.RootAsync(Cancellation));
        for (var index = 0; index < 11; index++)
        {
            var leaf = Convert.FromHexString(AuditHash.OfEntry((await entries.ReadAsync(index, Cancellation))!.Value.Span));
            var proof = await tree.ProveInclusionAsync(index, Cancellation);
            Assert.True(Core.Audit.Merkle.MerkleProof.VerifyInclusion(leaf, index, 11, checkpoint.Root.ToArray(), proof));
        }
    }

    private static AuditEvent Event(int number) => new()
    {
        EventId = $"event-{number}",
        OccurredAt = DateTimeOffset.UnixEpoch,
        Actor = new AuditActor("test", [], null),
        Action = "done",
        Subject = "nothing",
        CodeVersion = "1",
        CorrelationId = "test",
    };
}
