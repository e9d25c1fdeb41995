using Azure;
using Azure.Storage;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Serverless.Testing;

namespace Serverless.Infra.Tests.Development;

/// <summary>The genuine blob client runs on our stand-in for System.IO.Hashing.</summary>
public sealed class BlobClientTests(AzuriteFixture azurite) : IAsyncLifetime
{
    readonly BlobContainerClient container = new(azurite.ConnectionString, "c" + Guid.NewGuid().ToString("N"));

    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => await container.CreateAsync(cancellationToken: Cancellation);

    public async ValueTask DisposeAsync() => await container.DeleteIfExistsAsync(cancellationToken: CancellationToken.None);

    [Fact]
    public async Task Upload_IfNoneMatchAll_CreatesOnceOnly()
    {
        var blob = container.GetBlobClient("entry/0001");
        var onlyNew = new BlobUploadOptions { Conditions = new BlobRequestConditions { IfNoneMatch = ETag.All } };
        await blob.UploadAsync(BinaryData.FromString("first"), onlyNew, Cancellation);

        var exception = await Assert.ThrowsAsync<RequestFailedException>(() => blob.UploadAsync(BinaryData.FromString("second"), onlyNew, Cancellation));

        Assert.Equal((409, "BlobAlreadyExists"), (exception.Status, exception.ErrorCode));
        Assert.Equal("first", (await blob.DownloadContentAsync(Cancellation)).Value.Content.ToString());
    }

    [Fact]
    public async Task Upload_LargerThanOneBlock_ReadsBackTheSameBytes()
    {
        var bytes = new byte[9 * 1024 * 1024 + 7];
        new Random(1).NextBytes(bytes);
        var blob = container.GetBlobClient("large");
        var blocks = new StorageTransferOptions { InitialTransferSize = 1 << 20, MaximumTransferSize = 4 << 20 };

        await blob.UploadAsync(new MemoryStream(bytes), new BlobUploadOptions { TransferOptions = blocks }, Cancellation);
        using var read = new MemoryStream();
        await blob.DownloadToAsync(read, new BlobDownloadToOptions { TransferOptions = blocks }, Cancellation);

        Assert.True(bytes.AsSpan().SequenceEqual(read.ToArray()));
    }

    [Fact]
    public async Task Upload_WithChecksum_IsAccepted()
    {
        var blob = container.GetBlobClient("checked");
        var md5 = new UploadTransferValidationOptions { ChecksumAlgorithm = StorageChecksumAlgorithm.MD5 };
        var options = new BlobUploadOptions { TransferValidation = md5 };

        await blob.UploadAsync(new MemoryStream(new byte[100_000]), options, Cancellation);

        Assert.Equal(100_000, (await blob.GetPropertiesAsync(cancellationToken: Cancellation)).Value.ContentLength);
    }

    [Fact]
    public async Task GetBlobs_Prefix_ListsInOrder()
    {
        foreach (var name in (string[])["a/2", "a/1", "b/1"])
            await container.GetBlobClient(name).UploadAsync(BinaryData.FromString(name), Cancellation);

        var names = await container.GetBlobsAsync(prefix: "a/", cancellationToken: Cancellation).Select(blob => blob.Name).ToListAsync(Cancellation);

        Assert.Equal(["a/1", "a/2"], names);
    }
}
