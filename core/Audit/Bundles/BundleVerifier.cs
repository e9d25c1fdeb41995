using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Serverless.Core.Audit.Merkle;
using Serverless.Core.Audit.Notes;

namespace Serverless.Core.Audit.Bundles;

/// <summary>
/// Decides whether a bundle is to be trusted, from its files and the trusted keys alone. Entries are chained to one another, so that the
/// inclusion of the last one proves all of them; those of a whole log are held against the root itself.
/// </summary>
public sealed class BundleVerifier
{
    private const int MaxText = SignedNote.MaxBytes;
    private const int MaxExplanation = 16 * 1024 * 1024;

    private readonly IBundle bundle;
    private readonly AuditKeyring keyring;
    private readonly List<AuditFinding> findings = [];
    private readonly List<AuditEntry> orders = [];

    private BundleVerifier(IBundle bundle, AuditKeyring keyring) => (this.bundle, this.keyring) = (bundle, keyring);

    /// <summary>Verifies a bundle. Whatever it holds, this neither throws nor reads more than its files.</summary>
    /// <param name="bundle">The bundle.</param>
    /// <param name="keyring">The trusted keys.</param>
    /// <param name="origin">The log that it must be of; null for whichever a trusted key has signed.</param>
    /// <param name="witnesses">How many different witnesses must have signed the checkpoint.</param>
    /// <param name="complete">Whether all content that entries are about must be there, unless it is proven to be redacted.</param>
    public static BundleVerification Verify(IBundle bundle, AuditKeyring keyring, string? origin = null, int witnesses = 0, bool complete = false)
    {
        ArgumentNullException.ThrowIfNull(bundle);
        ArgumentNullException.ThrowIfNull(keyring);
        return new BundleVerifier(bundle, keyring).Verify(origin, witnesses, complete);
    }

    private BundleVerification Verify(string? origin, int witnesses, bool complete)
    {
        foreach (var name in bundle.Names.Where(name => !IsPart(name)).Order(StringComparer.Ordinal))
            Report(name, BundleFault.Malformed, "This is no part of a bundle.");
        foreach (var name in bundle.Names.GroupBy(name => name).Where(names => names.Skip(1).Any()).Select(names => names.Key))
            Report(name, BundleFault.Malformed, "This is there more than once.");
        if (Text(BundleFile.Checkpoint) is not { } note)
            return Verdict(null, null, [], 0, 0);
        var verdict = Checkpoint(BundleFile.Checkpoint, note, origin, witnesses);
        if (verdict.Checkpoint is not { } checkpoint)
            return Verdict(null, null, [], 0, 0);

        var told = bundle.Names.Contains(BundleFile.Explanation) ? new List<AuditEntry>() : null;
        var contents = bundle.Names.Where(name => name.StartsWith(BundleFile.ContentPrefix, StringComparison.Ordinal)).ToList();
        var redactions = bundle.Names.Where(name => name.StartsWith(BundleFile.RedactionPrefix, StringComparison.Ordinal) && IsPart(name)).ToList();
        var entries = Entries(checkpoint, complete || told is not null || contents.Count + redactions.Count > 0, told);
        if (entries is not null)
            CheckInclusion(entries, checkpoint);
        foreach (var name in entries is null ? bundle.Names.Where(name => name is BundleFile.FirstProof or BundleFile.LastProof) : [])
            Report(name, BundleFault.Malformed, "There is no entry to this proof.");
        var older = bundle.Names.Where(IsOlderNote).Order(StringComparer.Ordinal).ToList();
        older.ForEach(name => CheckOlder(name, checkpoint));
        foreach (var name in bundle.Names.Where(name => name.StartsWith(BundleFile.OlderPrefix, StringComparison.Ordinal) && !older.Contains(NoteOf(name) ?? name)))
            Report(name, BundleFault.Malformed, "There is no checkpoint to this proof.");
        redactions.Select(IndexOfRedaction).Distinct().Order().ToList().ForEach(index => CheckRedaction(index, entries, checkpoint));
        var redacted = (entries?.Redactions ?? []).Concat(orders.Select(order => Redaction.Of(order)!)).ToList();
        var open = (entries?.Contents ?? []).Where(named => !redacted.Exists(one => one.Covers(named.Event))).ToList();
        contents.ForEach(name => CheckContent(name, entries, open));
        var absent = open.Where(named => !bundle.Names.Contains(BundleFile.Content(named.Event.ContentHash!))).ToList();
        foreach (var (index, missing) in complete ? absent : [])
            findings.Add(new AuditFinding(string.Create(CultureInfo.InvariantCulture, $"entry {index}"), nameof(BundleFault.MissingContent), $"Its content, SHA-256 {missing.ContentHash}, is not here, and nothing proves that it was redacted."));
        CheckExplanation(told, checkpoint);
        var signers = SignedNote.Parse(note).Signatures.Where(signature => keyring.Keys.Any(key => key.Key.Name == signature.KeyName && key.Key.Id == signature.KeyId));
        return Verdict(checkpoint, entries, [.. signers.Select(signature => signature.KeyName)], older.Count, contents.Count) with
        {
            Redactions = redacted,
            Absent = [.. absent.Select(named => $"content sha256:{named.Event.ContentHash} of event '{named.Event.EventId}'")],
        };
    }

