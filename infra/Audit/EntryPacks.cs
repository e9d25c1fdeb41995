using System.Text;
using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Serverless.Core.Audit;
using Serverless.Core.Audit.Tiles;

namespace Serverless.Infra.Audit;

/// <summary>
/// Copies of entries, 256 to a blob, <c>entries/000000000042</c>, with the version that each entry's blob had when it was copied: a long log is read by
/// a few thousand requests instead of a million. A copy stands for a blob only as long as storage says that nobody has written the blob since.
/// </summary>
/// <param name="entries">The entries.</param>
/// <param name="container">Where the packs are; they are derived, and may be written over.</param>
public sealed class EntryPacks(BlobAuditEntryStore entries, BlobContainerClient container)
{
    /// <summary>Entries of a pack: as many as a tile has hashes.</summary>
    public const int Size = TileName.Full;

    /// <summary>Packs that <see cref="ReadAllAsync(long, long, CancellationToken)"/> passes over at a time: 32,768 entries, more than most years have.</summary>
    public const int Share = 128;

    private const int MostPerRun = 64;
    private const int PacksOfAPage = 5000 / Size;

    /// <summary>
    /// Packs what is not packed yet of the first <paramref name="size"/> entries, full packs only and in their order. A log that was never packed takes
    /// several runs.
    /// </summary>
    /// <exception cref="AuditStoreException">Storage failed; repeating it goes on.</exception>
    public async Task CompleteAsync(long size, CancellationToken cancellationToken)
    {
        var (known, end) = (0L, size / Size);
        if (end == 0 || await ExistsAsync(end - 1, cancellationToken))
            return;
        for (var missing = end - 1; known < missing;)
        {
            var middle = (known + missing) / 2;
            (known, missing) = await ExistsAsync(middle, cancellationToken) ? (middle + 1, missing) : (known, middle);
        }

        for (var pack = known; pack < Math.Min(end, known + MostPerRun); pack++)
            await WriteAsync(pack, cancellationToken);
    }

    /// <summary>
    /// Every stored entry, by ascending index, as <see cref="BlobAuditEntryStore.ReadAllAsync"/> delivers them: from its pack when its blob has the version
    /// that was packed, else from its blob.
    /// </summary>
    /// <exception cref="AuditStoreException">Storage cannot be read now.</exception>
    /// <exception cref="InvalidDataException">The container of the entries holds something that is not stored as an entry; the message names it.</exception>
    public IAsyncEnumerable<StoredAuditEntry> ReadAllAsync(CancellationToken cancellationToken) => ReadAllAsync(_ => true, cancellationToken);

    /// <summary>
    /// The same, but one share of the packs, another one with each turn, is passed over: its entries come from their blobs, whatever storage says of them.
    /// </summary>
    /// <param name="turn">The how manieth reading it is.</param>
    /// <param name="size">About how many entries there are; so many turns read every blob once as there are shares in it.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="AuditStoreException">Storage cannot be read now.</exception>
    /// <exception cref="InvalidDataException">The container of the entries holds something that is not stored as an entry; the message names it.</exception>
    public IAsyncEnumerable<StoredAuditEntry> ReadAllAsync(long turn, long size, CancellationToken cancellationToken)
    {
        var shares = (size / ((long)Share * Size)) + 1;
        return ReadAllAsync(pack => pack / Share % shares != turn % shares, cancellationToken);
    }

    private IAsyncEnumerable<StoredAuditEntry> ReadAllAsync(Func<long, bool> isTaken, CancellationToken cancellationToken) => RowsAsync(cancellationToken)
        .PrefetchAsync(PacksOfAPage, cancellationToken)
        .SelectAheadAsync(row => Task.Run(() => ReadAsync(row, isTaken, cancellationToken), cancellationToken), cancellationToken)
        .SelectMany(row => row.Value);

    private static string NameOf(long pack) => FormattableString.Invariant($"entries/{pack:D12}");

