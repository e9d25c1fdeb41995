using Azure.Data.Tables.Models;
using Serverless.Testing;

namespace Azure.Data.Tables.Tests;

public sealed class TransactionTests(AzuriteFixture azurite) : TableTest(azurite)
{
    [Fact]
    public async Task SubmitTransaction_EveryKindOfAction_DoesThemAll()
    {
        foreach (var row in (string[])["merge", "replace", "delete", "upsert"])
            await Table.AddEntityAsync(new TableEntity("p", row) { ["A"] = 1 }, Cancellation);
        var etag = (await Table.GetEntityAsync<TableEntity>("p", "merge", cancellationToken: Cancellation)).Value.ETag;

        var response = await Table.SubmitTransactionAsync(
            [
                new(TableTransactionActionType.Add, new TableEntity("p", "it's ü") { ["B"] = 2L, ["Text"] = "line\r\n--changeset" }),
                new(TableTransactionActionType.UpdateMerge, new TableEntity("p", "merge") { ["B"] = 2L }, etag),
                new(TableTransactionActionType.UpdateReplace, new TableEntity("p", "replace") { ["B"] = 2L }),
                new(TableTransactionActionType.UpsertMerge, new TableEntity("p", "upsert") { ["B"] = 2L }),
                new(TableTransactionActionType.UpsertReplace, new TableEntity("p", "new") { ["B"] = 2L }),
                new(TableTransactionActionType.Delete, new TableEntity("p", "delete")),
            ],
            Cancellation);

        var rows = await Table.QueryAsync<TableEntity>(cancellationToken: Cancellation).ToDictionaryAsync(row => row.RowKey, cancellationToken: Cancellation);
        Assert.Equal([204, 204, 204, 204, 204, 204], response.Value.Select(item => item.Status));
        Assert.Equal(["it's ü", "merge", "new", "replace", "upsert"], rows.Keys.Order(StringComparer.Ordinal));
        Assert.All(rows.Values, row => Assert.Equal(2L, row.GetInt64("B")));
        Assert.Equal((1, null, 1), (rows["merge"].GetInt32("A"), rows["replace"].GetInt32("A"), rows["upsert"].GetInt32("A")));
        Assert.Equal("line\r\n--changeset", rows["it's ü"].GetString("Text"));
        Assert.Equal(rows["it's ü"].ETag, response.Value[0].Headers.ETag);
    }

    [Fact]
    public async Task SubmitTransaction_OneActionFails_StoresNothingAndNamesIt()
    {
        await Table.AddEntityAsync(new TableEntity("p", "2"), Cancellation);

        var exception = await Assert.ThrowsAsync<TableTransactionFailedException>(() => Table.SubmitTransactionAsync(
            Enumerable.Range(0, 5).Select(i => new TableTransactionAction(TableTransactionActionType.Add, new TableEntity("p", $"{i}"))), Cancellation));

        Assert.Equal((409, "EntityAlreadyExists", 2), (exception.Status, exception.ErrorCode, exception.FailedTransactionActionIndex));
        Assert.True(exception.ErrorCode == TableErrorCode.EntityAlreadyExists);
        var row = Assert.Single(Table.Query<TableEntity>(cancellationToken: Cancellation));
        Assert.Equal("2", row.RowKey);
    }

    [Fact]
    public async Task SubmitTransaction_StaleETag_Throws412AndStoresNothing()
    {
        await Table.AddEntityAsync(new TableEntity("p", "1"), Cancellation);
        var stale = (await Table.GetEntityAsync<TableEntity>("p", "1", cancellationToken: Cancellation)).Value.ETag;
        await Table.UpsertEntityAsync(new TableEntity("p", "1") { ["A"] = 1 }, cancellationToken: Cancellation);

        var exception = await Assert.ThrowsAsync<TableTransactionFailedException>(() => Table.SubmitTransactionAsync(
            [
                new(TableTransactionActionType.Add, new TableEntity("p", "0")),
                new(TableTransactionActionType.UpdateReplace, new TableEntity("p", "1") { ["A"] = 2 }, stale),
            ],
            Cancellation));

        Assert.Equal((412, 1), (exception.Status, exception.FailedTransactionActionIndex));
        Assert.False((await Table.GetEntityIfExistsAsync<TableEntity>("p", "0", cancellationToken: Cancellation)).HasValue);
    }

    [Fact]
    public async Task SubmitTransaction_HundredActions_StoresThemAll()
    {
        var actions = Enumerable.Range(0, 100).Select(
            i => new TableTransactionAction(TableTransactionActionType.UpsertReplace, new TableEntity("p", $"{i:D3}") { ["Value"] = i }));

        var response = await Table.SubmitTransactionAsync(actions, Cancellation);

        Assert.Equal(100, response.Value.Count);
        Assert.Equal(100, Table.Query<TableEntity>(cancellationToken: Cancellation).Count());
    }

    [Fact]
    public async Task SubmitTransaction_NoTable_Throws()
    {
        var missing = new TableClient(ConnectionString, "missing");

        var exception = await Assert.ThrowsAsync<TableTransactionFailedException>(
            () => missing.SubmitTransactionAsync([new(TableTransactionActionType.Add, new TableEntity("p", "r"))], Cancellation));

        Assert.Equal((404, "TableNotFound"), (exception.Status, exception.ErrorCode));
    }

    [Fact]
    public void SubmitTransaction_NoActions_IsRefused() =>
        Assert.Throws<InvalidOperationException>(() => Table.SubmitTransaction([], Cancellation));

    [Fact]
    public void SubmitTransaction_Synchronous_Stores()
    {
        Table.SubmitTransaction([new(TableTransactionActionType.Add, new TableEntity("p", "r"))], Cancellation);

        Assert.Single(Table.Query<TableEntity>(cancellationToken: Cancellation));
    }
}
