using System.Security.Cryptography;
using Azure.Core;
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
    public async Task Latest_ManySizes_IsFoundByTwoRequests()
    {
        var requests = new RequestRecorder();
        var store = new BlobCheckpointStore(azurite.Container((await azurite.CreateContainerAsync()).Name, requests));
        foreach (var size in Enumerable.Range(1, 30))
            await store.TryCreateAsync(size, new byte[] { 1 }, Cancellation);
        requests.Clear();

        Assert.Equal(30, await store.LatestAsync(Cancellation));
        Assert.Equal(2, requests.Count(RequestMethod.Get));
        Assert.Equal(Enumerable.Range(1, 30).Select(size => (long)size), await store.ListAsync(Cancellation).ToListAsync(Cancellation));
    }

    [Theory]
    [InlineData("newest/0000000000000000")]
    [InlineData("newest/9999999999999900")]
    [InlineData("newest/99999999999999999")]
    [InlineData("newest/x")]
    public async Task Latest_AnnouncementsThatAreForgedOrOfNotesThatNeverCame_LeadToTheNewestThatIsThere(string forged)
    {
        var container = await azurite.CreateContainerAsync();
        var store = new BlobCheckpointStore(container);
        foreach (var size in new[] { 9, 23 })
            await store.TryCreateAsync(size, new byte[] { 1 }, Cancellation);
        await container.UploadBlobAsync(forged, BinaryData.FromString("forged"), Cancellation);
        foreach (var size in Enumerable.Range(40, 7)) // more than a page
            await container.UploadBlobAsync($"newest/{9_999_999_999_999_999 - size:D16}", BinaryData.FromString(""), Cancellation);

        Assert.Equal(23, await store.LatestAsync(Cancellation));
        Assert.Equal([9, 23], await store.ListAsync(Cancellation).ToListAsync(Cancellation));
    }

    [Fact]
    public async Task Latest_AnnouncementsMissing_IsFoundByListingAndByTheNextNote()
    {
        var container = await azurite.CreateContainerAsync();
        var store = new BlobCheckpointStore(container);
        foreach (var size in new[] { 9, 23 })
            await store.TryCreateAsync(size, new byte[] { 1 }, Cancellation);
        await foreach (var blob in container.GetBlobsAsync(prefix: "newest/", cancellationToken: Cancellation))
            await container.GetBlobClient(blob.Name).DeleteAsync(cancellationToken: Cancellation);

        Assert.Equal(23, await store.LatestAsync(Cancellation));
        Assert.False(await store.TryCreateAsync(23, new byte[] { 2 }, Cancellation));
        Assert.Equal(23, await store.LatestAsync(Cancellation));
        Assert.True(await store.TryCreateAsync(24, new byte[] { 1 }, Cancellation));
        Assert.Equal(24, await store.LatestAsync(Cancellation));
    }

    [Fact]
    public async Task Sign_TheNewestIsNotAnnounced_AnswersWithItAndAnnouncesIt()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var signer = new EcdsaNoteSigner("log", key);
        var container = await azurite.CreateContainerAsync();
        var (entries, checkpoints) = (new BlobAuditEntryStore(await azurite.CreateContainerAsync()), new BlobCheckpointStore(container));
        using var log = new AuditLog(entries, new TableAuditIndex(await azurite.CreateTableAsync(), "log"), "log");
        var service = new CheckpointSigner(
            entries, new BlobTileStore(await azurite.CreateContainerAsync()), checkpoints, [signer], new AuditKeyring([new(signer.Key, KeyRole.Log)]), "log");
        await log.AppendManyAsync([.. Enumerable.Range(0, 5).Select(Event)], Cancellation);
        await service.SignAsync(Cancellation);
        await log.AppendManyAsync([.. Enumerable.Range(5, 6).Select(Event)], Cancellation);
        var note = await service.SignAsync(Cancellation);
        await container.GetBlobClient("newest/9999999999999988").DeleteAsync(cancellationToken: Cancellation);
        Assert.Equal(5, await checkpoints.LatestAsync(Cancellation));

        Assert.Equal(note!.ToString(), (await service.SignAsync(Cancellation))!.ToString());
        Assert.Equal(11, await checkpoints.LatestAsync(Cancellation));
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
