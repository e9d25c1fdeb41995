using System.Globalization;
using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Serverless.Core.Audit;
using Serverless.Core.Audit.Notes;

namespace Serverless.Infra.Audit;

/// <summary>One block blob per checkpoint, <c>0000000000000042.note</c> by its size, created with <c>If-None-Match: *</c>.</summary>
public sealed class BlobCheckpointStore(BlobContainerClient container) : ICheckpointStore
{
    /// <summary>Name of the container, which holds the checkpoints of one log.</summary>
    public const string ContainerName = "audit-checkpoints";

    private const string Suffix = ".note";
    private const int SizeDigits = 16;

    /// <inheritdoc/>
    public Task<long?> LatestAsync(CancellationToken cancellationToken) =>
        AuditStorage.CallAsync("list the checkpoints", async () =>
        {
            long? latest = null;
            await foreach (var blob in container.GetBlobsAsync(cancellationToken: cancellationToken))
                latest = SizeOf(blob.Name);
            return latest;
        }, cancellationToken);

    /// <inheritdoc/>
    public Task<ReadOnlyMemory<byte>?> ReadAsync(long size, CancellationToken cancellationToken) =>
        AuditStorage.CallAsync<ReadOnlyMemory<byte>?>($"read the checkpoint of size {size}", async () =>
        {
            try
            {
                var download = await container.GetBlobClient(NameOf(size)).DownloadContentAsync(cancellationToken);
                return download.Value.Content.ToMemory();
            }
            catch (RequestFailedException e) when (e.ErrorCode == BlobErrorCode.BlobNotFound)
            {
                return null;
            }
        }, cancellationToken);

    /// <inheritdoc/>
    public Task<bool> TryCreateAsync(long size, ReadOnlyMemory<byte> note, CancellationToken cancellationToken) =>
        AuditStorage.CallAsync($"create the checkpoint of size {size}", async () =>
        {
            var options = new BlobUploadOptions
            {
                Conditions = new BlobRequestConditions { IfNoneMatch = ETag.All },
                HttpHeaders = new BlobHttpHeaders { ContentType = "text/plain; charset=utf-8" },
            };
            try
            {
                await container.GetBlobClient(NameOf(size)).UploadAsync(BinaryData.FromBytes(note), options, cancellationToken);
                return true;
            }
            catch (RequestFailedException e) when (e.ErrorCode == BlobErrorCode.BlobAlreadyExists || e.ErrorCode == BlobErrorCode.ConditionNotMet)
            {
                return false;
            }
        }, cancellationToken);

    private static string NameOf(long size) => size.ToString($"D{SizeDigits}", CultureInfo.InvariantCulture) + Suffix;

    private long SizeOf(string name) =>
        name.EndsWith(Suffix, StringComparison.Ordinal)
        && long.TryParse(name.AsSpan(0, name.Length - Suffix.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var size)
        && NameOf(size) == name
            ? size
            : throw new InvalidDataException($"Container '{container.Name}' holds '{name}', which is not the name of a checkpoint; find out who put it there, and move it away.");
}