    // The entries that belong to one pack, as far as they are there.
    private async IAsyncEnumerable<List<(long Index, string Version)>> RowsAsync([System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var row = new List<(long Index, string Version)>(Size);
        await foreach (var blob in entries.ListVersionsAsync(cancellationToken))
        {
            if (row.Count > 0 && row[0].Index / Size != blob.Index / Size)
            {
                yield return row;
                row = new(Size);
            }

            row.Add(blob);
        }

        yield return row;
    }

    private async Task<IReadOnlyList<StoredAuditEntry>> ReadAsync(List<(long Index, string Version)> row, Func<long, bool> isTaken, CancellationToken cancellationToken)
    {
        var pack = row.Count < Size || !isTaken(row[0].Index / Size) ? null : await ReadPackAsync(row[0].Index / Size, cancellationToken);
        var read = new List<StoredAuditEntry>(row.Count);
        foreach (var (index, version) in row)
        {
            if (pack?[(int)(index % Size)] is { } copy && copy.Version == version)
                read.Add(new StoredAuditEntry(index, copy.Bytes));
            else if (await entries.ReadAsync(index, cancellationToken) is { } bytes)
                read.Add(new StoredAuditEntry(index, bytes));
        }

        return read;
    }

    /// <returns>Null for a pack that is not there, or is none.</returns>
    private Task<(string Version, ReadOnlyMemory<byte> Bytes)[]?> ReadPackAsync(long pack, CancellationToken cancellationToken) =>
        AuditStorage.CallAsync($"read pack {pack} of the entries", async () =>
        {
            try
            {
                var download = await container.GetBlobClient(NameOf(pack)).DownloadContentAsync(cancellationToken);
                return Split(download.Value.Content.ToMemory());
            }
            catch (RequestFailedException e) when (e.ErrorCode == BlobErrorCode.BlobNotFound)
            {
                return null;
            }
        }, cancellationToken);

    // An entry has no line feed, and a version no space.
    private static (string, ReadOnlyMemory<byte>)[]? Split(ReadOnlyMemory<byte> lines)
    {
        var copies = new (string, ReadOnlyMemory<byte>)[Size];
        for (var i = 0; i < Size; i++)
        {
            var end = lines.Span.IndexOf((byte)'\n');
            var space = end < 0 ? -1 : lines.Span[..end].IndexOf((byte)' ');
            if (space < 0)
                return null;
            copies[i] = (Encoding.ASCII.GetString(lines.Span[..space]), lines[(space + 1)..end]);
            lines = lines[(end + 1)..];
        }

        return lines.IsEmpty ? copies : null;
    }

    private async Task WriteAsync(long pack, CancellationToken cancellationToken)
    {
        var lines = new MemoryStream();
        var indices = Enumerable.Range(0, Size).Select(i => (pack * Size) + i).ToAsyncEnumerable();
        await foreach (var (index, entry) in indices.SelectAheadAsync(index => entries.ReadVersionAsync(index, cancellationToken), cancellationToken))
        {
            var (bytes, version) = entry ?? throw new AuditStoreException($"Entry {index} is signed and cannot be read.");
            lines.Write(Encoding.ASCII.GetBytes($"{version} "));
            lines.Write(bytes.Span);
            lines.WriteByte((byte)'\n');
        }

        await AuditStorage.CallAsync($"write pack {pack} of the entries", () =>
            container.GetBlobClient(NameOf(pack)).UploadAsync(BinaryData.FromBytes(lines.ToArray()), overwrite: true, cancellationToken), cancellationToken);
    }

    private Task<bool> ExistsAsync(long pack, CancellationToken cancellationToken) =>
        AuditStorage.CallAsync($"look for pack {pack} of the entries", async () => (await container.GetBlobClient(NameOf(pack)).ExistsAsync(cancellationToken)).Value, cancellationToken);
}
