using System.Collections.Immutable;
using System.IO.Compression;
using System.Text;
using System.Text.RegularExpressions;
using Azure.Data.Tables;
using Azure.Storage.Blobs;

namespace Serverless.EndToEnd;

/// <summary>Everything that a platform has stored, as whoever got hold of the disks would read it: all blobs, decompressed, all rows, and the journal.</summary>
internal static partial class RawStorage
{
    /// <summary>Places and what is there. Every byte is a character, so that text of any encoding of ASCII is found; JSON within JSON is shown without its escapes.</summary>
    public static async Task<ImmutableArray<(string Where, string Content)>> ReadAsync(Platform platform, CancellationToken cancellation)
    {
        var all = ImmutableArray.CreateBuilder<(string, string)>();
        var blobs = new BlobServiceClient(platform.ConnectionString);
        await foreach (var container in blobs.GetBlobContainersAsync(cancellationToken: cancellation))
        {
            var client = blobs.GetBlobContainerClient(container.Name);
            await foreach (var blob in client.GetBlobsAsync(cancellationToken: cancellation))
            {
                var content = (await client.GetBlobClient(blob.Name).DownloadContentAsync(cancellation)).Value.Content.ToArray();
                all.Add(($"blob {container.Name}/{blob.Name}", Text(content)));
            }
        }

        var tables = new TableServiceClient(platform.ConnectionString);
        await foreach (var table in tables.QueryAsync(cancellationToken: cancellation))
        {
            await foreach (var row in tables.GetTableClient(table.Name).QueryAsync<TableEntity>(cancellationToken: cancellation))
                all.Add(($"row {table.Name}/{row.PartitionKey}/{row.RowKey}", string.Join('\n', row.Select(pair => $"{pair.Key}: {(pair.Value is byte[] bytes ? Text(bytes) : pair.Value)}"))));
        }

        foreach (var file in Directory.EnumerateFiles(platform.JournalFolder, "*", SearchOption.AllDirectories).Where(file => Path.GetFileName(file) != "lock"))
        {
            await using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            var content = new MemoryStream();
            await stream.CopyToAsync(content, cancellation);
            all.Add(($"file {Path.GetFileName(file)}", Text(content.ToArray())));
        }

        return all.ToImmutable();
    }

    private static string Text(byte[] content)
    {
        if (content is not [0x1f, 0x8b, ..])
            return Quote().Replace(Encoding.Latin1.GetString(content), "\"");
        var plain = new MemoryStream();
        using (var gzip = new GZipStream(new MemoryStream(content), CompressionMode.Decompress))
            gzip.CopyTo(plain);
        return Quote().Replace(Encoding.Latin1.GetString(plain.ToArray()), "\"");
    }

    [GeneratedRegex("""\\+(?:u0022|")""")]
    private static partial Regex Quote();
}
