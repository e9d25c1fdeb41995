using Azure.Data.Tables;
using Azure.Storage.Blobs;
using Serverless.Core.Audit;

namespace Serverless.Infra.Audit;

/// <summary>The audit log of a storage account.</summary>
public static class BlobAuditLog
{
    /// <summary>Origin of a log whose setting <c>Audit:Origin</c> names none.</summary>
    public const string DefaultOrigin = "serverless.local";

    /// <summary>Entries in blobs, their index in a table; of a shard, with the shard in its origin.</summary>
    public static AuditLog Open(BlobServiceClient blobs, TableServiceClient tables, string origin = DefaultOrigin, string? shard = null)
    {
        ArgumentNullException.ThrowIfNull(blobs);
        ArgumentNullException.ThrowIfNull(tables);
        var name = BlobTrail.OriginOf(origin, shard);
        return new AuditLog(
            new BlobAuditEntryStore(blobs.GetBlobContainerClient(BlobTrail.NameOf(BlobAuditEntryStore.ContainerName, shard))),
            new TableAuditIndex(tables.GetTableClient(TableAuditIndex.TableName), name),
            name,
            new LostRaces(new Random(Environment.ProcessId)).WaitAsync);
    }
}
