using System.Globalization;
using System.Runtime.CompilerServices;
using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;

namespace Serverless.Infra.Audit;

/// <summary>
/// Block blobs named by a number of 16 digits, created with <c>If-None-Match: *</c>. There is no code here that overwrites or deletes, so the
/// identity that runs it needs neither right.
/// </summary>
/// <param name="container">Holds such blobs and nothing else.</param>
/// <param name="what">What a blob is, for messages.</param>
/// <param name="suffix">End of the names.</param>
/// <param name="contentType">Content type.</param>
internal sealed class CreateOnlyBlobs(BlobContainerClient container, string what, string suffix, string contentType)
{
    private const int Digits = 16;

    public Task<bool> TryCreateAsync(long number, ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken) =>
        AuditStorage.CallAsync($"create {what} {number}", async () =>
        {
            var options = new BlobUploadOptions
            {
                Conditions = new BlobRequestConditions { IfNoneMatch = ETag.All },
                HttpHeaders = new BlobHttpHeaders { ContentType = contentType },
            };
            try
            {
                await container.GetBlobClient(NameOf(number)).UploadAsync(BinaryData.FromBytes(bytes), options, cancellationToken);
                return true;
            }
            catch (RequestFailedException e) when (e.ErrorCode == BlobErrorCode.BlobAlreadyExists || e.ErrorCode == BlobErrorCode.ConditionNotMet)
            {
                return false;
            }
        }, cancellationToken);

    /// <returns>Null when there is no such blob.</returns>
    public async Task<ReadOnlyMemory<byte>?> ReadAsync(long number, CancellationToken cancellationToken) => (await ReadVersionAsync(number, cancellationToken))?.Bytes;

    /// <summary>A blob with its version, which storage changes whenever anybody writes the blob.</summary>
    /// <returns>Null when there is no such blob.</returns>
    public Task<(ReadOnlyMemory<byte> Bytes, string Version)?> ReadVersionAsync(long number, CancellationToken cancellationToken) =>
        AuditStorage.CallAsync<(ReadOnlyMemory<byte>, string)?>($"read {what} {number}", async () =>
        {
            try
            {
                var download = await container.GetBlobClient(NameOf(number)).DownloadContentAsync(cancellationToken);
                return (download.Value.Content.ToMemory(), download.Value.Details.ETag.ToString("H"));
            }
            catch (RequestFailedException e) when (e.ErrorCode == BlobErrorCode.BlobNotFound)
            {
                return null;
            }
        }, cancellationToken);

    /// <summary>All numbers, ascending, with the versions of the blobs; others whose name begins with <paramref name="other"/> may be there.</summary>
    public async IAsyncEnumerable<(long Number, string Version)> ListAsync(string? other, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using var pages = container.GetBlobsAsync(cancellationToken: cancellationToken).AsPages().GetAsyncEnumerator(cancellationToken);
        while (await AuditStorage.CallAsync($"list the blobs of each {what}", () => pages.MoveNextAsync().AsTask(), cancellationToken))
        {
            foreach (var blob in pages.Current.Values)
            {
                if (other is null || !blob.Name.StartsWith(other, StringComparison.Ordinal))
                    yield return (NumberOf(blob.Name), blob.Properties.ETag!.Value.ToString("H"));
            }
        }
    }

    private static string Text(long number) => number.ToString($"D{Digits}", CultureInfo.InvariantCulture);

    private string NameOf(long number) => Text(number) + suffix;

    private long NumberOf(string name) =>
        name.EndsWith(suffix, StringComparison.Ordinal)
        && long.TryParse(name.AsSpan(0, name.Length - suffix.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
        && NameOf(number) == name
            ? number
            : throw new InvalidDataException($"Container '{container.Name}' holds '{name}', which is not the name of {what}; find out who put it there, and move it away.");
}
