using System.IO.Compression;
using System.Text.Json;
using System.Text.Json.Serialization;
using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Serverless.Core.Audit;
using Serverless.Infra.Keys;

namespace Serverless.Infra.State;

/// <summary>
/// What runs leave: curves, trades, scorecards. A blob is written once; a repeated attempt must bring the same content.
/// Blobs whose name ends in <c>.gz</c> are stored compressed, and all are sealed; content and hashes here are always those before.
/// </summary>
/// <param name="container">The container.</param>
/// <param name="protection">Seals what is stored.</param>
public sealed class RunStore(BlobContainerClient container, ContentProtection protection)
{
    /// <summary>Name of the container.</summary>
    public const string ContainerName = "runs";

    // Undefined figures of a simulation (NaN, infinities) are results too.
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
    };

    /// <summary>Stores <paramref name="content"/>, unless it is stored already.</summary>
    /// <exception cref="RunConflictException">The blob exists with other content.</exception>
    public async Task<RunBlob> PutOnceAsync(string name, ReadOnlyMemory<byte> content, CancellationToken cancellationToken)
    {
        var hash = AuditHash.OfContent(content.Span);
        var options = new BlobUploadOptions { Conditions = new BlobRequestConditions { IfNoneMatch = ETag.All } };
        try
        {
            var stored = await protection.SealAsync(IdentityOf(name), IsCompressed(name) ? Compress(content.Span) : content, cancellationToken);
            await container.GetBlobClient(name).UploadAsync(BinaryData.FromBytes(stored), options, cancellationToken);
            return new(name, hash, AlreadyPresent: false);
        }
        catch (RequestFailedException e) when (e.ErrorCode == BlobErrorCode.BlobAlreadyExists || e.ErrorCode == BlobErrorCode.ConditionNotMet)
        {
            var present = AuditHash.OfContent(await GetAsync(name, cancellationToken));
            return present == hash
                ? new(name, hash, AlreadyPresent: true)
                : throw new RunConflictException(
                    $"Blob '{container.Name}/{name}' holds content with SHA-256 {present}; a repeated run brought {hash}. The run is not reproducible: compare its code version, configuration and data.");
        }
    }

    /// <summary>Stores <paramref name="value"/> as JSON; see <see cref="PutOnceAsync"/>.</summary>
    public Task<RunBlob> PutJsonOnceAsync<T>(string name, T value, CancellationToken cancellationToken) =>
        PutOnceAsync(name, JsonSerializer.SerializeToUtf8Bytes(value, Json), cancellationToken);

    /// <summary>The content of a blob.</summary>
    /// <exception cref="FileNotFoundException">There is no such blob.</exception>
    /// <exception cref="ContentKeyException">It is sealed, and does not open.</exception>
    public async Task<byte[]> GetAsync(string name, CancellationToken cancellationToken)
    {
        try
        {
            var download = await container.GetBlobClient(name).DownloadContentAsync(cancellationToken);
            var content = await protection.OpenAsync(IdentityOf(name), download.Value.Content.ToMemory(), cancellationToken);
            return IsCompressed(name) ? Decompress(content) : content.ToArray();
        }
        catch (RequestFailedException e) when (e.Status == 404)
        {
            throw new FileNotFoundException($"Blob '{container.Name}/{name}' does not exist ({e.ErrorCode}).", name, e);
        }
    }

    /// <summary>The value that <see cref="PutJsonOnceAsync"/> stored.</summary>
    /// <exception cref="FileNotFoundException">There is no such blob.</exception>
    /// <exception cref="JsonException">The blob does not hold a <typeparamref name="T"/>.</exception>
    public async Task<T> GetJsonAsync<T>(string name, CancellationToken cancellationToken) =>
        Read<T>(await GetAsync(name, cancellationToken)) ?? throw new JsonException($"Blob '{container.Name}/{name}' holds null instead of a {typeof(T).Name}.");

    /// <summary>The value whose bytes <see cref="PutJsonOnceAsync"/> stored, wherever they were kept.</summary>
    /// <exception cref="JsonException">They are no <typeparamref name="T"/>.</exception>
    public static T? Read<T>(ReadOnlySpan<byte> json) => JsonSerializer.Deserialize<T>(json, Json);

    /// <summary>Names of the blobs that begin with <paramref name="prefix"/>, in order.</summary>
    public async Task<IReadOnlyList<string>> ListAsync(string prefix, CancellationToken cancellationToken) =>
        await container.GetBlobsAsync(prefix: prefix, cancellationToken: cancellationToken).Select(blob => blob.Name).ToListAsync(cancellationToken);

    /// <summary>Deletes a blob, if it is there.</summary>
    public Task DeleteAsync(string name, CancellationToken cancellationToken) =>
        container.GetBlobClient(name).DeleteIfExistsAsync(cancellationToken: cancellationToken);

    private static string IdentityOf(string name) => $"{ContainerName}/{name}";

    private static bool IsCompressed(string name) => name.EndsWith(".gz", StringComparison.Ordinal);

    private static byte[] Compress(ReadOnlySpan<byte> content)
    {
        var compressed = new MemoryStream();
        using (var gzip = new GZipStream(compressed, CompressionLevel.Fastest))
            gzip.Write(content);
        return compressed.ToArray();
    }

    private static byte[] Decompress(ReadOnlyMemory<byte> compressed)
    {
        using var gzip = new GZipStream(BinaryData.FromBytes(compressed).ToStream(), CompressionMode.Decompress);
        var content = new MemoryStream();
        gzip.CopyTo(content);
        return content.ToArray();
    }
}
