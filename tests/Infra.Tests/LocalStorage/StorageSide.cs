using Azure.Data.Tables;
using Azure.Storage.Blobs;

namespace Serverless.Infra.Tests.LocalStorage;

/// <summary>A storage account under comparison.</summary>
internal sealed record StorageSide(BlobServiceClient Blobs, TableServiceClient Tables);
