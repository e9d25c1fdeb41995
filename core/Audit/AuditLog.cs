namespace Serverless.Core.Audit;

/// <summary>
/// The one way to append to an audit log. Creating entry N in the store is the commit; the index follows and can always be rebuilt.
/// Any number of instances, in any number of processes, may append to one log: indices stay contiguous, no entry is lost, and each
/// event id is recorded once. A crash or failure at any call leaves a log that the next append completes; after an exception,
/// appending the same events again is safe and returns the receipts of those that were committed.
/// </summary>
/// <remarks>
/// Callers of one instance that come at the same time are committed as a group, with one look-up and one write of the index for all. Whoever holds the
/// log does it for those who wait, with its own token: when it gives up, or storage fails it, the next of them goes on where it was, and nobody but
/// itself learns of it.
///
/// Invariant: every entry below <c>next</c> has its row in the index or in <c>unindexed</c>, so a creation at <c>next</c> that succeeds
/// cannot record an event twice, and one that conflicts reads what others appended before it tries again.
/// </remarks>
public sealed class AuditLog : IDisposable
{
    private const int FlushSize = 1000;
    private const int MaxUnknownOutcomes = 4;
    private const int MaxConflicts = 256;
    private const int FirstWindow = 2;

    private readonly IAuditEntryStore store;
    private readonly IAuditIndex index;
    private readonly string origin;
    private readonly Func<int, CancellationToken, Task>? giveWay;
    private readonly SemaphoreSlim gate = new(1, 1);
    private readonly AppendQueue queue = new();
    private readonly Dictionary<string, long> unindexed = new(StringComparer.Ordinal);
    private bool opened;
    private bool frozen;
    private long next;
    private string headHash = AuditHash.None;

    /// <param name="store">Where the entries live.</param>
    /// <param name="index">Finds events; derived from the entries.</param>
    /// <param name="origin">Environment and log, stated in every entry; see <see cref="AuditEntry.Origin"/>.</param>
    /// <param name="giveWay">Waits a moment before it is tried again, given how many races in a row were lost to other processes, one at least; null tries at once.</param>
    public AuditLog(IAuditEntryStore store, IAuditIndex index, string origin, Func<int, CancellationToken, Task>? giveWay = null)
    {
        if (!AuditName.IsWellFormed(origin))
            throw new ArgumentException($"Origin '{origin}' must be 1 to 100 ASCII letters, digits, '.', '-' or '_'.", nameof(origin));
        this.store = store;
        this.index = index;
        this.origin = origin;
        this.giveWay = giveWay;
    }

    /// <summary>The log that this appends to.</summary>
    public string Origin => origin;

    /// <summary>The head, after reading and indexing what other processes appended.</summary>
    public async Task<AuditHead> ReadHeadAsync(CancellationToken cancellationToken = default)
    {
        await gate.WaitAsync(cancellationToken);
        try
        {
            await OpenAsync(cancellationToken);
            await CatchUpAsync(cancellationToken);
            await FlushAsync(cancellationToken);
            return new(next, headHash);
        }
        finally
        {
            gate.Release();
        }
    }

    /// <summary>Appends one event; see <see cref="AppendManyAsync"/>.</summary>
    public async Task<AuditReceipt> AppendAsync(AuditEvent auditEvent, CancellationToken cancellationToken = default) =>
        (await AppendManyAsync([auditEvent], cancellationToken))[0];

    /// <summary>
    /// Appends events in their order, each exactly once. Entries of other processes may come in between. All events are checked before
    /// the first is committed; they are committed one by one.
    /// </summary>
    /// <returns>A receipt per event, in the same order.</returns>
    /// <exception cref="ArgumentException">An event is ill-formed; nothing was committed.</exception>
    /// <exception cref="AuditConflictException">An event id is taken by an event that says something else; earlier events of the batch are committed.</exception>
    /// <exception cref="AuditLogBrokenException">The log has an entry that must not be built upon.</exception>
    /// <exception cref="AuditLogFrozenException">The log has ended, and an event is not in it.</exception>
    /// <exception cref="AuditStoreException">Storage failed; some of the events may be committed.</exception>
    /// <exception cref="OperationCanceledException">The caller gave up; some of the events may be committed.</exception>
    public async Task<IReadOnlyList<AuditReceipt>> AppendManyAsync(IReadOnlyList<AuditEvent> events, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(events);
        foreach (var auditEvent in events)
            Encode(auditEvent, AuditEntryCodec.MaxIndex);

        var own = queue.Add([.. events]);
        try
        {
            await gate.WaitAsync(cancellationToken);
        }
        catch
        {
            queue.Remove(own);
            throw;
        }

        try
        {
            if (!own.IsSettled)
                await CommitWithAsync(own, cancellationToken);
        }
        finally
        {
            queue.Remove(own);
            gate.Release();
        }

        return own.Receipts;
    }

    /// <inheritdoc/>
    public void Dispose() => gate.Dispose();

    private async Task CommitWithAsync(PendingAppend own, CancellationToken cancellationToken)
    {
        await OpenAsync(cancellationToken);
        var group = queue.TakeWith(own, FlushSize);
        var indexed = await index.FindAsync([.. group.SelectMany(append => append.Left).Select(e => e.EventId).Distinct()], cancellationToken);
        foreach (var append in group)
            await CommitAsync(append, indexed, cancellationToken);
        await FlushAsync(cancellationToken);
        foreach (var append in group)
            append.Settle();
    }

