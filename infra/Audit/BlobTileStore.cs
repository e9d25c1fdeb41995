using System.Globalization;
using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Serverless.Core.Audit.Tiles;

namespace Serverless.Infra.Audit;

/// <summary>One blob per tile: <c>level/index</c>, and <c>level/index.p/width</c> for one that is not full.</summary>
public sealed class BlobTileStore(BlobContainerClient container) : ITileStore
{
    /// <summary>Name of the container, which holds the tiles of one log.</summary>
    public const string ContainerName = "audit-tiles";

    /// <inheritdoc/>
    public Task<byte[]?> ReadAsync(TileName tile, CancellationToken cancellationToken) =>
        AuditStorage.CallAsync<byte[]?>($"read the tile {NameOf(tile)}", async () =>
        {
            try
            {
                var download = await container.GetBlobClient(NameOf(tile)).DownloadContentAsync(cancellationToken);
                return download.Value.Content.ToArray();
            }
            catch (RequestFailedException e) when (e.ErrorCode == BlobErrorCode.BlobNotFound)
            {
                return null;
            }
        }, cancellationToken);

    /// <inheritdoc/>
    public Task WriteAsync(TileName tile, ReadOnlyMemory<byte> hashes, CancellationToken cancellationToken) =>
        AuditStorage.CallAsync($"write the tile {NameOf(tile)}", () =>
            container.GetBlobClient(NameOf(tile)).UploadAsync(BinaryData.FromBytes(hashes), overwrite: true, cancellationToken), cancellationToken);

    private static string NameOf(TileName tile) => tile.Width == TileName.Full
        ? string.Create(CultureInfo.InvariantCulture, $"{tile.Level}/{tile.Index:D12}")
        : string.Create(CultureInfo.InvariantCulture, $"{tile.Level}/{tile.Index:D12}.p/{tile.Width}");
}
