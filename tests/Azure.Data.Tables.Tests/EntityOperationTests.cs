using Azure.Data.Tables.Models;
using Serverless.Testing;

namespace Azure.Data.Tables.Tests;

public sealed class EntityOperationTests(AzuriteFixture azurite) : TableTest(azurite)
{
    [Fact]
    public async Task AddEntity_ExistingKey_Throws409EntityAlreadyExists()
    {
        await Table.AddEntityAsync(new TableEntity("p", "r"), Cancellation);

        var exception = await Assert.ThrowsAsync<RequestFailedException>(() => Table.AddEntityAsync(new TableEntity("p", "r"), Cancellation));

        Assert.Equal(409, exception.Status);
        Assert.True(exception.ErrorCode == TableErrorCode.EntityAlreadyExists);
        Assert.Contains("already exists", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AddEntity_NoTable_Throws404TableNotFound()
    {
        var missing = new TableClient(ConnectionString, "missing");

        var exception = await Assert.ThrowsAsync<RequestFailedException>(() => missing.AddEntityAsync(new TableEntity("p", "r"), Cancellation));

        Assert.Equal((404, "TableNotFound"), (exception.Status, exception.ErrorCode));
    }

    [Fact]
    public async Task AddEntity_Response_CarriesTheStoredETag()
    {
        var response = await Table.AddEntityAsync(new TableEntity("p", "r"), Cancellation);

        var read = await Table.GetEntityAsync<TableEntity>("p", "r", cancellationToken: Cancellation);
        Assert.Equal(204, response.Status);
        Assert.Equal(read.Value.ETag, response.Headers.ETag);
    }

    [Fact]
    public async Task UpsertEntity_Merge_KeepsOtherProperties()
    {
        await Table.UpsertEntityAsync(new TableEntity("p", "r") { ["A"] = 1, ["B"] = 1 }, cancellationToken: Cancellation);
        await Table.UpsertEntityAsync(new TableEntity("p", "r") { ["B"] = 2 }, TableUpdateMode.Merge, Cancellation);

        var read = (await Table.GetEntityAsync<TableEntity>("p", "r", cancellationToken: Cancellation)).Value;

        Assert.Equal((1, 2), (read.GetInt32("A"), read.GetInt32("B")));
    }

    [Fact]
    public async Task UpsertEntity_Replace_RemovesOtherProperties()
    {
        await Table.UpsertEntityAsync(new TableEntity("p", "r") { ["A"] = 1, ["B"] = 1 }, cancellationToken: Cancellation);
        await Table.UpsertEntityAsync(new TableEntity("p", "r") { ["B"] = 2 }, TableUpdateMode.Replace, Cancellation);

        var read = (await Table.GetEntityAsync<TableEntity>("p", "r", cancellationToken: Cancellation)).Value;

        Assert.Equal((null, 2), (read.GetInt32("A"), read.GetInt32("B")));
    }

    [Theory]
    [InlineData(TableUpdateMode.Merge)]
    [InlineData(TableUpdateMode.Replace)]
    public async Task UpdateEntity_StaleETag_Throws412AndStoresNothing(TableUpdateMode mode)
    {
        await Table.AddEntityAsync(new TableEntity("p", "r") { ["A"] = 1 }, Cancellation);
        var stale = (await Table.GetEntityAsync<TableEntity>("p", "r", cancellationToken: Cancellation)).Value;
        await Table.UpdateEntityAsync(new TableEntity("p", "r") { ["A"] = 2 }, stale.ETag, mode, Cancellation);

        stale["A"] = 3;
        var exception = await Assert.ThrowsAsync<RequestFailedException>(() => Table.UpdateEntityAsync(stale, stale.ETag, mode, Cancellation));

        Assert.Equal((412, "UpdateConditionNotSatisfied"), (exception.Status, exception.ErrorCode));
        Assert.Equal(2, (await Table.GetEntityAsync<TableEntity>("p", "r", cancellationToken: Cancellation)).Value.GetInt32("A"));
    }

    [Fact]
    public async Task UpdateEntity_AnyETag_Overwrites()
    {
        await Table.AddEntityAsync(new TableEntity("p", "r") { ["A"] = 1 }, Cancellation);

        await Table.UpdateEntityAsync(new TableEntity("p", "r") { ["A"] = 2 }, ETag.All, cancellationToken: Cancellation);

        Assert.Equal(2, (await Table.GetEntityAsync<TableEntity>("p", "r", cancellationToken: Cancellation)).Value.GetInt32("A"));
    }

    [Fact]
    public async Task UpdateEntity_Missing_Throws404()
    {
        var exception = await Assert.ThrowsAsync<RequestFailedException>(
            () => Table.UpdateEntityAsync(new TableEntity("p", "r"), ETag.All, cancellationToken: Cancellation));

        Assert.Equal(404, exception.Status);
    }

    [Fact]
    public async Task UpdateEntity_DefaultETag_IsRefusedBeforeAnyRequest() =>
        await Assert.ThrowsAsync<ArgumentException>(() => Table.UpdateEntityAsync(new TableEntity("p", "r"), default, cancellationToken: Cancellation));

    [Fact]
    public async Task DeleteEntity_StaleETag_Throws412()
    {
        await Table.AddEntityAsync(new TableEntity("p", "r"), Cancellation);
        var stale = (await Table.GetEntityAsync<TableEntity>("p", "r", cancellationToken: Cancellation)).Value.ETag;
        await Table.UpsertEntityAsync(new TableEntity("p", "r") { ["A"] = 1 }, cancellationToken: Cancellation);

        var exception = await Assert.ThrowsAsync<RequestFailedException>(() => Table.DeleteEntityAsync("p", "r", stale, Cancellation));

        Assert.Equal(412, exception.Status);
    }

    [Fact]
    public async Task DeleteEntity_Missing_Answers404WithoutException() =>
        Assert.Equal(404, (await Table.DeleteEntityAsync("p", "r", cancellationToken: Cancellation)).Status);

    [Fact]
    public async Task GetEntity_Missing_Throws404ResourceNotFound()
    {
        var exception = await Assert.ThrowsAsync<RequestFailedException>(
            () => Table.GetEntityAsync<TableEntity>("p", "r", cancellationToken: Cancellation));

        Assert.Equal((404, "ResourceNotFound"), (exception.Status, exception.ErrorCode));
    }

    [Fact]
    public async Task GetEntityIfExists_Missing_HasNoValue()
    {
        var response = await Table.GetEntityIfExistsAsync<TableEntity>("p", "r", cancellationToken: Cancellation);

        Assert.False(response.HasValue);
        Assert.Equal(404, response.GetRawResponse().Status);
        Assert.Throws<InvalidOperationException>(() => response.Value);
    }

    [Fact]
    public async Task GetEntityIfExists_Existing_HasTheValue()
    {
        await Table.AddEntityAsync(new TableEntity("p", "r") { ["A"] = 1 }, Cancellation);

        var response = await Table.GetEntityIfExistsAsync<TableEntity>("p", "r", cancellationToken: Cancellation);

        Assert.True(response.HasValue);
        Assert.Equal(1, response.Value!.GetInt32("A"));
    }

    [Fact]
    public async Task AddEntity_SlashInKey_IsRefusedByTheService()
    {
        var exception = await Assert.ThrowsAsync<RequestFailedException>(() => Table.AddEntityAsync(new TableEntity("a/b", "r"), Cancellation));

        Assert.Equal(400, exception.Status);
    }

    [Fact]
    public async Task AddEntity_NoRowKey_IsRefusedBeforeAnyRequest() =>
        await Assert.ThrowsAsync<ArgumentException>(() => Table.AddEntityAsync(new TableEntity { PartitionKey = "p" }, Cancellation));

    [Fact]
    public async Task AddEntity_Canceled_Throws()
    {
        using var canceled = new CancellationTokenSource();
        await canceled.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Table.AddEntityAsync(new TableEntity("p", "r"), canceled.Token));

        Assert.False((await Table.GetEntityIfExistsAsync<TableEntity>("p", "r", cancellationToken: Cancellation)).HasValue);
    }

    [Fact]
    public void SynchronousTwins_WholeLifeOfAnEntity_BehaveAlike()
    {
        Table.AddEntity(new TableEntity("p", "r") { ["A"] = 1 }, Cancellation);
        var read = Table.GetEntity<TableEntity>("p", "r", cancellationToken: Cancellation).Value;
        Table.UpdateEntity(new TableEntity("p", "r") { ["A"] = 2 }, read.ETag, cancellationToken: Cancellation);
        Table.UpsertEntity(new TableEntity("p", "r") { ["B"] = 3 }, cancellationToken: Cancellation);
        var merged = Table.GetEntityIfExists<TableEntity>("p", "r", cancellationToken: Cancellation).Value!;
        var deleted = Table.DeleteEntity(merged, merged.ETag, Cancellation);

        Assert.Equal((2, 3), (merged.GetInt32("A"), merged.GetInt32("B")));
        Assert.Equal(204, deleted.Status);
        Assert.Equal(404, Assert.Throws<RequestFailedException>(
            () => Table.GetEntity<TableEntity>("p", "r", cancellationToken: Cancellation)).Status);
    }
}
