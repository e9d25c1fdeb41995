using Serverless.Core.Audit.Merkle;

namespace Serverless.Core.Audit;

/// <summary>
/// Checks a log from its bytes alone: every entry is decoded, re-hashed and held against its predecessor. It keeps the event ids in
/// memory, nothing else.
/// </summary>
/// <remarks>
/// A hash chain by itself cannot show that its end was cut off or rewritten with recomputed hashes: give the head that was known
/// before (from a receipt, a report or a checkpoint) to detect both.
/// </remarks>
public static class AuditVerifier
{
    private const int Batch = 64;
    private const int MostBatches = 4;

    /// <summary>Verifies a log from its first entry to its last.</summary>
    /// <param name="entries">All stored entries by ascending index, as from <see cref="IAuditEntryStore.ReadAllAsync"/>.</param>
    /// <param name="origin">The log that they must belong to.</param>
    /// <param name="knownHead">A head that the log had at some time; it must still contain it.</param>
    /// <param name="cancellationToken">Stops the verification.</param>
    public static Task<AuditVerification> VerifyAsync(
        IAsyncEnumerable<StoredAuditEntry> entries, string origin, AuditHead? knownHead = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(entries);
        return VerifyAsync(entries, origin, knownHead, tree: null, cancellationToken);
    }

    /// <summary>Verifies, and grows an empty tree by the hashes of the entries, up to the first that is missing.</summary>
    internal static async Task<AuditVerification> VerifyAsync(
        IAsyncEnumerable<StoredAuditEntry> entries, string origin, AuditHead? knownHead, MerkleTree? tree, CancellationToken cancellationToken)
    {
        var known = knownHead ?? AuditHead.Empty;
        var faults = new List<AuditFault>();
        var eventIds = new EventIds();
        long count = 0, next = 0, setbacks = 0;
        var latest = DateTimeOffset.MinValue;
        var headHash = AuditHash.None;
        // What needs no other entry is checked on all cores, by batches of which few are under way; the rest in the order of the log.
        var examined = entries.Chunk(Batch)
            .SelectAheadAsync(MostBatches, batch => Task.Run(() => Array.ConvertAll(batch, stored => AuditLink.Examine(stored, origin)), cancellationToken), cancellationToken)
            .SelectMany(batch => batch.Value);
        await foreach (var alone in examined.WithCancellation(cancellationToken))
        {
            var index = alone.Index;
            count++;
            if (index < next)
            {
                faults.Add(new(index, AuditFaultCode.OutOfOrder, $"Entry {index} was delivered after entry {next - 1}."));
                continue;
            }

            if (index > next)
                faults.Add(new(next, AuditFaultCode.MissingEntry, index == next + 1 ? "The entry is missing." : $"Entries {next} to {index - 1} are missing."));

            var link = alone.After(prevHash: index == next ? headHash : null);
            faults.AddRange(link.Faults);
            if (link.Entry is { Event.EventId: var eventId } && eventIds.Add(eventId, index) is { } earlier)
                faults.Add(new(index, AuditFaultCode.DuplicateEventId, $"Event '{eventId}' is already entry {earlier}."));
            if (link.Entry is { Event.OccurredAt: var claimed })
                (setbacks, latest) = (setbacks + (claimed < latest ? 1 : 0), claimed);
            if (index == known.Size - 1 && link.Hash != known.Hash)
                faults.Add(new(index, AuditFaultCode.WrongHead, $"The hash is {link.Hash}, but was known to be {known.Hash}: this or an earlier entry was altered."));
            if (index == tree?.Size)
                tree.Append(Convert.FromHexString(link.Hash));
            headHash = link.Hash;
            next = index + 1;
        }

        if (next < known.Size)
            faults.Add(new(next, AuditFaultCode.Truncated, $"The log ends after {next} entries, but was known to have {known.Size}."));
        return new(count, headHash, faults) { Setbacks = setbacks };
    }
}