    private BundleVerification Verdict(Checkpoint? checkpoint, BundleEntries? entries, IReadOnlyList<string> signers, int older, int contents) =>
        new(checkpoint, entries?.First, entries?.Count ?? 0, older, contents, signers, findings);

    private CheckpointVerdict Checkpoint(string name, ReadOnlySpan<byte> note, string? origin, int witnesses)
    {
        var stated = CheckpointVerifier.Read(note, origin ?? "").Checkpoint?.Origin ?? "";
        var verdict = CheckpointVerifier.Verify(note, origin ?? stated, keyring, witnesses);
        findings.AddRange(verdict.Faults.Select(fault => new AuditFinding(name, $"{fault.Code}", fault.Message)));
        return verdict;
    }

    private BundleEntries? Entries(Checkpoint checkpoint, bool named, List<AuditEntry>? told)
    {
        if (!bundle.Names.Contains(BundleFile.Entries))
            return null;
        BundleEntries entries;
        try
        {
            using var file = bundle.Open(BundleFile.Entries);
            entries = BundleEntries.Read(file, checkpoint.Origin, named, told);
        }
        catch (InvalidDataException e)
        {
            Report(BundleFile.Entries, BundleFault.Malformed, e.Message);
            return null;
        }

        findings.AddRange(entries.Findings);
        if (entries.First is not null)
            return entries;
        Report(BundleFile.Entries, BundleFault.Malformed, "It holds no entry.");
        return null;
    }

    private void CheckInclusion(BundleEntries entries, Checkpoint checkpoint)
    {
        var (first, last) = (entries.First!.Value, entries.First!.Value + entries.Count - 1);
        if (last >= checkpoint.Size)
        {
            Report(BundleFile.Entries, BundleFault.NotCovered, $"It reaches to entry {last}, but the checkpoint covers {checkpoint.Size}.");
            return;
        }

        if (entries.Tree?.Size == checkpoint.Size && entries.Tree.RootAt(checkpoint.Size) is var root && !root.AsSpan().SequenceEqual(checkpoint.Root.Span))
            Report(BundleFile.Entries, BundleFault.WrongRoot, $"The entries lead to the root {Convert.ToBase64String(root)}, but {Convert.ToBase64String(checkpoint.Root.Span)} was signed.");
        CheckProof(BundleFile.FirstProof, proof => MerkleProof.VerifyInclusion(entries.FirstHash, first, checkpoint.Size, checkpoint.Root.ToArray(), proof), BundleFault.NotIncluded, $"It does not show that entry {first} is in the log.");
        CheckProof(BundleFile.LastProof, proof => MerkleProof.VerifyInclusion(entries.LastHash, last, checkpoint.Size, checkpoint.Root.ToArray(), proof), BundleFault.NotIncluded, $"It does not show that entry {last} is in the log.");
    }

    private void CheckOlder(string name, Checkpoint checkpoint)
    {
        if (Text(name) is not { } note || Checkpoint(name, note, checkpoint.Origin, witnesses: 0).Checkpoint is not { } older)
            return;
        if (name != BundleFile.OlderNote(older.Size) || older.Size > checkpoint.Size)
            Report(name, BundleFault.Malformed, $"It states {older.Size} entries.");
        CheckProof(
            BundleFile.OlderProof(older.Size),
            proof => MerkleProof.VerifyConsistency(older.Size, checkpoint.Size, older.Root.ToArray(), checkpoint.Root.ToArray(), proof),
            BundleFault.NotConsistent,
            $"It does not show that the first {older.Size} entries are unchanged.");
    }

    private void CheckProof(string name, Predicate<IReadOnlyList<byte[]>> holds, BundleFault fault, string message)
    {
        if (Text(name) is not { } text)
            return;
        try
        {
            if (!holds(ProofText.Parse(text)))
                Report(name, fault, message);
        }
        catch (FormatException e)
        {
            Report(name, BundleFault.Malformed, e.Message);
        }
    }

