using System.Text;
using Azure.Core;
using Azure.Data.Tables;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Serverless.Core.Audit;
using Serverless.Core.Audit.Notes;
using Serverless.Infra.Audit;
using Serverless.Infra.Audit.Keys;
using Serverless.Infra.LocalStorage;
using Serverless.Testing;
using static Serverless.Infra.Tests.Audit.AuditEvents;

namespace Serverless.Infra.Tests.Audit;

/// <summary>What is read from packs is what the blobs hold, whoever has written to either.</summary>
public sealed class EntryPacksTests : IDisposable
{
    private const int Count = (2 * EntryPacks.Size) + 40;

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("serverless-packs-");
    private readonly AzuriteFixture azurite;
    private readonly LocalStorageAccount account;

    public EntryPacksTests(AzuriteFixture azurite)
    {
        this.azurite = azurite;
        account = LocalStorageAccount.Open(Path.Combine(folder.FullName, "storage.db"), TimeProvider.System);
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task ReadAll_Packed_DeliversTheSameByFewRequests()
    {
        var requests = new RequestRecorder();
        var (container, tiles) = (azurite.Container((await azurite.CreateContainerAsync()).Name, requests), azurite.Container((await azurite.CreateContainerAsync()).Name, requests));
        var (entries, packs) = await FillAsync(container, tiles);
        await packs.CompleteAsync(Count, Cancellation);
        requests.Clear();

        var read = await packs.ReadAllAsync(Cancellation).ToListAsync(Cancellation);

        // The listing, two packs, and what no pack is full with.
        Assert.Equal(1 + 2 + (Count % EntryPacks.Size), requests.Count(RequestMethod.Get));
        await ExpectAsync(entries, read);
    }

    [Fact]
    public async Task ReadAll_BlobsWrittenRemovedAndPacksDamaged_DeliversWhatTheBlobsHold()
    {
        var (container, tiles) = await CreateAsync();
        var (entries, packs) = await FillAsync(container, tiles);
        await packs.CompleteAsync(Count, Cancellation);
        await container.GetBlobClient(NameOf(3)).UploadAsync(BinaryData.FromString("altered"), overwrite: true, Cancellation);
        await container.GetBlobClient(NameOf(300)).UploadAsync(BinaryData.FromString("entry 300"), overwrite: true, Cancellation);
        await ExpectAsync(entries, await packs.ReadAllAsync(Cancellation).ToListAsync(Cancellation));
        foreach (var damaged in new[] { "", "x", "x y\n", "\n", string.Concat(Enumerable.Repeat("x y\n", 257)) })
        {
            await tiles.GetBlobClient("entries/000000000001").UploadAsync(BinaryData.FromString(damaged), overwrite: true, Cancellation);
            await ExpectAsync(entries, await packs.ReadAllAsync(Cancellation).ToListAsync(Cancellation));
        }

        foreach (var index in new[] { 0, 100, 255, 256, Count - 1 })
            await container.GetBlobClient(NameOf(index)).DeleteAsync(cancellationToken: Cancellation);
        await ExpectAsync(entries, await packs.ReadAllAsync(Cancellation).ToListAsync(Cancellation));
    }

    [Fact]
    public async Task ReadAll_InTurns_ReadsTheBlobsOfEachShareInItsTurn()
    {
        const long ThreeShares = 2L * EntryPacks.Share * EntryPacks.Size;
        var (container, tiles) = await CreateAsync();
        var (entries, packs) = await FillAsync(container, tiles);
        await packs.CompleteAsync(Count, Cancellation);
        // Written over, with a pack that claims otherwise: storage is believed, until the turn of that share.
        await container.GetBlobClient(NameOf(3)).UploadAsync(BinaryData.FromString("altered"), overwrite: true, Cancellation);
        var forged = (await tiles.GetBlobClient("entries/000000000000").DownloadContentAsync(Cancellation)).Value.Content.ToString().Split('\n');
        forged[3] = $"{(await entries.ReadVersionAsync(3, Cancellation))!.Value.Version} entry 3";
        await tiles.GetBlobClient("entries/000000000000").UploadAsync(BinaryData.FromString(string.Join('\n', forged)), overwrite: true, Cancellation);

        async Task<string> ThirdAsync(long turn, long size) =>
            Encoding.UTF8.GetString((await packs.ReadAllAsync(turn, size, Cancellation).ToListAsync(Cancellation))[3].Bytes.Span);
        Assert.Equal("altered", await ThirdAsync(0, ThreeShares));
        Assert.Equal("entry 3", await ThirdAsync(1, ThreeShares));
        Assert.Equal("entry 3", await ThirdAsync(2, ThreeShares));
        Assert.Equal("altered", await ThirdAsync(3, ThreeShares));
        Assert.Equal("altered", await ThirdAsync(1, Count)); // a short log has one share
    }

    [Fact]
    public async Task Complete_Interrupted_GoesOnWhereItEndedAndLeavesFullPacksAlone()
    {
        var (container, tiles) = await CreateAsync();
        var (entries, packs) = await FillAsync(container, tiles);
        await packs.CompleteAsync(EntryPacks.Size - 1, Cancellation);
        Assert.Empty(await PacksAsync(tiles));
        await packs.CompleteAsync(EntryPacks.Size, Cancellation);
        var first = Assert.Single(await PacksAsync(tiles));
        await packs.CompleteAsync(Count, Cancellation);

        Assert.Equal(["entries/000000000000", "entries/000000000001"], (await PacksAsync(tiles)).Select(blob => blob.Name));
        Assert.Equal(first.Properties.ETag, (await PacksAsync(tiles))[0].Properties.ETag);
        var before = account.Requests;
        await packs.CompleteAsync(Count, Cancellation);
        Assert.Equal(before + 1, account.Requests);
        await ExpectAsync(entries, await packs.ReadAllAsync(Cancellation).ToListAsync(Cancellation));
    }

    [Fact]
    public async Task Verify_FromPacks_FindsWhatWasDoneToBlobsAndToPacks()
    {
        var trail = new BlobTrail(account.Blobs);
        await trail.CreateAsync(Cancellation);
        await account.Tables.CreateTableAsync(TableAuditIndex.TableName, Cancellation);
        using var log = BlobAuditLog.Open(account.Blobs, account.Tables, Origin);
        await log.AppendManyAsync(Events(0, 300), Cancellation);
        var keys = new KeyFolder(Path.Combine(folder.FullName, "keys"), TimeProvider.System);
        var sealer = new TrailSealer(trail, keys, witnessKeys: null, Origin);
        await sealer.SealAsync(Cancellation);
        var keyring = await sealer.ReadKeyringAsync(Cancellation);
        async Task<IEnumerable<string>> CodesAsync() => (await new TrailVerifier(trail.Packs.ReadAllAsync, trail.Checkpoints, trail.Witness, Origin, keyring).VerifyAsync(Cancellation))
            .Findings.Select(finding => $"{finding.Code} at {finding.Where}");
        Assert.Empty(await CodesAsync());

        var pack = account.Blobs.GetBlobContainerClient(BlobTileStore.ContainerName).GetBlobClient("entries/000000000000");
        var genuine = (await pack.DownloadContentAsync(Cancellation)).Value.Content.ToString();
        await pack.UploadAsync(BinaryData.FromString(genuine.Replace("cycle-1/7\"", "cycle-1/x\"", StringComparison.Ordinal)), overwrite: true, Cancellation);
        Assert.Equal(["WrongPrevHash at entry 8", "Fork at checkpoint 300"], await CodesAsync());

        await pack.UploadAsync(BinaryData.FromString(genuine), overwrite: true, Cancellation);
        var entry = account.Blobs.GetBlobContainerClient(BlobAuditEntryStore.ContainerName).GetBlobClient(NameOf(9));
        var bytes = (await entry.DownloadContentAsync(Cancellation)).Value.Content.ToString();
        await entry.UploadAsync(BinaryData.FromString(bytes.Replace("cycle-1/9\"", "cycle-1/x\"", StringComparison.Ordinal)), overwrite: true, Cancellation);
        Assert.Equal(["WrongPrevHash at entry 10", "Fork at checkpoint 300"], await CodesAsync());
        await entry.DeleteAsync(cancellationToken: Cancellation);
        Assert.Equal(["MissingEntry at entry 9", "Rollback at checkpoint 300"], await CodesAsync());
    }

    public void Dispose()
    {
        account.Dispose();
        folder.Delete(recursive: true);
    }

    private static string NameOf(int index) => $"{index:D16}.json";

    private static async Task<List<BlobItem>> PacksAsync(BlobContainerClient tiles) => await tiles.GetBlobsAsync(cancellationToken: Cancellation).ToListAsync(Cancellation);

    private static async Task ExpectAsync(BlobAuditEntryStore entries, List<StoredAuditEntry> read)
    {
        static (long, string) Text(StoredAuditEntry entry) => (entry.Index, Encoding.UTF8.GetString(entry.Bytes.Span));
        Assert.Equal(await entries.ReadAllAsync(Cancellation).Select(Text).ToListAsync(Cancellation), read.Select(Text));
    }

    private async Task<(BlobContainerClient Entries, BlobContainerClient Tiles)> CreateAsync() =>
        (await account.Blobs.CreateBlobContainerAsync("entries", cancellationToken: Cancellation), await account.Blobs.CreateBlobContainerAsync("tiles", cancellationToken: Cancellation));

    private static async Task<(BlobAuditEntryStore Entries, EntryPacks Packs)> FillAsync(BlobContainerClient container, BlobContainerClient tiles)
    {
        var entries = new BlobAuditEntryStore(container);
        await Parallel.ForAsync(0, Count, Cancellation, async (index, stop) => await entries.TryCreateAsync(index, Encoding.UTF8.GetBytes($"entry {index}"), stop));
        return (entries, new EntryPacks(entries, tiles));
    }
}
