using Microsoft.Extensions.Options;
using Serverless.Core.Audit;
using Serverless.Core.Audit.Notes;
using Serverless.Functions.Entities;
using Serverless.Infra.Audit;

namespace Serverless.Functions.Hosting;

/// <summary>Signs and verifies the audit trail of this app with the keys that its settings name.</summary>
public sealed class TrailKeeper
{
    private readonly BlobTrail trail;
    private readonly DateTimeOffset? restoredAt;
    private readonly TrailSealer? sealer;

    /// <summary>Without keys nothing is signed, and signatures are not examined.</summary>
    public TrailKeeper(BlobTrail trail, IOptions<AuditOptions> options, AuditKeyStores keys)
    {
        ArgumentNullException.ThrowIfNull(keys);
        (this.trail, restoredAt, Origin) = (trail, options.Value.RestoredAt, BlobTrail.OriginOf(options.Value.Origin, options.Value.Shard));
        sealer = keys.Log is { } log ? new TrailSealer(trail, log, keys.Witness, Origin) : null;
    }

    /// <summary>The log.</summary>
    public string Origin { get; }

    /// <summary>Whether there are keys to sign with.</summary>
    public bool Signs => sealer is not null;

    /// <summary>Signs the present head, and has it witnessed; null for an empty log, or when nothing is signed here.</summary>
    public Task<SignedNote?> SealAsync(CancellationToken cancellation) => sealer?.SealAsync(cancellation) ?? Task.FromResult<SignedNote?>(null);

    /// <summary>The trusted keys; null when nothing is signed here.</summary>
    public async Task<AuditKeyring?> ReadKeyringAsync(CancellationToken cancellation) => sealer is null ? null : await sealer.ReadKeyringAsync(cancellation);

    /// <summary>The head that the log must still contain; null when nothing is known of it.</summary>
    public AuditHead? HeadOf(TrailMark? known) => known is null || known.Origin != Origin || known.At < restoredAt ? null : new AuditHead(known.Size, known.Hash);

    /// <summary>Verifies all of the trail, each entry from its blob.</summary>
    /// <param name="known">A head that the log had at some time.</param>
    /// <param name="orders">Takes what entries order to be redacted.</param>
    /// <param name="cancellation">Gives up.</param>
    public Task<TrailVerification> VerifyAsync(AuditHead? known, ICollection<Redaction> orders, CancellationToken cancellation) =>
        VerifyAsync(trail.Entries.ReadAllAsync, known, orders, cancellation);

    /// <summary>Verifies all of the trail, by fewer requests: see <see cref="EntryPacks.ReadAllAsync(long, long, CancellationToken)"/>.</summary>
    /// <param name="known">A head that the log had at some time.</param>
    /// <param name="turn">The how manieth look it is.</param>
    /// <param name="orders">Takes what entries order to be redacted.</param>
    /// <param name="cancellation">Gives up.</param>
    public Task<TrailVerification> LookAsync(AuditHead? known, long turn, ICollection<Redaction> orders, CancellationToken cancellation) =>
        VerifyAsync(stop => trail.Packs.ReadAllAsync(turn, known?.Size ?? 0, stop), known, orders, cancellation);

    private async Task<TrailVerification> VerifyAsync(
        Func<CancellationToken, IAsyncEnumerable<StoredAuditEntry>> read, AuditHead? known, ICollection<Redaction> orders, CancellationToken cancellation)
    {
        StoredAuditEntry Noted(StoredAuditEntry stored)
        {
            if (Redaction.IsOrder(stored.Bytes.Span) && RedactionOf(stored) is { } order)
                orders.Add(order);
            return stored;
        }

        try
        {
            return await new TrailVerifier(stop => read(stop).Select(Noted), trail.Checkpoints, trail.Witness, Origin, await ReadKeyringAsync(cancellation)).VerifyAsync(known, cancellation);
        }
        catch (InvalidDataException error)
        {
            return Unverified(new AuditFinding("storage", "ForeignBlob", error.Message));
        }
        catch (NoteKeyException error)
        {
            return Unverified(new AuditFinding("keys", TrailAlert.KeysUnreadable, error.Message));
        }
    }

    private static Redaction? RedactionOf(StoredAuditEntry stored)
    {
        try
        {
            return Redaction.Of(AuditEntryCodec.Decode(stored.Bytes.Span));
        }
        catch (AuditFormatException)
        {
            return null; // and the verdict names it
        }
    }

    // What cannot be verified is not intact.
    private static TrailVerification Unverified(AuditFinding why) => new(new AuditVerification(0, AuditHash.None, []), 0, 0, null, null, [why]);
}
