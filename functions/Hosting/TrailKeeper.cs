using Microsoft.Extensions.Options;
using Serverless.Core.Audit;
using Serverless.Core.Audit.Notes;
using Serverless.Infra.Audit;

namespace Serverless.Functions.Hosting;

/// <summary>Signs and verifies the audit trail of this app with the keys that its settings name.</summary>
public sealed class TrailKeeper
{
    private readonly BlobTrail trail;
    private readonly string origin;
    private readonly TrailSealer? sealer;

    /// <summary>Without keys nothing is signed, and signatures are not examined.</summary>
    public TrailKeeper(BlobTrail trail, IOptions<AuditOptions> options, AuditKeyStores keys)
    {
        ArgumentNullException.ThrowIfNull(keys);
        (this.trail, origin) = (trail, BlobTrail.OriginOf(options.Value.Origin, options.Value.Shard));
        sealer = keys.Log is { } log ? new TrailSealer(trail, log, keys.Witness, origin) : null;
    }

    /// <summary>Signs the present head, and has it witnessed; null for an empty log, or when nothing is signed here.</summary>
    public Task<SignedNote?> SealAsync(CancellationToken cancellation) => sealer?.SealAsync(cancellation) ?? Task.FromResult<SignedNote?>(null);

    /// <summary>The trusted keys; null when nothing is signed here.</summary>
    public async Task<AuditKeyring?> ReadKeyringAsync(CancellationToken cancellation) => sealer is null ? null : await sealer.ReadKeyringAsync(cancellation);

    /// <summary>Verifies all of the trail.</summary>
    public async Task<TrailVerification> VerifyAsync(CancellationToken cancellation) =>
        await new TrailVerifier(trail.Entries.ReadAllAsync, trail.Checkpoints, trail.Witness, origin, await ReadKeyringAsync(cancellation)).VerifyAsync(cancellation);
}
