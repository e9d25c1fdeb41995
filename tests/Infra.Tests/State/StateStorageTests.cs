using Azure.Data.Tables;
using Azure.Storage.Blobs;
using Serverless.Infra.Audit;
using Serverless.Infra.State;
using Serverless.Testing;

namespace Serverless.Infra.Tests.State;

public sealed class StateStorageTests(AzuriteFixture azurite)
{
    [Fact]
    public async Task Create_TwiceAndThenUsed_FindsEveryTableAndContainer()
    {
        var cancellation = TestContext.Current.CancellationToken;
        var tables = new TableServiceClient(azurite.ConnectionString);
        var blobs = new BlobServiceClient(azurite.ConnectionString);
        await StateStorage.CreateAsync(tables, blobs, cancellation);
        await StateStorage.CreateAsync(tables, blobs, cancellation);

        var names = await tables.QueryAsync(cancellationToken: cancellation).Select(table => table.Name).ToListAsync(cancellation);
        Assert.Superset(new HashSet<string>(["Cycles", "Scorecards", "Strategies", "Trials", "Regimes", "AuditIndex"]), names.ToHashSet());
        Assert.True(await blobs.GetBlobContainerClient(BlobAuditEntryStore.ContainerName).ExistsAsync(cancellation));
        Assert.True(await blobs.GetBlobContainerClient(RunStore.ContainerName).ExistsAsync(cancellation));
    }
}
