using Serverless.Core.Audit.Merkle;
using Serverless.Core.Audit.Notes;

namespace Serverless.Core.Audit;

/// <summary>
/// Verifies all of a log: every entry from its bytes, and every checkpoint, of the log and of its witness, against the Merkle tree of the
/// entries that were read. Tiles, index and everything else that is derived are not looked at.
/// </summary>
/// <param name="entries">Reads all entries by ascending index, as <see cref="IAuditEntryStore.ReadAllAsync"/> does.</param>
/// <param name="checkpoints">The checkpoints; null for a log that was never signed.</param>
/// <param name="witness">What the witness has cosigned; null for a log without.</param>
/// <param name="origin">The log.</param>
/// <param name="keyring">The trusted keys; null leaves signatures unexamined, so that only roots are compared.</param>
public sealed class TrailVerifier(
    Func<CancellationToken, IAsyncEnumerable<StoredAuditEntry>> entries, ICheckpointStore? checkpoints, IWitnessMemory? witness, string origin, AuditKeyring? keyring)
{
    /// <summary>Verifies. What is appended or signed meanwhile may be left out.</summary>
    /// <exception cref="AuditStoreException">Storage cannot be read now.</exception>
    /// <exception cref="InvalidDataException">A store holds something that does not belong there.</exception>
    public Task<TrailVerification> VerifyAsync(CancellationToken cancellationToken) => VerifyAsync(knownHead: null, cancellationToken);

    /// <summary>Verifies against a head that the log had at some time, too: so a log is caught that was cut back with all its checkpoints, those of the witness included.</summary>
    /// <exception cref="AuditStoreException">Storage cannot be read now.</exception>
    /// <exception cref="InvalidDataException">A store holds something that does not belong there.</exception>
    public async Task<TrailVerification> VerifyAsync(AuditHead? knownHead, CancellationToken cancellationToken)
    {
        // Checkpoints first: all that they cover must be among the entries that are read after them.
        var sizes = checkpoints is null ? [] : await checkpoints.ListAsync(cancellationToken).ToListAsync(cancellationToken);
        var seen = witness is null ? null : await witness.LatestAsync(cancellationToken);
        var tree = new MerkleTree();
        var chain = await AuditVerifier.VerifyAsync(entries(cancellationToken), origin, knownHead, tree, cancellationToken);

        var findings = chain.Faults.Select(AuditFinding.Of).ToList();
        var (trusted, retired) = (0, 0);
        Checkpoint? newest = null;
        await foreach (var (size, note) in sizes.ToAsyncEnumerable().SelectAheadAsync(size => checkpoints!.ReadAsync(size, cancellationToken), cancellationToken))
        {
            var verdict = Examine(note.GetValueOrDefault().Span, tree, witnesses: 0);
            var faults = verdict.Faults.ToList();
            if (verdict.Checkpoint is { } stated && stated.Size != size)
                faults.Add((CheckpointFault.Malformed, $"It is stored as checkpoint of size {size}, but states {stated.Size}."));
            if (faults.Count == 0)
                (trusted, newest) = (trusted + 1, verdict.Checkpoint);
            else if (size != sizes[^1] && IsRetired(faults))
                retired++;
            else
                findings.AddRange(faults.Select(fault => new AuditFinding($"checkpoint {size}", $"{fault.Code}", fault.Message)));
        }

        Checkpoint? witnessed = null;
        if (seen is { } latest)
        {
            var verdict = Examine(latest.Note.Span, tree, witnesses: 1);
            witnessed = verdict.IsTrusted ? verdict.Checkpoint : null;
            // What it cosigned before the log's key was revoked proves nothing any more, and still must not contradict the entries.
            if (verdict.Checkpoint?.Size < newest?.Size && IsRetired(verdict.Faults))
                retired++;
            else
                findings.AddRange(verdict.Faults.Select(fault => new AuditFinding($"witness {latest.Number}", $"{fault.Code}", fault.Message)));
        }

        return new TrailVerification(chain, trusted, retired, newest, witnessed, findings);
    }

    private static bool IsRetired(IReadOnlyList<(CheckpointFault Code, string Message)> faults) =>
        faults is [(CheckpointFault.KeyOutsideItsTime, _), ..] && faults.All(fault => fault.Code is CheckpointFault.KeyOutsideItsTime or CheckpointFault.NotSigned);

    private CheckpointVerdict Examine(ReadOnlySpan<byte> note, MerkleTree tree, int witnesses)
    {
        var verdict = keyring is null ? CheckpointVerifier.Read(note, origin) : CheckpointVerifier.Verify(note, origin, keyring, witnesses);
        return verdict.Checkpoint is { } stated && Contradiction(stated, tree) is { } fault ? verdict with { Faults = [.. verdict.Faults, fault] } : verdict;
    }

    private static (CheckpointFault, string)? Contradiction(Checkpoint stated, MerkleTree tree) =>
        stated.Size > tree.Size
            ? (CheckpointFault.Rollback, $"It states {stated.Size} entries, but there are {tree.Size} without a gap: the log was cut.")
        : !tree.RootAt(stated.Size).AsSpan().SequenceEqual(stated.Root.Span)
            ? (CheckpointFault.Fork, $"It states the root {Convert.ToBase64String(stated.Root.Span)}, but the first {stated.Size} entries lead to {Convert.ToBase64String(tree.RootAt(stated.Size))}.")
            : null;
}
