using Azure.Data.Tables;
using Azure.Storage.Blobs;
using Serverless.Core.Audit;
using Serverless.Infra.Audit;

namespace Serverless.Testing;

/// <summary>Audit logs that tests need on the way, apart from those that other tests look at.</summary>
public static class AuditLogs
{
    /// <summary>An empty log in a container and a table of its own.</summary>
    public static async Task<AuditLog> CreateAsync(string connectionString, CancellationToken cancellation)
    {
        var name = "audit" + Guid.NewGuid().ToString("N");
        var container = new BlobServiceClient(connectionString).GetBlobContainerClient(name);
        var table = new TableServiceClient(connectionString).GetTableClient(name);
        await container.CreateAsync(cancellationToken: cancellation);
        await table.CreateAsync(cancellation);
        return new AuditLog(new BlobAuditEntryStore(container), new TableAuditIndex(table, "tests"), "tests");
    }
}
