using System.Globalization;
using System.Text.Json;
using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;

namespace Serverless.Infra.Keys;

/// <summary>
/// The data keys of a storage account, each wrapped, in container <c>content-keys</c>: <c>0001.json</c>, <c>0002.json</c>, … The highest number seals.
/// A new key-encryption key wraps these few blobs anew; content stays as it is.
/// </summary>
/// <param name="container">The container; made with a first key when it is missing.</param>
/// <param name="wrapping">What wraps the keys.</param>
/// <param name="time">Dates new keys.</param>
public sealed class DataKeyStore(BlobContainerClient container, IKeyEncryptionKey wrapping, TimeProvider time)
{
    /// <summary>Name of the container.</summary>
    public const string ContainerName = "content-keys";

    private const string Schema = "serverless.content.key/1";
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    /// <summary>All keys; the first time, one is made.</summary>
    /// <exception cref="ContentKeyException">A key cannot be unwrapped.</exception>
    public async Task<DataKeyRing> ReadAsync(CancellationToken cancellationToken)
    {
        await container.CreateIfNotExistsAsync(cancellationToken: cancellationToken);
        var stored = await ListAsync(cancellationToken);
        if (stored.Count == 0)
        {
            await AddAsync(1, cancellationToken);
            stored = await ListAsync(cancellationToken);
        }

        var keys = new List<DataKey>();
        foreach (var one in stored)
            keys.Add(await OpenAsync(one, cancellationToken));
        return new DataKeyRing(keys);
    }

    /// <summary>Makes the key that seals from now on, in every host that starts after this or meets content of it. Earlier ones go on opening.</summary>
    /// <returns>Its id.</returns>
    /// <exception cref="InvalidOperationException">Somebody else made one at the same time.</exception>
    public async Task<string> RotateAsync(CancellationToken cancellationToken)
    {
        var ring = await ReadAsync(cancellationToken);
        return await AddAsync(ring.Ids.Count + 1, cancellationToken)
            ?? throw new InvalidOperationException("Somebody else made a data key at this moment; look at the list before making another.");
    }

    /// <summary>Wraps all keys anew, by the newest key-encryption key.</summary>
    /// <returns>How many were wrapped by an older one.</returns>
    /// <exception cref="ContentKeyException">A key cannot be unwrapped or wrapped.</exception>
    public async Task<int> RewrapAsync(CancellationToken cancellationToken)
    {
        var changed = 0;
        foreach (var one in await ListAsync(cancellationToken))
        {
            var key = await OpenAsync(one, cancellationToken);
            var wrapped = await wrapping.WrapAsync(key.Export(), cancellationToken);
            if (wrapped.By == one.Document.WrappedBy)
                continue;
            var document = one.Document with { WrappedBy = wrapped.By, Wrapped = wrapped.Bytes };
            await container.GetBlobClient(one.Name).UploadAsync(
                BinaryData.FromObjectAsJson(document, Json), new BlobUploadOptions { Conditions = new BlobRequestConditions { IfMatch = one.ETag } }, cancellationToken);
            changed++;
        }

        return changed;
    }

    /// <returns>The id; null when there is a key of this number.</returns>
    private async Task<string?> AddAsync(int number, CancellationToken cancellationToken)
    {
        var key = DataKey.Create();
        var wrapped = await wrapping.WrapAsync(key.Export(), cancellationToken);
        var document = new KeyDocument(Schema, key.Id, time.GetUtcNow(), wrapped.By, wrapped.Bytes);
        try
        {
            await container.GetBlobClient(string.Create(CultureInfo.InvariantCulture, $"{number:D4}.json")).UploadAsync(
                BinaryData.FromObjectAsJson(document, Json), new BlobUploadOptions { Conditions = new BlobRequestConditions { IfNoneMatch = ETag.All } }, cancellationToken);
            return key.Id;
        }
        catch (RequestFailedException e) when (e.ErrorCode == BlobErrorCode.BlobAlreadyExists || e.ErrorCode == BlobErrorCode.ConditionNotMet)
        {
            return null;
        }
    }

    private async Task<DataKey> OpenAsync(StoredKey stored, CancellationToken cancellationToken)
    {
        var document = stored.Document;
        var bytes = await wrapping.UnwrapAsync(new WrappedKey(document.WrappedBy, document.Wrapped), cancellationToken);
        return bytes.Length == DataKey.Length && new DataKey(bytes) is var key && key.Id == document.Id
            ? key
            : throw new ContentKeyException($"Blob '{container.Name}/{stored.Name}' does not hold key {document.Id}, as it says. Restore it from a backup.");
    }

    private async Task<List<StoredKey>> ListAsync(CancellationToken cancellationToken)
    {
        var keys = new List<StoredKey>();
        await foreach (var blob in container.GetBlobsAsync(cancellationToken: cancellationToken))
        {
            var download = (await container.GetBlobClient(blob.Name).DownloadContentAsync(cancellationToken)).Value;
            keys.Add(new StoredKey(blob.Name, Parse(blob.Name, download.Content), download.Details.ETag));
        }

        return keys;
    }

    private KeyDocument Parse(string name, BinaryData content)
    {
        try
        {
            if (content.ToObjectFromJson<KeyDocument>(Json) is { Schema: Schema } document)
                return document;
        }
        catch (JsonException)
        {
            // Said below, with the blob's name.
        }

        throw new ContentKeyException($"Blob '{container.Name}/{name}' is no wrapped key of schema {Schema}. Restore it from a backup.");
    }

    private sealed record KeyDocument(string Schema, string Id, DateTimeOffset CreatedAt, string WrappedBy, byte[] Wrapped);

    private sealed record StoredKey(string Name, KeyDocument Document, ETag ETag);
}
