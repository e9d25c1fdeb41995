using System.Globalization;
using Azure;
using Azure.Data.Tables;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Serverless.Core.MarketData;
using Serverless.Core.Time;
using Serverless.Infra.LocalStorage;
using Serverless.Infra.MarketData;
using Serverless.Testing;

namespace Serverless.Infra.Tests.LocalStorage;

/// <summary>Local storage beside Azurite: the same calls must have the same outcome.</summary>
public sealed class LocalStorageAccountTests(AzuriteFixture azurite) : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("serverless-local-storage-");
    private LocalStorageAccount? local;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private string File => Path.Combine(folder.FullName, "storage.db");

    public void Dispose()
    {
        local?.Dispose();
        folder.Delete(recursive: true);
    }

    [Fact]
    public Task Blobs_WrittenReadConditionallyListedAndDeleted_AsInAzurite() => CompareAsync(async (side, log) =>
    {
        var container = side.Blobs.GetBlobContainerClient(UniqueName());
        log.Add(await container.ExistsAsync(Cancellation));
        await log.TryAsync(() => container.GetBlobClient("a").DownloadContentAsync(Cancellation));
        log.Add((await container.CreateIfNotExistsAsync(cancellationToken: Cancellation)) is not null);
        log.Add((await container.CreateIfNotExistsAsync(cancellationToken: Cancellation)) is null);
        var blob = container.GetBlobClient("folder/with 'odd' nàme & more.json");
        log.Add(await blob.ExistsAsync(Cancellation));
        await log.TryAsync(() => blob.DownloadContentAsync(Cancellation));
        var first = await blob.UploadAsync(
            BinaryData.FromString("{\"a\":1}"),
            new BlobUploadOptions
            {
                Conditions = new BlobRequestConditions { IfNoneMatch = ETag.All },
                HttpHeaders = new BlobHttpHeaders { ContentType = "application/json", ContentEncoding = "identity" },
                Metadata = new Dictionary<string, string> { ["kind"] = "test", ["Other"] = "2" },
            },
            Cancellation);
        await log.TryAsync(() => blob.UploadAsync(
            BinaryData.FromString("x"), new BlobUploadOptions { Conditions = new BlobRequestConditions { IfNoneMatch = ETag.All } }, Cancellation));
        var properties = (await blob.GetPropertiesAsync(cancellationToken: Cancellation)).Value;
        log.Add(properties.ContentLength, properties.ContentType, properties.ContentEncoding, string.Join(';', properties.Metadata.OrderBy(pair => pair.Key)), properties.ETag == first.Value.ETag);
        log.Add((await blob.DownloadContentAsync(Cancellation)).Value.Content.ToString());
        await log.TryAsync(() => blob.DownloadContentAsync(new BlobDownloadOptions { Conditions = new BlobRequestConditions { IfMatch = new ETag("\"0x1\"") } }, Cancellation));
        await log.TryAsync(() => blob.UploadAsync(BinaryData.FromString("y"), new BlobUploadOptions { Conditions = new BlobRequestConditions { IfMatch = new ETag("\"0x1\"") } }, Cancellation));
        var second = await blob.UploadAsync(BinaryData.FromString("y"), new BlobUploadOptions { Conditions = new BlobRequestConditions { IfMatch = first.Value.ETag } }, Cancellation);
        log.Add(second.Value.ETag != first.Value.ETag, (await blob.GetPropertiesAsync(cancellationToken: Cancellation)).Value.Metadata.Count);
        using (var whole = new MemoryStream())
        {
            await container.GetBlobClient("empty").UploadAsync(BinaryData.Empty, overwrite: true, Cancellation);
            await container.GetBlobClient("empty").DownloadToAsync(whole, Cancellation);
            log.Add(whole.Length);
            await blob.DownloadToAsync(whole, Cancellation);
            log.Add(Convert.ToHexString(whole.ToArray()));
        }

        await container.GetBlobClient("described").UploadAsync(
            BinaryData.FromString("d"), new BlobUploadOptions { Metadata = new Dictionary<string, string> { ["sha256"] = "ab", ["Kind"] = "a & b" } }, Cancellation);
        for (var i = 0; i < 7; i++)
            await container.GetBlobClient($"many/{i:00}").UploadAsync(BinaryData.FromString(new string('z', i)), overwrite: true, Cancellation);
        await foreach (var page in container.GetBlobsAsync(prefix: "many/", cancellationToken: Cancellation).AsPages(pageSizeHint: 3))
            log.Add(string.Join(',', page.Values.Select(item => $"{item.Name}:{item.Properties.ContentLength}:{item.Properties.BlobType}")), page.ContinuationToken is { Length: > 0 });
        await foreach (var item in container.GetBlobsAsync(BlobTraits.Metadata, cancellationToken: Cancellation))
            log.Add(item.Name, string.Join(';', item.Metadata.OrderBy(pair => pair.Key)));
        log.Add(await container.GetBlobClient("many/03").DeleteIfExistsAsync(cancellationToken: Cancellation));
        log.Add(await container.GetBlobClient("many/03").DeleteIfExistsAsync(cancellationToken: Cancellation));
        await container.DeleteAsync(cancellationToken: Cancellation);
    });

    [Fact]
    public Task Blobs_OfTextThatTheFilePacks_AsInAzurite() => CompareAsync(async (side, log) =>
    {
        var container = side.Blobs.GetBlobContainerClient(UniqueName());
        await container.CreateAsync(cancellationToken: Cancellation);
        var text = string.Join('\n', Enumerable.Range(0, 5000).Select(i => $"line {i} of many that are alike"));
        await container.GetBlobClient("long").UploadAsync(BinaryData.FromString(text), overwrite: true, Cancellation);
        log.Add((await container.GetBlobClient("long").DownloadContentAsync(Cancellation)).Value.Content.ToString() == text);
        log.Add((await container.GetBlobClient("long").GetPropertiesAsync(cancellationToken: Cancellation)).Value.ContentLength);
        var part = await container.GetBlobClient("long").DownloadContentAsync(new BlobDownloadOptions { Range = new HttpRange(1000, 50) }, Cancellation);
        log.Add(part.Value.Content.ToString(), part.Value.Details.ContentRange);
        await foreach (var item in container.GetBlobsAsync(cancellationToken: Cancellation))
            log.Add(item.Name, item.Properties.ContentLength);
        await container.DeleteAsync(cancellationToken: Cancellation);
    });

    [Fact]
    public async Task Upload_TextThatRepeatsItself_TakesAFractionOfItsRoom()
    {
        var container = Open().Blobs.GetBlobContainerClient("packed");
        await container.CreateAsync(cancellationToken: Cancellation);
        var text = string.Join('\n', Enumerable.Range(0, 50_000).Select(i => $"line {i} of many that are alike"));
        await container.GetBlobClient("long").UploadAsync(BinaryData.FromString(text), overwrite: true, Cancellation);
        local!.Dispose();
        local = null;

        Assert.True(new FileInfo(File).Length < text.Length / 3);
        Assert.Equal(text, (await Open().Blobs.GetBlobContainerClient("packed").GetBlobClient("long").DownloadContentAsync(Cancellation)).Value.Content.ToString());
    }

    [Fact]
    public Task Entities_EveryWriteAndVersion_AsInAzurite() => CompareAsync(async (side, log) =>
    {
        var table = side.Tables.GetTableClient(UniqueTable());
        await log.TryAsync(() => table.AddEntityAsync(new TableEntity("p", "r"), Cancellation));
        await table.CreateAsync(Cancellation);
        await log.TryAsync(() => table.CreateAsync(Cancellation));
        var entity = new TableEntity("p 'q' é", "r+1&2=3")
        {
            ["Text"] = "it's",
            ["Whole"] = 7,
            ["Long"] = 1L << 40,
            ["Real"] = 2.5,
            ["Round"] = 3.0,
            ["NotNumber"] = double.NaN,
            ["Flag"] = true,
            ["Time"] = new DateTimeOffset(2024, 2, 29, 1, 2, 3, TimeSpan.Zero),
            ["Id"] = Guid.Empty,
            ["Bytes"] = new byte[] { 1, 2, 255 },
        };
        await table.AddEntityAsync(entity, Cancellation);
        await log.TryAsync(() => table.AddEntityAsync(entity, Cancellation));
        var stored = (await table.GetEntityAsync<TableEntity>(entity.PartitionKey, entity.RowKey, cancellationToken: Cancellation)).Value;
        log.Add(Text(stored), stored.Timestamp > DateTimeOffset.UnixEpoch);
        log.Add(Text((await table.GetEntityAsync<TableEntity>(entity.PartitionKey, entity.RowKey, ["Text", "Long"], Cancellation)).Value));
        await log.TryAsync(() => table.UpdateEntityAsync(new TableEntity("p", "none"), ETag.All, cancellationToken: Cancellation));
        await log.TryAsync(() => table.UpdateEntityAsync(entity, new ETag("W/\"datetime'2020-01-01T00%3A00%3A00.0000000Z'\""), cancellationToken: Cancellation));
        await table.UpdateEntityAsync(new TableEntity(entity.PartitionKey, entity.RowKey) { ["Long"] = "text now", ["New"] = 1L }, stored.ETag, TableUpdateMode.Merge, Cancellation);
        await log.TryAsync(() => table.UpdateEntityAsync(entity, stored.ETag, TableUpdateMode.Merge, Cancellation));
        stored = (await table.GetEntityAsync<TableEntity>(entity.PartitionKey, entity.RowKey, cancellationToken: Cancellation)).Value;
        log.Add(Text(stored));
        await table.UpsertEntityAsync(new TableEntity(entity.PartitionKey, entity.RowKey) { ["Only"] = "this" }, TableUpdateMode.Replace, Cancellation);
        log.Add(Text((await table.GetEntityAsync<TableEntity>(entity.PartitionKey, entity.RowKey, cancellationToken: Cancellation)).Value));
        await log.TryAsync(() => table.DeleteEntityAsync(entity.PartitionKey, entity.RowKey, stored.ETag, Cancellation));
        log.Add((await table.DeleteEntityAsync(entity.PartitionKey, entity.RowKey, cancellationToken: Cancellation)).Status);
        log.Add((await table.DeleteEntityAsync(entity.PartitionKey, entity.RowKey, cancellationToken: Cancellation)).Status);
        log.Add((await table.GetEntityIfExistsAsync<TableEntity>(entity.PartitionKey, entity.RowKey, cancellationToken: Cancellation)).HasValue);
        log.Add((await table.DeleteAsync(Cancellation)).Status, (await table.DeleteAsync(Cancellation)).Status);
    });

    [Fact]
    public Task Transactions_AllOrNothing_AsInAzurite() => CompareAsync(async (side, log) =>
    {
        var table = side.Tables.GetTableClient(UniqueTable());
        await table.CreateAsync(Cancellation);
        var responses = (await table.SubmitTransactionAsync(Enumerable.Range(0, 100).Select(i => Add($"r{i:000}")), Cancellation)).Value;
        log.Add(responses.Count, responses.All(response => response.Status == 204));
        await log.TryAsync(() => table.SubmitTransactionAsync([Add("new-1"), Add("r050"), Add("new-2")], Cancellation));
        log.Add((await table.GetEntityIfExistsAsync<TableEntity>("p", "new-1", cancellationToken: Cancellation)).HasValue);
        await table.SubmitTransactionAsync(
            [
                new(TableTransactionActionType.Delete, new TableEntity("p", "r000")),
                new(TableTransactionActionType.UpsertReplace, new TableEntity("p", "r001") { ["Replaced"] = true }),
                new(TableTransactionActionType.UpdateMerge, new TableEntity("p", "r002") { ["Merged"] = true }),
            ],
            Cancellation);
        await foreach (var entity in table.QueryAsync<TableEntity>("RowKey lt 'r004'", cancellationToken: Cancellation))
            log.Add(Text(entity));
        await table.DeleteAsync(Cancellation);

        static TableTransactionAction Add(string row) => new(TableTransactionActionType.Add, new TableEntity("p", row) { ["Value"] = row.Length });
    });

    [Theory]
    [InlineData("PartitionKey eq 'p1'")]
    [InlineData("PartitionKey eq 'p1' and RowKey ge 'r03' and RowKey lt 'r1'")]
    [InlineData("(PartitionKey eq 'p0') or (RowKey eq 'r07')")]
    [InlineData("PartitionKey gt 'p0' and not (Whole eq 4)")]
    [InlineData("Whole ge 3 and Whole le 5")]
    [InlineData("Long gt 2000000000000L")]
    [InlineData("Real lt 1.5")]
    [InlineData("Flag eq true")]
    [InlineData("Flag ne true and Text eq 'it''s 6'")]
    [InlineData("Time gt datetime'2024-01-05T00:00:00Z'")]
    [InlineData("Id eq guid'00000000-0000-0000-0000-000000000003'")]
    [InlineData("Missing eq 1")]
    [InlineData("Sometimes gt 1")]
    [InlineData("RowKey gt 'r05' and (Text eq 'it''s 8' or Whole lt 2)")]
    public Task Filters_OfEveryKind_AsInAzurite(string filter) => CompareAsync(async (side, log) =>
    {
        var table = side.Tables.GetTableClient(UniqueTable());
        await table.CreateAsync(Cancellation);
        for (var i = 0; i < 12; i++)
        {
            var entity = new TableEntity($"p{i % 3}", $"r{i:00}")
            {
                ["Text"] = $"it's {i}",
                ["Whole"] = i,
                ["Long"] = i * 1_000_000_000_000L,
                ["Real"] = i * 0.5,
                ["Flag"] = i % 2 == 0,
                ["Time"] = new DateTimeOffset(2024, 1, 1 + i, 0, 0, 0, TimeSpan.Zero),
            };
            if (i % 4 == 0)
                entity["Sometimes"] = i;
            entity["Id"] = Guid.Parse(string.Create(CultureInfo.InvariantCulture, $"00000000-0000-0000-0000-{i:000000000000}"));
            await table.AddEntityAsync(entity, Cancellation);
        }

        await foreach (var page in table.QueryAsync<TableEntity>(filter, maxPerPage: 2, cancellationToken: Cancellation).AsPages())
        {
            foreach (var entity in page.Values)
                log.Add(entity.PartitionKey, entity.RowKey);
        }

        await table.DeleteAsync(Cancellation);
    });

    [Fact]
    public async Task Query_MoreThanAPageAcrossPartitions_ReturnsEachOnceInOrder()
    {
        var table = Open().Tables.GetTableClient("Many");
        await table.CreateAsync(Cancellation);
        for (var partition = 0; partition < 25; partition++)
        {
            await table.SubmitTransactionAsync(
                Enumerable.Range(0, 100).Select(i => new TableTransactionAction(
                    TableTransactionActionType.Add, new TableEntity($"p{partition:00}", $"r{i:000}") { ["Odd"] = i % 2 == 1 })),
                Cancellation);
        }

        var all = await table.QueryAsync<TableEntity>(cancellationToken: Cancellation).ToListAsync(Cancellation);
        var odd = await table.QueryAsync<TableEntity>("Odd eq true", cancellationToken: Cancellation).ToListAsync(Cancellation);
        var keys = all.ConvertAll(entity => entity.PartitionKey + entity.RowKey);
        Assert.Equal(2500, keys.Distinct().Count());
        Assert.Equal(keys.Order(StringComparer.Ordinal), keys);
        Assert.Equal(1250, odd.Count);
    }

    [Fact]
    public async Task Open_AfterClosing_HasEverything()
    {
        var blob = Open().Blobs.GetBlobContainerClient("kept").GetBlobClient("b");
        await local!.Blobs.GetBlobContainerClient("kept").CreateAsync(cancellationToken: Cancellation);
        var written = (await blob.UploadAsync(BinaryData.FromString("content"), Cancellation)).Value;
        await local.Tables.CreateTableAsync("Kept", Cancellation);
        await local.Tables.GetTableClient("Kept").AddEntityAsync(new TableEntity("p", "r") { ["V"] = 1 }, Cancellation);
        local.Dispose();
        local = null;
        var again = Open();
        var read = (await again.Blobs.GetBlobContainerClient("kept").GetBlobClient("b").DownloadContentAsync(Cancellation)).Value;
        Assert.Equal("content", read.Content.ToString());
        Assert.Equal(written.ETag, read.Details.ETag);
        Assert.Equal(1, (await again.Tables.GetTableClient("Kept").GetEntityAsync<TableEntity>("p", "r", cancellationToken: Cancellation)).Value["V"]);
    }

    [Fact]
    public async Task MarketData_StoredInOneProcessAndListedInTheNext_IsThere()
    {
        var bars = SyntheticMarket.Generate("SYNAUSD", Timeframe.H4, new(2024, 1, 1, 0, 0, 0, TimeSpan.Zero), 500, seed: 1);
        var stored = await new MarketDataStore(Open().Blobs, TimeProvider.System).SaveAsync(bars, Market.Crypto, DataOrigin.Synthetic(1), [], cancellationToken: Cancellation);
        local!.Dispose();
        local = null;
        var listed = await new MarketDataStore(Open().Blobs, TimeProvider.System).ListAsync(Cancellation);
        Assert.Equal(stored.Dataset, Assert.Single(listed).Dataset);
    }

    [Fact]
    public void Open_FileOfSomethingElse_NamesIt()
    {
        System.IO.File.WriteAllText(File, new string('x', 5000));
        var error = Assert.Throws<IOException>(() => Open());
        Assert.Contains(File, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Open_AlreadyOpen_SaysSo()
    {
        Open();
        var error = Assert.Throws<IOException>(() => LocalStorageAccount.Open(File, TimeProvider.System));
        Assert.Contains("another process", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Upload_InBlocks_IsRefusedAsNotBuilt()
    {
        var container = Open().Blobs.GetBlobContainerClient("blocks");
        await container.CreateAsync(cancellationToken: Cancellation);
        var options = new BlobUploadOptions { TransferOptions = new() { InitialTransferSize = 10, MaximumTransferSize = 10 } };
        var error = await Assert.ThrowsAsync<RequestFailedException>(() => container.GetBlobClient("b").UploadAsync(BinaryData.FromBytes(new byte[100]), options, Cancellation));
        Assert.Equal(501, error.Status);
    }

    private static string Text(TableEntity entity) => string.Join(
        '|',
        entity.Where(pair => pair.Key is not ("odata.etag" or "Timestamp")).OrderBy(pair => pair.Key, StringComparer.Ordinal)
            .Select(pair => $"{pair.Key}={(pair.Value is byte[] bytes ? Convert.ToHexString(bytes) : pair.Value)}:{pair.Value?.GetType().Name}"));

    private static string UniqueName() => $"c{Guid.NewGuid():n}";

    private static string UniqueTable() => $"T{Guid.NewGuid():n}";

    private LocalStorageAccount Open() => local ??= LocalStorageAccount.Open(File, TimeProvider.System);

    private async Task CompareAsync(Func<StorageSide, StorageLog, Task> scenario)
    {
        var (real, ours) = (new StorageLog(), new StorageLog());
        await scenario(new StorageSide(new BlobServiceClient(azurite.ConnectionString), new TableServiceClient(azurite.ConnectionString)), real);
        await scenario(new StorageSide(Open().Blobs, Open().Tables), ours);
        Assert.Equal(real.Lines, ours.Lines);
    }
}
