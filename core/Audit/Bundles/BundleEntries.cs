using Serverless.Core.Audit.Merkle;

namespace Serverless.Core.Audit.Bundles;

/// <summary>The entries of a bundle, verified line by line: each by itself, and in their chain.</summary>
internal sealed class BundleEntries
{
    private readonly EventIds eventIds = new();
    private string lastHash = AuditHash.None;

    public List<AuditFinding> Findings { get; } = [];

    /// <summary>Index of the first entry, as it states itself; null without entries.</summary>
    public long? First { get; private set; }

    public long Count { get; private set; }

    public byte[] FirstHash { get; private set; } = [];

    public byte[] LastHash => Convert.FromHexString(lastHash);

    /// <summary>The tree of the entries, when they are all from the first of the log on.</summary>
    public MerkleTree? Tree { get; private set; }

    /// <summary>All hashes of content that entries name.</summary>
    public HashSet<string> Named { get; } = new(StringComparer.Ordinal);

    /// <summary>The content that each entry is about; those that only speak of its redaction are not among them.</summary>
    public List<(long Index, AuditEvent Event)> Contents { get; } = [];

    /// <summary>Redactions that entries order, whether or not what they are about is among the entries.</summary>
    public List<Redaction> Redactions { get; } = [];

    /// <param name="lines">The file.</param>
    /// <param name="origin">The log.</param>
    /// <param name="named">Whether the hashes of content are to be kept.</param>
    /// <param name="kept">Takes the entries; null where nobody asks for them.</param>
    public static BundleEntries Read(Stream lines, string origin, bool named, List<AuditEntry>? kept)
    {
        var entries = new BundleEntries();
        try
        {
            foreach (var line in LineReader.Read(lines, AuditEntryCodec.MaxLength))
                entries.Add(line, origin, named, kept);
        }
        catch (InvalidDataException e)
        {
            entries.Findings.Add(new AuditFinding(BundleFile.Entries, nameof(BundleFault.Malformed), e.Message));
        }

        return entries;
    }

    private void Add(ReadOnlyMemory<byte> line, string origin, bool named, List<AuditEntry>? kept)
    {
        var index = First is { } first ? first + Count : IndexOf(line.Span);
        var prevHash = First is null ? (index == 0 ? AuditHash.None : null) : lastHash;
        var link = AuditLink.Examine(new StoredAuditEntry(index, line), origin, prevHash);
        Findings.AddRange(link.Faults.Select(AuditFinding.Of));
        lastHash = link.Hash;
        if (First is null)
        {
            (First, FirstHash) = (index, LastHash);
            Tree = index == 0 ? new MerkleTree() : null;
        }

        Tree?.Append(LastHash);
        Count++;
        if (link.Entry is not { } entry)
            return;
        if (eventIds.Add(entry.Event.EventId, index) is { } earlier)
            Findings.Add(new AuditFinding($"entry {index}", nameof(AuditFaultCode.DuplicateEventId), $"Event '{entry.Event.EventId}' is already entry {earlier}."));
        if (Redaction.Of(entry) is { } redaction)
            Redactions.Add(redaction);
        if (named)
        {
            Named.UnionWith(new[] { entry.Event.ContentHash, entry.Event.ConfigHash, entry.Event.DataHash, entry.Event.BeforeHash, entry.Event.AfterHash }.OfType<string>());
            if (entry.Event.ContentHash is not null && !Redaction.IsAbout(entry.Event))
                Contents.Add((index, entry.Event));
        }

        kept?.Add(entry);
    }

    private static long IndexOf(ReadOnlySpan<byte> line)
    {
        try
        {
            return AuditEntryCodec.Decode(line).Index;
        }
        catch (AuditFormatException)
        {
            return 0; // and the examination says what is wrong with it
        }
    }
}
