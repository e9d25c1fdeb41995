using System.Collections.Concurrent;
using Azure.Core;
using Azure.Data.Tables;
using Azure.Storage.Blobs;
using Serverless.Core.Audit;
using Serverless.Infra.Audit;
using Serverless.Testing;
using static Serverless.Infra.Tests.Audit.AuditEvents;

namespace Serverless.Infra.Tests.Audit;

/// <summary>The append protocol on real storage.</summary>
public sealed class AuditLogOnAzuriteTests(AzuriteFixture azurite)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Append_SixteenWritersOnTwoInstances_KeepsEveryInvariant()
    {
        const int Writers = 16, PerWriter = 20;
        var container = await azurite.CreateContainerAsync();
        var table = await azurite.CreateTableAsync();
        AuditLog[] logs = [Open(container, table), Open(azurite.Container(container.Name), azurite.Table(table.Name))];
        var history = new ConcurrentQueue<(string EventId, int Began, int Acknowledged, AuditReceipt Receipt)>();
        var clock = 0;

        await Task.WhenAll(Enumerable.Range(0, Writers).Select(async writer =>
        {
            await Task.Yield();
            for (var i = 0; i < PerWriter; i++)
            {
                // Every fourth event is appended by two writers, one on each instance.
                var id = i % 4 == 0 ? $"shared/{writer / 2}/{i}" : $"own/{writer}/{i}";
                var began = Interlocked.Increment(ref clock);
                var receipt = await logs[writer % 2].AppendAsync(Event(id), Cancellation);
                history.Enqueue((id, began, Interlocked.Increment(ref clock), receipt));
            }
        }));

        var verdict = await VerifyAsync(container);
        Assert.Empty(verdict.Faults);
        Assert.Equal(Writers * PerWriter * 7 / 8, verdict.Entries);
        Assert.Equal(verdict.Entries, history.Count(append => !append.Receipt.AlreadyPresent));
        Assert.All(history.GroupBy(append => append.EventId), group => Assert.Single(group.Select(append => append.Receipt.Index).Distinct()));
        Assert.Equal(verdict.Entries, history.Select(append => append.Receipt.Index).Distinct().Count());
        foreach (var first in history)
        {
            foreach (var later in history.Where(append => append.Began > first.Acknowledged && !append.Receipt.AlreadyPresent))
                Assert.True(first.Receipt.Index < later.Receipt.Index, $"{first} was acknowledged before {later} began.");
        }

        foreach (var log in logs)
        {
            Assert.Equal(new AuditHead(verdict.Entries, verdict.HeadHash), await log.ReadHeadAsync(Cancellation));
            log.Dispose();
        }
    }

    [Fact]
    public async Task AppendMany_TwoInstancesWithLongBatches_NeitherStarves()
    {
        var container = await azurite.CreateContainerAsync();
        var table = await azurite.CreateTableAsync();
        using AuditLog one = Open(container, table), two = Open(azurite.Container(container.Name), azurite.Table(table.Name));
        await Task.WhenAll(one.AppendManyAsync(Events(0, 150), Cancellation), two.AppendManyAsync(Events(1000, 150), Cancellation));
        var verdict = await VerifyAsync(container);
        Assert.Empty(verdict.Faults);
        Assert.Equal(300, verdict.Entries);
    }

    [Fact]
    public async Task AppendMany_TwoHundredEntries_NeitherReadsTheLogNorWritesTheIndexEntryByEntry()
    {
        RequestRecorder blobs = new(), rows = new();
        var container = azurite.Container((await azurite.CreateContainerAsync()).Name, blobs);
        var table = azurite.Table((await azurite.CreateTableAsync()).Name, rows);
        using var log = Open(container, table);
        await log.AppendManyAsync(Events(0, 50), Cancellation);
        blobs.Clear();
        rows.Clear();

        await log.AppendManyAsync(Events(50, 200), Cancellation);

        Assert.Equal((200, 0), (blobs.Count(RequestMethod.Put), blobs.Count(RequestMethod.Get)));
        Assert.Equal((3, 200), (rows.Count(RequestMethod.Post), rows.Count(RequestMethod.Get)));
    }

    [Fact]
    public async Task Append_RestartedOnAnIntactIndex_ReadsOnlyTheHead()
    {
        var blobs = new RequestRecorder();
        var container = azurite.Container((await azurite.CreateContainerAsync()).Name, blobs);
        var table = await azurite.CreateTableAsync();
        using (var log = Open(container, table))
            await log.AppendManyAsync(Events(0, 50), Cancellation);
        blobs.Clear();
        using var restarted = Open(container, table);
        Assert.Equal(50, (await restarted.AppendAsync(Event("next"), Cancellation)).Index);
        Assert.Equal(2, blobs.Count(RequestMethod.Get));
    }

    [Theory]
    [InlineData("coverage row deleted")]
    [InlineData("coverage stale")]
    [InlineData("coverage ahead")]
    [InlineData("coverage corrupt")]
    [InlineData("table emptied")]
    public async Task Append_IndexDamaged_IsRebuiltFromTheEntries(string damage)
    {
        var container = await azurite.CreateContainerAsync();
        var table = await azurite.CreateTableAsync();
        using (var log = Open(container, table))
            await log.AppendManyAsync(Events(0, 30), Cancellation);
        await DamageAsync(table, damage);

        using var restarted = Open(container, table);
        var receipts = await restarted.AppendManyAsync(Events(0, 31), Cancellation);

        Assert.Equal(Enumerable.Range(0, 31).Select(i => ((long)i, i < 30)), receipts.Select(r => (r.Index, r.AlreadyPresent)));
        var index = new TableAuditIndex(table, Origin);
        Assert.Equal(31, await index.ReadCoverageAsync(Cancellation));
        var found = await index.FindAsync([.. Events(0, 31).Select(e => e.EventId), "unknown"], Cancellation);
        Assert.Equal(Events(0, 31).Select((e, i) => KeyValuePair.Create(e.EventId, (long)i)), found.OrderBy(row => row.Value));
        Assert.Empty((await VerifyAsync(container)).Faults);
    }

    [Fact]
    public async Task Append_TableMissing_IsAStoreFailure()
    {
        using var log = Open(await azurite.CreateContainerAsync(), azurite.Table("neverCreated"));
        var failure = await Assert.ThrowsAsync<AuditStoreException>(() => log.AppendAsync(Event("e"), Cancellation));
        Assert.Contains("index", failure.Message, StringComparison.Ordinal);
    }

    private static async Task DamageAsync(TableClient table, string damage)
    {
        const string Row = "coverage";
        var rows = await table.QueryAsync<TableEntity>(cancellationToken: Cancellation).ToListAsync(Cancellation);
        if (damage == "coverage row deleted")
            await table.DeleteEntityAsync(Origin, Row, cancellationToken: Cancellation);
        else if (damage == "table emptied")
            foreach (var row in rows)
                await table.DeleteEntityAsync(row.PartitionKey, row.RowKey, cancellationToken: Cancellation);
        else
        {
            object entries = damage switch { "coverage stale" => 12L, "coverage ahead" => 1000L, _ => "many" };
            await table.UpsertEntityAsync(new TableEntity(Origin, Row) { ["Entries"] = entries }, TableUpdateMode.Replace, Cancellation);
            foreach (var row in rows.Where(row => row.RowKey != Row && row.GetInt64("Index") >= 12))
                await table.DeleteEntityAsync(row.PartitionKey, row.RowKey, cancellationToken: Cancellation);
        }
    }

    private static AuditLog Open(BlobContainerClient container, TableClient table) =>
        new(new BlobAuditEntryStore(container), new TableAuditIndex(table, Origin), Origin);

    private static Task<AuditVerification> VerifyAsync(BlobContainerClient container) =>
        AuditVerifier.VerifyAsync(new BlobAuditEntryStore(container).ReadAllAsync(Cancellation), Origin, cancellationToken: Cancellation);
}
