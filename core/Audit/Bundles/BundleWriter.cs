using System.Text;
using Serverless.Core.Audit.Notes;
using Serverless.Core.Audit.Tiles;

namespace Serverless.Core.Audit.Bundles;

/// <summary>Puts bundles together: entries, what proves them, and what they refer to.</summary>
/// <param name="entries">The entries.</param>
/// <param name="tiles">The tiles, as of the checkpoint or newer.</param>
/// <param name="checkpoints">The checkpoints.</param>
/// <param name="content">What entries refer to; null to leave it out.</param>
/// <param name="index">Finds the entries that order the redaction of content; null where none is handed out.</param>
public sealed class BundleWriter(IAuditEntryStore entries, ITileStore tiles, ICheckpointStore checkpoints, IAuditContent? content, IAuditIndex? index = null)
{
    /// <summary>Writes a bundle.</summary>
    /// <param name="target">Takes its files.</param>
    /// <param name="note">The checkpoint to prove everything against, which covers all entries.</param>
    /// <param name="request">What it is to hold.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="ArgumentOutOfRangeException">The checkpoint does not cover the entries.</exception>
    /// <exception cref="AuditLogBrokenException">An entry is missing or must not be handed out as it is.</exception>
    /// <exception cref="AuditStoreException">Storage cannot be read now, or its tiles are damaged.</exception>
    public async Task WriteAsync(IBundleTarget target, SignedNote note, BundleRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(target);
        ArgumentNullException.ThrowIfNull(note);
        ArgumentNullException.ThrowIfNull(request);
        var checkpoint = Checkpoint.Parse(note.Text);
        var (first, end) = (request.First, request.First + request.Count);
        if (first < 0 || request.Count < 1 || end > checkpoint.Size)
            throw new ArgumentOutOfRangeException(nameof(request), $"Entries {first} to {end - 1} are not among the {checkpoint.Size} that the checkpoint covers.");
        await PutAsync(target, BundleFile.Checkpoint, note.ToBytes(), cancellationToken);

        var told = await WriteEntriesAsync(target, checkpoint.Origin, request, cancellationToken);
        var tree = new TiledTree(tiles, checkpoint.Size);
        await PutProofAsync(target, BundleFile.FirstProof, await tree.ProveInclusionAsync(first, cancellationToken), cancellationToken);
        await PutProofAsync(target, BundleFile.LastProof, await tree.ProveInclusionAsync(end - 1, cancellationToken), cancellationToken);
        foreach (var older in request.Older.Where(size => size < checkpoint.Size))
        {
            var olderNote = await checkpoints.ReadAsync(older, cancellationToken) ?? throw new AuditStoreException($"There is no checkpoint of size {older}.");
            await PutAsync(target, BundleFile.OlderNote(older), olderNote, cancellationToken);
            await PutProofAsync(target, BundleFile.OlderProof(older), await tree.ProveConsistencyAsync(older, cancellationToken), cancellationToken);
        }

        var orders = await FindOrdersAsync(told, cancellationToken);
        await WriteContentAsync(target, told, orders, cancellationToken);
        var provable = orders.Where(order => order.Index < checkpoint.Size && !(order.Index >= first && order.Index < end)).ToList();
        foreach (var order in provable)
        {
            await PutAsync(target, BundleFile.Redaction(order.Index), AuditEntryCodec.Encode(order), cancellationToken);
            await PutProofAsync(target, BundleFile.RedactionProof(order.Index), await tree.ProveInclusionAsync(order.Index, cancellationToken), cancellationToken);
        }

        if (request.Explained)
            await PutAsync(target, BundleFile.Explanation, Encoding.UTF8.GetBytes(AuditExplanation.Of(told, checkpoint, provable)), cancellationToken);
    }

    // The entries are kept only where they are told or their content is looked for: a whole log may be written too.
    private async Task<List<AuditEntry>> WriteEntriesAsync(IBundleTarget target, string origin, BundleRequest request, CancellationToken cancellationToken)
    {
        var kept = new List<AuditEntry>();
        var (next, end) = (request.First, request.First + request.Count);
        await using var file = target.Create(BundleFile.Entries);
        await foreach (var stored in entries.ReadRowAsync(next, end, cancellationToken))
        {
            var link = AuditLink.Examine(stored, origin, prevHash: null);
            if (link.Faults is [var fault, ..])
                throw new AuditLogBrokenException(fault);
            await file.WriteAsync(stored.Bytes, cancellationToken);
            file.WriteByte((byte)'\n');
            if (request.Explained || content is not null)
                kept.Add(link.Entry!);
            next++;
        }

        return next == end
            ? kept
            : throw new AuditLogBrokenException(new AuditFault(next, AuditFaultCode.MissingEntry, "The entry is missing although a checkpoint covers it."));
    }

    // The entries that order the redaction of what these name, ascending.
    private async Task<IReadOnlyList<AuditEntry>> FindOrdersAsync(IReadOnlyCollection<AuditEntry> told, CancellationToken cancellationToken)
    {
        var naming = told.Where(NamesContent).Select(entry => Redaction.IdOf(entry.Event)).Distinct(StringComparer.Ordinal).ToList();
        var orders = new List<AuditEntry>();
        if (naming.Count == 0 || index is null)
            return orders;
        foreach (var at in (await index.FindAsync(naming, cancellationToken)).Values.Order())
        {
            var bytes = await entries.ReadAsync(at, cancellationToken) ?? throw new AuditLogBrokenException(new AuditFault(at, AuditFaultCode.MissingEntry, "The index knows the entry."));
            if (AuditEntryCodec.Decode(bytes.Span) is var order && Redaction.Of(order) is not null)
                orders.Add(order);
        }

        return orders;
    }

    // What is to be removed is not handed out any more, whether or not it still lies there.
    private async Task WriteContentAsync(IBundleTarget target, IReadOnlyCollection<AuditEntry> told, IReadOnlyList<AuditEntry> orders, CancellationToken cancellationToken)
    {
        if (content is null)
            return;
        var redacted = orders.Select(order => order.Event.EventId).ToHashSet(StringComparer.Ordinal);
        foreach (var entry in told.Where(entry => NamesContent(entry) && !redacted.Contains(Redaction.IdOf(entry.Event))).DistinctBy(entry => entry.Event.ContentHash))
        {
            if (await content.FindAsync(entry.Event, cancellationToken) is { } bytes)
                await PutAsync(target, BundleFile.Content(entry.Event.ContentHash!), bytes, cancellationToken);
        }
    }

    private static bool NamesContent(AuditEntry entry) => entry.Event.ContentHash is not null && !Redaction.IsAbout(entry.Event);

    private static Task PutProofAsync(IBundleTarget target, string name, IReadOnlyList<byte[]> proof, CancellationToken cancellationToken) =>
        PutAsync(target, name, Encoding.ASCII.GetBytes(ProofText.Format(proof)), cancellationToken);

    private static async Task PutAsync(IBundleTarget target, string name, ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        await using var file = target.Create(name);
        await file.WriteAsync(bytes, cancellationToken);
    }
}
