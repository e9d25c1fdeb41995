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
    /// <summary>
    /// A checkpoint of at least <paramref name="size"/> entries: the one that the witness cosigned last, unless only a newer one covers them, or the log
    /// signs with another key since, so that the old one may have been revoked. Null when none covers them.
    /// </summary>
    /// <exception cref="AuditStoreException">Storage cannot be read now.</exception>
    public async Task<SignedNote?> NewestAsync(long size, CancellationToken cancellationToken)
    {
        var cosigned = await trail.Witness.LatestAsync(cancellationToken) is { } seen ? SignedNote.Parse(seen.Note.Span) : null;
        var signed = await trail.Checkpoints.LatestAsync(cancellationToken) is { } latest ? await ReadCheckpointAsync(latest, cancellationToken) : null;
        return cosigned is not null && Covers(cosigned, size) && (signed is null || KeysOf(cosigned).IsSubsetOf(KeysOf(signed))) ? cosigned
            : signed is not null && Covers(signed, size) ? signed
            : null;
    }

    /// <summary>The checkpoint of a size; null when there is none.</summary>
    /// <exception cref="AuditStoreException">Storage cannot be read now.</exception>
    public async Task<SignedNote?> ReadCheckpointAsync(long size, CancellationToken cancellationToken) =>
        await trail.Checkpoints.ReadAsync(size, cancellationToken) is { } note ? SignedNote.Parse(note.Span) : null;

    /// <summary>Where an event stands in the log; null when the index does not know it.</summary>
    /// <exception cref="AuditStoreException">Storage cannot be read now.</exception>
    public async Task<long?> FindAsync(string eventId, CancellationToken cancellationToken) =>
        (await Index.FindAsync([eventId], cancellationToken)).TryGetValue(eventId, out var at) ? at : null;

    /// <summary>The redaction of what an event names; null when there is none.</summary>
    /// <exception cref="AuditFormatException">What is stored is no entry.</exception>
    /// <exception cref="AuditStoreException">Storage cannot be read now.</exception>
    public async Task<Redaction?> FindRedactionAsync(AuditEvent about, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(about);
        return about.ContentHash is not null && !Redaction.IsAbout(about)
            && await FindAsync(Redaction.IdOf(about), cancellationToken) is { } at && await ReadAsync(at, cancellationToken) is { } order
            ? Redaction.Of(order)
            : null;
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
        var writer = request.Explained
            ? new BundleWriter(trail.Entries, trail.Tiles, trail.Checkpoints, new RunContent(blobs, protection), Index)
            : new BundleWriter(trail.Entries, trail.Tiles, trail.Checkpoints, content: null);
        return writer.WriteAsync(target, note, request, cancellationToken);
    }

    private TableAuditIndex Index => new(tables.GetTableClient(TableAuditIndex.TableName), origin);

    private static bool Covers(SignedNote note, long size) => Checkpoint.Parse(note.Text).Size >= size;

    private HashSet<uint> KeysOf(SignedNote note) => [.. note.Signatures.Where(signature => signature.KeyName == origin).Select(signature => signature.KeyId)];
}
