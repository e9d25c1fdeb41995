using Serverless.Core.Audit.Merkle;

namespace Serverless.Core.Audit.Notes;

/// <summary>
/// Cosigns the checkpoints of a log that only ever grew, in the manner of C2SP tlog-witness: what it has cosigned must be proven to be the
/// beginning of what it is asked to cosign, and it remembers before it answers. So the log cannot be cut, rewritten or shown in two
/// versions without the witness, and whoever has its notes, noticing.
/// </summary>
/// <param name="memory">What it has cosigned.</param>
/// <param name="signer">Signs as the witness.</param>
/// <param name="keyring">Keys of the log.</param>
/// <param name="origin">The log.</param>
public sealed class CheckpointWitness(IWitnessMemory memory, INoteSigner signer, AuditKeyring keyring, string origin)
{
    private const int MaxConflicts = 16;

    /// <summary>The largest checkpoint that it has cosigned; null before the first.</summary>
    /// <exception cref="AuditStoreException">The memory cannot be read now.</exception>
    public async Task<Checkpoint?> LatestAsync(CancellationToken cancellationToken) =>
        await memory.LatestAsync(cancellationToken) is { } latest ? StatedBy(latest) : null;

    /// <summary>Cosigns a checkpoint; asked again for the latest one, it answers with what it said before.</summary>
    /// <param name="note">The checkpoint, signed by the log.</param>
    /// <param name="proof">That <see cref="LatestAsync"/> is the beginning of it; empty for the first.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The note with the signature of the witness.</returns>
    /// <exception cref="WitnessRefusalException">The checkpoint is not one to cosign.</exception>
    /// <exception cref="AuditStoreException">The memory failed; asking again is safe.</exception>
    public async Task<SignedNote> CosignAsync(ReadOnlyMemory<byte> note, IReadOnlyList<byte[]> proof, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(proof);
        var verdict = CheckpointVerifier.Verify(note.Span, origin, keyring);
        if (!verdict.IsTrusted)
            throw new WitnessRefusalException(WitnessRefusal.Untrusted, string.Join(" ", verdict.Faults.Select(fault => fault.Message)));
        var checkpoint = verdict.Checkpoint!;
        for (var conflicts = 0; conflicts < MaxConflicts; conflicts++)
        {
            var latest = await memory.LatestAsync(cancellationToken);
            if (latest is { } seen)
            {
                var known = StatedBy(seen);
                if (known.Equals(checkpoint))
                    return SignedNote.Parse(seen.Note.Span);
                ThrowIfContradicted(known, checkpoint, proof);
            }

            var cosigned = SignedNote.Parse(note.Span).With(await signer.SignAsync(checkpoint.Text, cancellationToken));
            if (await memory.TryAppendAsync(new WitnessedNote((latest?.Number ?? -1) + 1, cosigned.ToBytes()), cancellationToken))
                return cosigned;
        }

        throw new AuditStoreException($"The witness of '{origin}' lost {MaxConflicts} races; ask it again.");
    }

    private static Checkpoint StatedBy(WitnessedNote note) => Checkpoint.Parse(SignedNote.Parse(note.Note.Span).Text);

    private static void ThrowIfContradicted(Checkpoint known, Checkpoint asked, IReadOnlyList<byte[]> proof)
    {
        if (asked.Size < known.Size)
            throw new WitnessRefusalException(WitnessRefusal.Rollback, $"The log has {asked.Size} entries, but had {known.Size} before.");
        if (asked.Size == known.Size)
            throw new WitnessRefusalException(WitnessRefusal.Fork, $"With {asked.Size} entries the log has another root than before.");
        if (known.Size > 0 && !MerkleProof.VerifyConsistency(known.Size, asked.Size, known.Root.ToArray(), asked.Root.ToArray(), proof))
        {
            throw new WitnessRefusalException(
                WitnessRefusal.NotConsistent, $"Nothing shows that the {known.Size} entries seen before are the beginning of the {asked.Size} entries.");
        }
    }
}
