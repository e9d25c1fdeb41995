using Azure.Data.Tables;
using Azure.Storage.Blobs;
using Serverless.Core.Audit;

namespace Serverless.Infra.Audit;

/// <summary>The audit log of a storage account.</summary>
public static class BlobAuditLog
{
    /// <summary>Origin of a log whose setting <c>Audit:Origin</c> names none.</summary>
    public const string DefaultOrigin = "serverless.local";

    /// <summary>Entries in blobs, their index in a table.</summary>
    public static AuditLog Open(BlobServiceClient blobs, TableServiceClient tables, string origin = DefaultOrigin)
    {
        ArgumentNullException.ThrowIfNull(blobs);
        ArgumentNullException.ThrowIfNull(tables);
        return new AuditLog(
            new BlobAuditEntryStore(blobs.GetBlobContainerClient(BlobAuditEntryStore.ContainerName)),
            new TableAuditIndex(tables.GetTableClient(TableAuditIndex.TableName), origin),
            origin);
    }
}
