using Azure.Data.Tables;
using Azure.Storage.Blobs;
using Serverless.Core.Audit;
using Serverless.Core.Audit.Bundles;
using Serverless.Core.Audit.Notes;
using Serverless.Infra.Keys;

namespace Serverless.Infra.Audit.Bundles;

/// <summary>Finds entries of a storage account's log and hands them out with their proofs.</summary>
/// <param name="trail">The log.</param>
/// <param name="blobs">The account, for what entries refer to.</param>
/// <param name="tables">The account, for the index of events.</param>
/// <param name="origin">The log.</param>
/// <param name="protection">Opens what entries refer to.</param>
public sealed class TrailReader(BlobTrail trail, BlobServiceClient blobs, TableServiceClient tables, string origin, ContentProtection protection)
{
    /// <summary>The newest checkpoint: one that a witness has cosigned, unless the log alone has signed a larger one that is needed to cover <paramref name="size"/> entries. Null when none does.</summary>
    /// <exception cref="AuditStoreException">Storage cannot be read now.</exception>
    public async Task<SignedNote?> NewestAsync(long size, CancellationToken cancellationToken)
    {
        if (await trail.Witness.LatestAsync(cancellationToken) is { } cosigned && Covers(SignedNote.Parse(cosigned.Note.Span), size) is { } witnessed)
            return witnessed;
        return await trail.Checkpoints.LatestAsync(cancellationToken) is { } latest && await trail.Checkpoints.ReadAsync(latest, cancellationToken) is { } note
            ? Covers(SignedNote.Parse(note.Span), size)
            : null;
    }

    /// <summary>The checkpoint of a size; null when there is none.</summary>
    /// <exception cref="AuditStoreException">Storage cannot be read now.</exception>
    public async Task<SignedNote?> ReadCheckpointAsync(long size, CancellationToken cancellationToken) =>
        await trail.Checkpoints.ReadAsync(size, cancellationToken) is { } note ? SignedNote.Parse(note.Span) : null;

    /// <summary>Where an event stands in the log; null when the index does not know it.</summary>
    /// <exception cref="AuditStoreException">Storage cannot be read now.</exception>
    public async Task<long?> FindAsync(string eventId, CancellationToken cancellationToken)
    {
        var index = new TableAuditIndex(tables.GetTableClient(TableAuditIndex.TableName), origin);
        return (await index.FindAsync([eventId], cancellationToken)).TryGetValue(eventId, out var at) ? at : null;
    }

    /// <summary>An entry; null when there is none.</summary>
    /// <exception cref="AuditFormatException">What is stored is no entry.</exception>
    /// <exception cref="AuditStoreException">Storage cannot be read now.</exception>
    public async Task<AuditEntry?> ReadAsync(long index, CancellationToken cancellationToken) =>
        await trail.Entries.ReadAsync(index, cancellationToken) is { } bytes ? AuditEntryCodec.Decode(bytes.Span) : null;

    /// <summary>See <see cref="BundleWriter.WriteAsync"/>; a bundle that is explained holds the content of its entries too.</summary>
    public Task WriteAsync(IBundleTarget target, SignedNote note, BundleRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        return new BundleWriter(trail.Entries, trail.Tiles, trail.Checkpoints, request.Explained ? new RunContent(blobs, protection) : null)
            .WriteAsync(target, note, request, cancellationToken);
    }

    private static SignedNote? Covers(SignedNote note, long size) => Checkpoint.Parse(note.Text).Size >= size ? note : null;
}