    private async Task CommitAsync(PendingAppend append, IReadOnlyDictionary<string, long> indexed, CancellationToken cancellationToken)
    {
        try
        {
            foreach (var auditEvent in append.Left.ToList())
            {
                append.Commit(await FindAsync(auditEvent, indexed, cancellationToken)
                    ?? await CreateAsync(auditEvent, cancellationToken));
            }
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            append.Fail(e);
        }
    }

    /// <summary>Trusts the index as far as an entry confirms it, and reads the log from there; from the start when it does not.</summary>
    private async Task OpenAsync(CancellationToken cancellationToken)
    {
        if (opened)
            return;
        var coverage = await index.ReadCoverageAsync(cancellationToken);
        if (coverage > 0 && await store.ReadAsync(coverage - 1, cancellationToken) is { } last)
            Absorb(new(coverage - 1, last), prevHash: null);

        if (next == 0 || await store.ReadAsync(next, cancellationToken) is not null)
        {
            await foreach (var stored in next == 0 ? store.ReadAllAsync(cancellationToken) : store.ReadRowAsync(next, cancellationToken: cancellationToken))
            {
                if (stored.Index != next)
                    throw new AuditLogBrokenException(new(next, AuditFaultCode.MissingEntry, $"The entry is missing although entry {stored.Index} exists."));
                Absorb(stored, headHash);
                if (unindexed.Count >= FlushSize)
                    await FlushAsync(cancellationToken);
            }
        }

        opened = true;
    }

    private async Task<AuditReceipt?> FindAsync(AuditEvent auditEvent, IReadOnlyDictionary<string, long> indexed, CancellationToken cancellationToken)
    {
        if (!unindexed.TryGetValue(auditEvent.EventId, out var at) && !indexed.TryGetValue(auditEvent.EventId, out at))
            return null;
        if (await store.ReadAsync(at, cancellationToken) is not { } bytes)
            return null;
        var link = AuditLink.Examine(new(at, bytes), origin, prevHash: null);
        ThrowIfFaulty(link);
        var present = link.Entry!.Event;
        if (present.EventId != auditEvent.EventId)
            return null;
        return present.SaysTheSameAs(auditEvent) ? new AuditReceipt(at, link.Hash, AlreadyPresent: true) : throw Conflict(at, present, auditEvent);
    }

    private async Task<AuditReceipt> CreateAsync(AuditEvent auditEvent, CancellationToken cancellationToken)
    {
        var unknown = 0;
        for (var conflicts = 0; conflicts < MaxConflicts; conflicts++)
        {
            if (frozen)
                throw new AuditLogFrozenException(origin);
            var bytes = Encode(auditEvent, next);
            var created = false;
            try
            {
                created = await store.TryCreateAsync(next, bytes, cancellationToken);
            }
            catch (AuditStoreException) when (++unknown < MaxUnknownOutcomes)
            {
                // Reading on tells whether the creation took place.
            }

            if (created)
            {
                Accept(auditEvent, AuditHash.OfEntry(bytes));
                return new(next - 1, headHash, AlreadyPresent: false);
            }

            if (conflicts > 0 && giveWay is not null)
                await giveWay(conflicts, cancellationToken);
            await CatchUpAsync(cancellationToken);
            if (await FindAsync(auditEvent, unindexed, cancellationToken) is { } receipt)
                return receipt;
        }

        throw new AuditStoreException(
            $"Audit event '{auditEvent.EventId}' lost {MaxConflicts} races for the head of log '{origin}', now at {next}; append it again.");
    }

    /// <summary>Reads on in windows that widen, or a process that appends without pause could never be overtaken.</summary>
    private async Task CatchUpAsync(CancellationToken cancellationToken)
    {
        for (var width = FirstWindow; ; width = Math.Min(2 * width, ReadAhead.Most))
        {
            var from = next;
            var window = await Task.WhenAll(Enumerable.Range(0, width).Select(i => store.ReadAsync(from + i, cancellationToken)));
            foreach (var bytes in window)
            {
                if (bytes is null)
                    return;
                Absorb(new(next, bytes.Value), headHash);
            }
        }
    }

    private void Absorb(StoredAuditEntry stored, string? prevHash)
    {
        var link = AuditLink.Examine(stored, origin, prevHash);
        ThrowIfFaulty(link);
        next = stored.Index;
        Accept(link.Entry!.Event, link.Hash);
    }

    private void Accept(AuditEvent auditEvent, string hash)
    {
        unindexed.TryAdd(auditEvent.EventId, next++);
        frozen |= auditEvent.Action == LogFreeze.FrozenAction;
        headHash = hash;
    }

    private async Task FlushAsync(CancellationToken cancellationToken)
    {
        if (unindexed.Count == 0)
            return;
        await index.WriteAsync([.. unindexed.Select(row => new AuditIndexRow(row.Key, row.Value))], next, cancellationToken);
        unindexed.Clear();
    }

    private byte[] Encode(AuditEvent auditEvent, long at) =>
        AuditEntryCodec.Encode(new(AuditEntryCodec.Schema, origin, at, headHash, auditEvent));

    private static void ThrowIfFaulty(AuditLink link)
    {
        if (link.Faults is [var fault, ..])
            throw new AuditLogBrokenException(fault);
    }

    private static AuditConflictException Conflict(long at, AuditEvent present, AuditEvent refused) => new(
        $"Event id '{present.EventId}' is entry {at}, which says: {present.Action} {present.Subject} by {present.Actor.Id}; "
        + $"refused: {refused.Action} {refused.Subject} by {refused.Actor.Id}, whose action, subject, actor, reason, details or hashes differ. "
        + "Give the new event an id of its own.");
}
