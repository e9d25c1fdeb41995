using Serverless.Core.Audit;
using Serverless.Core.Audit.Notes;

namespace Serverless.Infra.Audit;

/// <summary>Signs the log of a storage account with the key in force, lets the witness cosign, and rotates the key.</summary>
/// <param name="trail">The log.</param>
/// <param name="keys">The keys of the log.</param>
/// <param name="witnessKeys">The keys of the witness; null for a log without.</param>
/// <param name="origin">The log; its keys bear the same name.</param>
public sealed class TrailSealer(BlobTrail trail, INoteKeyStore keys, INoteKeyStore? witnessKeys, string origin)
{
    /// <summary>See <see cref="CheckpointPublisher.PublishAsync"/>.</summary>
    /// <exception cref="NoteKeyException">The key cannot be used.</exception>
    public async Task<SignedNote?> SealAsync(CancellationToken cancellationToken)
    {
        await using var held = await keys.LockAsync(cancellationToken);
        var (signer, keyring) = await keys.OpenInForceAsync(KeyRole.Log, origin, cancellationToken);
        var witness = witnessKeys is null
            ? null
            : new CheckpointWitness(trail.Witness, (await witnessKeys.OpenInForceAsync(KeyRole.Witness, $"{origin}.witness", cancellationToken)).Signer, keyring, origin);
        return await new CheckpointPublisher(Signer([signer], keyring), trail.Tiles, witness).PublishAsync(cancellationToken);
    }

    /// <summary>All trusted keys, of the log and of the witness.</summary>
    public async Task<AuditKeyring> ReadKeyringAsync(CancellationToken cancellationToken)
    {
        var own = await keys.ReadKeyringAsync(cancellationToken);
        var others = witnessKeys is null ? [] : (await witnessKeys.ReadKeyringAsync(cancellationToken)).Keys;
        return new AuditKeyring([.. own.Keys.Union(others)]);
    }

    /// <summary>See <see cref="KeyRotation.RotateAsync"/>.</summary>
    /// <param name="log">The log.</param>
    /// <param name="announcement">Who rotates, when and why.</param>
    /// <param name="isLost">Whether the old key cannot sign any more.</param>
    /// <param name="revokedAfter">Largest size up to which signatures of the old key stay valid; null: all that it made.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="NoteKeyException">A key cannot be used.</exception>
    public async Task<AuditKeyring> RotateAsync(AuditLog log, AuditEvent announcement, bool isLost, long? revokedAfter, CancellationToken cancellationToken)
    {
        await using var held = await keys.LockAsync(cancellationToken);
        var keyring = await keys.ReadKeyringAsync(cancellationToken);
        if (keyring.InForce(KeyRole.Log) is not { } current)
            throw new NoteKeyException($"There is no key of log '{origin}' yet: nothing to rotate. The host makes one when it first signs.");
        var old = isLost ? null : await keys.OpenAsync(KeyRole.Log, current.Key, cancellationToken);
        var next = await keys.OpenAsync(KeyRole.Log, await keys.CreateAsync(KeyRole.Log, origin, cancellationToken), cancellationToken);
        var rotated = await KeyRotation.RotateAsync(log, Signer, keyring, old, next, announcement, revokedAfter, cancellationToken);
        await keys.WriteKeyringAsync(rotated, cancellationToken);
        return rotated;
    }

    /// <summary>The trusted keys; the first time, the key of the log is made and trusted from the beginning.</summary>
    /// <exception cref="NoteKeyException">The key cannot be made or used.</exception>
    public async Task<AuditKeyring> CreateKeyAsync(CancellationToken cancellationToken)
    {
        await using var held = await keys.LockAsync(cancellationToken);
        return (await keys.OpenInForceAsync(KeyRole.Log, origin, cancellationToken)).Keyring;
    }

    private CheckpointSigner Signer(IReadOnlyList<INoteSigner> signers, AuditKeyring keyring) =>
        new(trail.Entries, trail.Tiles, trail.Checkpoints, signers, keyring, origin);
}
