using Azure.Core;
using Azure.Data.Tables;
using Azure.Storage.Blobs;
using Serverless.Testing;

namespace Serverless.Infra.Tests;

/// <summary>Tables and containers of a test's own in the shared Azurite.</summary>
internal static class Storage
{
    private static int created;

    public static async Task<TableClient> CreateTableAsync(this AzuriteFixture azurite)
    {
        var table = azurite.Table($"t{Interlocked.Increment(ref created)}x");
        await table.CreateAsync(TestContext.Current.CancellationToken);
        return table;
    }

    public static TableClient Table(this AzuriteFixture azurite, string name, params ReadOnlySpan<Azure.Core.Pipeline.HttpPipelinePolicy> policies)
    {
        var options = new TableClientOptions();
        foreach (var policy in policies)
            options.AddPolicy(policy, HttpPipelinePosition.PerCall);
        return new TableServiceClient(azurite.ConnectionString, options).GetTableClient(name);
    }

    public static async Task<BlobContainerClient> CreateContainerAsync(this AzuriteFixture azurite)
    {
        var container = azurite.Container($"c{Interlocked.Increment(ref created)}-test");
        await container.CreateAsync(cancellationToken: TestContext.Current.CancellationToken);
        return container;
    }

    public static BlobContainerClient Container(this AzuriteFixture azurite, string name, params ReadOnlySpan<Azure.Core.Pipeline.HttpPipelinePolicy> policies)
    {
        var options = new BlobClientOptions();
        foreach (var policy in policies)
            options.AddPolicy(policy, HttpPipelinePosition.PerCall);
        return new BlobServiceClient(azurite.ConnectionString, options).GetBlobContainerClient(name);
    }
}
