using System.Globalization;
using System.Runtime.CompilerServices;
using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;

namespace Serverless.Infra.Audit;

/// <summary>
/// Notes by their numbers, <c>0000000000000042.note</c>, created once. Before each one an empty blob <c>newest/9999999999999957</c> is created, whose
/// number counts down: so the newest note stands first in a listing, however many there are. Such a blob is a hint: only a note that is there counts.
/// </summary>
/// <param name="container">Holds such blobs and nothing else.</param>
/// <param name="what">What a note is, for messages.</param>
internal sealed class NoteBlobs(BlobContainerClient container, string what)
{
    private const string Prefix = "newest/";
    private const long Largest = 9_999_999_999_999_999;
    private const int PageSize = 4;

    private readonly CreateOnlyBlobs blobs = new(container, what, ".note", "text/plain; charset=utf-8");

    public async Task<bool> TryCreateAsync(long number, ReadOnlyMemory<byte> note, CancellationToken cancellationToken)
    {
        await AnnounceAsync(number, cancellationToken);
        return await blobs.TryCreateAsync(number, note, cancellationToken);
    }

    /// <returns>Null when there is no such note.</returns>
    public Task<ReadOnlyMemory<byte>?> ReadAsync(long number, CancellationToken cancellationToken) => blobs.ReadAsync(number, cancellationToken);

    /// <summary>All numbers, ascending.</summary>
    public IAsyncEnumerable<long> ListAsync(CancellationToken cancellationToken) => blobs.ListAsync(Prefix, cancellationToken).Select(blob => blob.Number);

    /// <summary>The note with the largest number; null without any.</summary>
    public async Task<(long Number, ReadOnlyMemory<byte> Note)?> NewestAsync(CancellationToken cancellationToken)
    {
        await foreach (var number in AnnouncedAsync(cancellationToken))
        {
            if (await ReadAsync(number, cancellationToken) is { } note)
                return (number, note);
        }

        // Notes of a version that announced none.
        return await ListAsync(cancellationToken).Select(number => (long?)number).LastOrDefaultAsync(cancellationToken) is { } last
            && await ReadAsync(last, cancellationToken) is { } bytes
                ? (last, bytes)
                : null;
    }

    private Task<bool> AnnounceAsync(long number, CancellationToken cancellationToken) => AuditStorage.CallAsync($"announce {what} {number}", async () =>
    {
        var options = new BlobUploadOptions { Conditions = new BlobRequestConditions { IfNoneMatch = ETag.All } };
        try
        {
            await container.GetBlobClient(string.Create(CultureInfo.InvariantCulture, $"{Prefix}{Largest - number:D16}")).UploadAsync(BinaryData.FromBytes([]), options, cancellationToken);
            return true;
        }
        catch (RequestFailedException e) when (e.ErrorCode == BlobErrorCode.BlobAlreadyExists || e.ErrorCode == BlobErrorCode.ConditionNotMet)
        {
            return false;
        }
    }, cancellationToken);

    // What is no announcement is passed over: it can lead nowhere.
    private async IAsyncEnumerable<long> AnnouncedAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using var pages = container.GetBlobsAsync(prefix: Prefix, cancellationToken: cancellationToken).AsPages(pageSizeHint: PageSize).GetAsyncEnumerator(cancellationToken);
        while (await AuditStorage.CallAsync($"list the newest of each {what}", () => pages.MoveNextAsync().AsTask(), cancellationToken))
        {
            foreach (var blob in pages.Current.Values)
            {
                if (long.TryParse(blob.Name.AsSpan(Prefix.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var down) && down <= Largest)
                    yield return Largest - down;
            }
        }
    }
}
