using System.Globalization;
using System.Text;
using Azure.Storage.Blobs;
using Serverless.Core.Audit;
using Serverless.Infra.Audit;
using Serverless.Testing;

namespace Serverless.Infra.Tests.Audit;

public sealed class BlobAuditEntryStoreTests(AzuriteFixture azurite)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task TryCreate_IndexTaken_ReturnsFalseAndKeepsTheFirstBytes()
    {
        var store = new BlobAuditEntryStore(await azurite.CreateContainerAsync());
        Assert.True(await store.TryCreateAsync(7, "first"u8.ToArray(), Cancellation));
        Assert.False(await store.TryCreateAsync(7, "other"u8.ToArray(), Cancellation));
        Assert.Equal("first"u8.ToArray(), (await store.ReadAsync(7, Cancellation))!.Value.ToArray());
        Assert.Null(await store.ReadAsync(8, Cancellation));
    }

    [Fact]
    public async Task TryCreate_SixteenRace_OneWins()
    {
        var store = new BlobAuditEntryStore(await azurite.CreateContainerAsync());
        for (var round = 0; round < 10; round++)
        {
            var won = await Task.WhenAll(Enumerable.Range(0, 16).Select(i =>
                store.TryCreateAsync(round, Encoding.UTF8.GetBytes(i.ToString(CultureInfo.InvariantCulture)), Cancellation)));
            var winner = Assert.Single(Enumerable.Range(0, 16), i => won[i]);
            Assert.Equal($"{winner}", Encoding.UTF8.GetString((await store.ReadAsync(round, Cancellation))!.Value.Span));
        }
    }

    [Fact]
    public async Task ReadAll_GapsAndManyEntries_DeliversWhatIsThereInOrder()
    {
        var store = new BlobAuditEntryStore(await azurite.CreateContainerAsync());
        long[] indices = [.. Enumerable.Range(0, 140).Where(i => i != 25).Select(i => (long)i), 123_456_789, 9_007_199_254_740_991];
        await Task.WhenAll(indices.Select(i => store.TryCreateAsync(i, BitConverter.GetBytes(i), Cancellation)));
        var all = await store.ReadAllAsync(Cancellation).ToListAsync(Cancellation);
        Assert.Equal(indices, all.Select(entry => entry.Index));
        Assert.All(all, entry => Assert.Equal(entry.Index, BitConverter.ToInt64(entry.Bytes.Span)));
    }

    [Fact]
    public async Task ReadRow_FromAnyIndex_DeliversUpToTheGapOrTheEnd()
    {
        var store = new BlobAuditEntryStore(await azurite.CreateContainerAsync());
        await Task.WhenAll(Enumerable.Range(0, 40).Where(i => i != 25).Select(i => store.TryCreateAsync(i, BitConverter.GetBytes((long)i), Cancellation)));
        foreach (var (from, end, next) in new[] { (0, 99, 25), (24, 99, 25), (25, 99, 25), (26, 99, 40), (40, 99, 40), (3, 7, 7), (7, 7, 7) })
        {
            var row = await store.ReadRowAsync(from, end, Cancellation).ToListAsync(Cancellation);
            Assert.Equal(Enumerable.Range(from, next - from).Select(index => (long)index), row.Select(entry => entry.Index));
            Assert.All(row, entry => Assert.Equal(entry.Index, BitConverter.ToInt64(entry.Bytes.Span)));
        }
    }

    [Theory]
    [InlineData("0000000000000001.json.bak")]
    [InlineData("1.json")]
    [InlineData("notes.txt")]
    public async Task ReadAll_ForeignBlob_IsNamed(string name)
    {
        var container = await azurite.CreateContainerAsync();
        await container.UploadBlobAsync(name, BinaryData.FromString("x"), Cancellation);
        var refusal = await Assert.ThrowsAsync<InvalidDataException>(async () =>
            await new BlobAuditEntryStore(container).ReadAllAsync(Cancellation).ToListAsync(Cancellation));
        Assert.Contains($"'{name}'", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AnyCall_ContainerMissing_IsAStoreFailureThatSaysSo()
    {
        var store = new BlobAuditEntryStore(azurite.Container("never-created"));
        foreach (var call in new Func<Task>[]
        {
            () => store.TryCreateAsync(0, new byte[1], Cancellation),
            () => store.ReadAsync(0, Cancellation),
            async () => await store.ReadAllAsync(Cancellation).ToListAsync(Cancellation),
        })
        {
            var failure = await Assert.ThrowsAsync<AuditStoreException>(call);
            Assert.Contains("container", failure.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task AnyCall_NobodyListens_IsAStoreFailure()
    {
        var options = new BlobClientOptions { Retry = { MaxRetries = 0 } };
        var container = new BlobServiceClient(new Uri("http://127.0.0.1:1/account"), options).GetBlobContainerClient("audit-entries");
        await Assert.ThrowsAsync<AuditStoreException>(() => new BlobAuditEntryStore(container).ReadAsync(0, Cancellation));
    }
}
