using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Azure.Storage.Blobs.Specialized;
using Serverless.Core.Audit.Notes;

namespace Serverless.Infra.Keys.Vault;

/// <summary>Lets one process in at a time, by a lease on a blob, which ends after a minute also when its holder died.</summary>
/// <param name="blob">An empty blob; made when it is missing, with its container.</param>
/// <param name="time">Waits.</param>
public sealed class BlobGate(BlobClient blob, TimeProvider time)
{
    private static readonly TimeSpan Length = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(500);

    /// <summary>Waits until nobody else is in; leaves when the result is disposed.</summary>
    /// <exception cref="NoteKeyException">It took too long.</exception>
    public async Task<IAsyncDisposable> EnterAsync(CancellationToken cancellationToken)
    {
        await blob.GetParentBlobContainerClient().CreateIfNotExistsAsync(cancellationToken: cancellationToken);
        if (!await blob.ExistsAsync(cancellationToken))
            await CreateAsync(cancellationToken);
        var deadline = time.GetUtcNow() + Limit;
        var lease = blob.GetBlobLeaseClient();
        while (true)
        {
            try
            {
                await lease.AcquireAsync(Length, cancellationToken: cancellationToken);
                return new Held(lease);
            }
            catch (RequestFailedException error) when (error.ErrorCode == BlobErrorCode.LeaseAlreadyPresent && time.GetUtcNow() < deadline)
            {
                await Task.Delay(Interval, time, cancellationToken);
            }
            catch (RequestFailedException error) when (error.ErrorCode == BlobErrorCode.LeaseAlreadyPresent)
            {
                throw new NoteKeyException($"Blob '{blob.BlobContainerName}/{blob.Name}' has been held by another process for {Limit.TotalSeconds:0} s; end it.", error);
            }
        }
    }

    private async Task CreateAsync(CancellationToken cancellationToken)
    {
        try
        {
            await blob.UploadAsync(BinaryData.FromString(""), new BlobUploadOptions { Conditions = new BlobRequestConditions { IfNoneMatch = ETag.All } }, cancellationToken);
        }
        catch (RequestFailedException error) when (error.Status is 409 or 412)
        {
            // Another process was first.
        }
    }

    private sealed class Held(BlobLeaseClient lease) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync() => await lease.ReleaseAsync();
    }
}
