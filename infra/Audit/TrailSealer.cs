using Serverless.Core.Audit;
using Serverless.Core.Audit.Notes;

namespace Serverless.Infra.Audit;

/// <summary>Signs the log of a storage account with the key in force, lets the witness cosign, rotates and revokes keys.</summary>
/// <param name="trail">The log.</param>
/// <param name="keys">The keys of the log.</param>
/// <param name="witnessKeys">The keys of the witness; null for a log without.</param>
/// <param name="origin">The log; its keys bear the same name.</param>
public sealed class TrailSealer(BlobTrail trail, INoteKeyStore keys, INoteKeyStore? witnessKeys, string origin)
{
    /// <summary>See <see cref="CheckpointPublisher.PublishAsync"/>; then packs entries that are signed.</summary>
    /// <exception cref="NoteKeyException">The key cannot be used.</exception>
    public async Task<SignedNote?> SealAsync(CancellationToken cancellationToken)
    {
        await using var held = await keys.LockAsync(cancellationToken);
        var (signer, keyring) = await keys.OpenInForceAsync(KeyRole.Log, origin, cancellationToken);
        var witness = witnessKeys is null
            ? null
            : new CheckpointWitness(trail.Witness, (await witnessKeys.OpenInForceAsync(KeyRole.Witness, $"{origin}.witness", cancellationToken)).Signer, keyring, origin);
        var note = await new CheckpointPublisher(Signer([signer], keyring), trail.Tiles, witness).PublishAsync(cancellationToken);
        if (note is not null)
            await trail.Packs.CompleteAsync(Checkpoint.Parse(note.Text).Size, cancellationToken);
        return note;
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

    /// <summary>
    /// Records that a retired key counts for less than it did, signs that, and stops trusting it: see <see cref="KeyRevocation"/>. In that order, so that
    /// the newest checkpoint does not depend on the key when its time ends. Repeating an interrupted revocation ends it.
    /// </summary>
    /// <param name="log">The log.</param>
    /// <param name="announcement">Who revokes, when and why.</param>
    /// <param name="keyId">Id of the key.</param>
    /// <param name="after">Largest size up to which its signatures stay valid.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The trusted keys from now on, for whoever verifies.</returns>
    /// <exception cref="NoteKeyException">The key is not one that can be revoked, or the key in force cannot be used.</exception>
    public async Task<AuditKeyring> RevokeAsync(AuditLog log, AuditEvent announcement, string keyId, long after, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(log);
        var retired = KeyRevocation.Find(await keys.ReadKeyringAsync(cancellationToken), keyId, after);
        await log.AppendAsync(KeyRevocation.Entry(announcement, retired.Key, after), cancellationToken);
        await SealAsync(cancellationToken);
        await using var held = await keys.LockAsync(cancellationToken);
        var revoked = KeyRevocation.Revoke(await keys.ReadKeyringAsync(cancellationToken), keyId, after);
        await keys.WriteKeyringAsync(revoked, cancellationToken);
        return revoked;
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