    private void CheckRedaction(long index, BundleEntries? entries, Checkpoint checkpoint)
    {
        var name = BundleFile.Redaction(index);
        if (Text(name, AuditEntryCodec.MaxLength) is not { } bytes)
            return;
        var link = AuditLink.Examine(new StoredAuditEntry(index, bytes), checkpoint.Origin, prevHash: null);
        findings.AddRange(link.Faults.Select(AuditFinding.Of));
        CheckProof(
            BundleFile.RedactionProof(index),
            proof => MerkleProof.VerifyInclusion(Convert.FromHexString(link.Hash), index, checkpoint.Size, checkpoint.Root.ToArray(), proof),
            BundleFault.NotIncluded,
            $"It does not show that entry {index} is in the log: nobody ordered this.");
        if (link.Entry is { } order && Redaction.Of(order) is { } redaction
            && entries?.Contents.Exists(named => redaction.Covers(named.Event)) == true)
            orders.Add(order);
        else
            Report(name, BundleFault.WrongRedaction, "It orders no redaction of what an entry of the bundle is about.");
    }

    private void CheckContent(string name, BundleEntries? entries, List<(long Index, AuditEvent Event)> open)
    {
        var hash = name[BundleFile.ContentPrefix.Length..];
        try
        {
            using var file = bundle.Open(name);
            var actual = Convert.ToHexStringLower(SHA256.HashData(file));
            if (actual != hash)
                Report(name, BundleFault.WrongContent, $"The content has the hash {actual}: it was altered.");
            else if (entries?.Named.Contains(hash) != true)
                Report(name, BundleFault.WrongContent, "No entry of the bundle refers to it.");
            else if (entries.Contents.Exists(named => named.Event.ContentHash == hash) && !open.Exists(named => named.Event.ContentHash == hash))
                Report(name, BundleFault.WrongRedaction, "It is here, although an entry orders that it be gone.");
        }
        catch (InvalidDataException e)
        {
            Report(name, BundleFault.Malformed, e.Message);
        }
    }

    private void CheckExplanation(List<AuditEntry>? told, Checkpoint checkpoint)
    {
        if (told is null || Text(BundleFile.Explanation, MaxExplanation) is not { } text)
            return;
        if (!Encoding.UTF8.GetBytes(AuditExplanation.Of(told, checkpoint, orders)).AsSpan().SequenceEqual(text))
            Report(BundleFile.Explanation, BundleFault.WrongExplanation, "The entries say something else; ask 'audit explain' for what they say.");
    }

    private byte[]? Text(string name, int maxLength = MaxText)
    {
        if (!bundle.Names.Contains(name))
        {
            Report(name, BundleFault.Malformed, "It is missing.");
            return null;
        }

        try
        {
            using var file = bundle.Open(name);
            var bytes = new byte[maxLength + 1];
            var length = file.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
            if (length <= maxLength)
                return bytes[..length];
            Report(name, BundleFault.Malformed, $"It has more than {maxLength} bytes.");
        }
        catch (InvalidDataException e)
        {
            Report(name, BundleFault.Malformed, e.Message);
        }

        return null;
    }

    private void Report(string name, BundleFault fault, string message) => findings.Add(new AuditFinding(name, $"{fault}", message));

    private static bool IsPart(string name) =>
        name is BundleFile.Checkpoint or BundleFile.Entries or BundleFile.FirstProof or BundleFile.LastProof or BundleFile.Explanation
        || (name.StartsWith(BundleFile.ContentPrefix, StringComparison.Ordinal) && AuditHash.IsWellFormed(name[BundleFile.ContentPrefix.Length..]))
        || IndexOfRedaction(name) >= 0
        || (NoteOf(name) is { } note && long.TryParse(note[BundleFile.OlderPrefix.Length..^BundleFile.NoteSuffix.Length], NumberStyles.None, CultureInfo.InvariantCulture, out var size)
            && note == BundleFile.OlderNote(size));

    // Of a file under redactions/; -1 for any other.
    private static long IndexOfRedaction(string name) =>
        name.StartsWith(BundleFile.RedactionPrefix, StringComparison.Ordinal)
        && long.TryParse(name[BundleFile.RedactionPrefix.Length..].Split('.')[0], NumberStyles.None, CultureInfo.InvariantCulture, out var index)
        && (name == BundleFile.Redaction(index) || name == BundleFile.RedactionProof(index))
            ? index
            : -1;

    private static bool IsOlderNote(string name) => IsPart(name) && NoteOf(name) == name;

    // The note that a file under checkpoints/ belongs to.
    private static string? NoteOf(string name) =>
        !name.StartsWith(BundleFile.OlderPrefix, StringComparison.Ordinal) ? null
        : name.EndsWith(BundleFile.NoteSuffix, StringComparison.Ordinal) ? name
        : name.EndsWith(BundleFile.ProofSuffix, StringComparison.Ordinal) ? name[..^BundleFile.ProofSuffix.Length] + BundleFile.NoteSuffix
        : null;
}
