using System.Globalization;
using System.Runtime.CompilerServices;
using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Serverless.Core.Audit;

namespace Serverless.Infra.Audit;

/// <summary>
/// One block blob per entry, <c>0000000000000042.json</c>, created with <c>If-None-Match: *</c>. There is no code here that overwrites
/// or deletes, so the identity that runs it needs neither right.
/// </summary>
public sealed class BlobAuditEntryStore(BlobContainerClient container) : IAuditEntryStore
{
    /// <summary>Name of the container, which holds one log.</summary>
    public const string ContainerName = "audit-entries";

    private const string Suffix = ".json";
    private const int IndexDigits = 16;
    private const int ReadAhead = 16;

    /// <inheritdoc/>
    public Task<bool> TryCreateAsync(long index, ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken) =>
        AuditStorage.CallAsync($"create entry {index}", async () =>
        {
            var options = new BlobUploadOptions
            {
                Conditions = new BlobRequestConditions { IfNoneMatch = ETag.All },
                HttpHeaders = new BlobHttpHeaders { ContentType = "application/json" },
            };
            try
            {
                await container.GetBlobClient(NameOf(index)).UploadAsync(BinaryData.FromBytes(bytes), options, cancellationToken);
                return true;
            }
            catch (RequestFailedException e) when (e.ErrorCode == BlobErrorCode.BlobAlreadyExists || e.ErrorCode == BlobErrorCode.ConditionNotMet)
            {
                return false;
            }
        }, cancellationToken);

    /// <inheritdoc/>
    public Task<ReadOnlyMemory<byte>?> ReadAsync(long index, CancellationToken cancellationToken) =>
        AuditStorage.CallAsync<ReadOnlyMemory<byte>?>($"read entry {index}", async () =>
        {
            try
            {
                var download = await container.GetBlobClient(NameOf(index)).DownloadContentAsync(cancellationToken);
                return download.Value.Content.ToMemory();
            }
            catch (RequestFailedException e) when (e.ErrorCode == BlobErrorCode.BlobNotFound)
            {
                return null;
            }
        }, cancellationToken);

    /// <inheritdoc/>
    public async IAsyncEnumerable<StoredAuditEntry> ReadRangeAsync(long from, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using var pages = container.GetBlobsAsync(cancellationToken: cancellationToken).AsPages().GetAsyncEnumerator(cancellationToken);
        while (await AuditStorage.CallAsync("list the entries", () => pages.MoveNextAsync().AsTask(), cancellationToken))
        {
            foreach (var indices in pages.Current.Values.Select(blob => IndexOf(blob.Name)).Where(index => index >= from).Chunk(ReadAhead))
            {
                var contents = await Task.WhenAll(indices.Select(index => ReadAsync(index, cancellationToken)));
                foreach (var (index, bytes) in indices.Zip(contents))
                {
                    if (bytes is not null)
                        yield return new(index, bytes.Value);
                }
            }
        }
    }

    private static string NameOf(long index) => index.ToString($"D{IndexDigits}", CultureInfo.InvariantCulture) + Suffix;

    private long IndexOf(string name) =>
        name.EndsWith(Suffix, StringComparison.Ordinal)
        && long.TryParse(name.AsSpan(0, name.Length - Suffix.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var index)
        && NameOf(index) == name
            ? index
            : throw new InvalidDataException($"Container '{container.Name}' holds '{name}', which is not the name of an audit entry; find out who put it there, and move it away.");
}
