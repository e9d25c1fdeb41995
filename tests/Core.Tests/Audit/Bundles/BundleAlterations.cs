using System.Text;
using Serverless.Core.Audit;
using Serverless.Core.Audit.Bundles;
using Serverless.Core.Audit.Merkle;
using Serverless.Core.Audit.Notes;
using Serverless.Core.Audit.Tiles;

namespace Serverless.Core.Tests.Audit.Bundles;

/// <summary>A decision in a signed log, and what can be done to the bundle that proves it.</summary>
internal static class BundleAlterations
{
    public const int Size = 12;

    public static readonly byte[] Evidence = "the scorecard"u8.ToArray();

    /// <summary>Each alteration with the codes that it must get, all of them.</summary>
    public static IReadOnlyDictionary<string, string[]> All { get; } = new SortedDictionary<string, string[]>(StringComparer.Ordinal)
    {
        ["entry altered"] = ["NotIncluded", "NotIncluded", "WrongContent", "WrongExplanation"],
        ["entry of another log"] = ["NotIncluded", "NotIncluded", "WrongContent", "WrongExplanation", "WrongOrigin"],
        ["entry with a space"] = ["NonCanonical", "NotIncluded", "NotIncluded", "WrongContent", "WrongExplanation"],
        ["entry of another index"] = ["NotIncluded", "NotIncluded", "WrongContent", "WrongExplanation"],
        ["entry of another schema"] = ["NotIncluded", "NotIncluded", "UnknownSchema", "WrongContent", "WrongExplanation"],
        ["entry with a number"] = ["NotIncluded", "NotIncluded", "Undecodable", "WrongContent", "WrongExplanation"],
        ["entry twice"] = ["DuplicateEventId", "NotIncluded", "WrongExplanation", "WrongIndex", "WrongPrevHash"],
        ["entries missing"] = ["Malformed", "Malformed", "WrongContent", "WrongExplanation"],
        ["entry cut"] = ["Malformed", "Malformed", "Malformed", "Malformed", "WrongContent", "WrongExplanation"],
        ["proof swapped"] = ["NotIncluded"],
        ["proof with one hash more"] = ["NotIncluded"],
        ["proof with one hash less"] = ["NotIncluded"],
        ["proof with a space"] = ["Malformed"],
        ["proof of short hashes"] = ["Malformed"],
        ["checkpoint with a zero in front"] = ["Malformed"],
        ["older checkpoint of another log"] = ["WrongOrigin"],
        ["proof missing"] = ["Malformed"],
        ["older proof altered"] = ["NotConsistent"],
        ["older proof missing"] = ["Malformed"],
        ["older checkpoint missing"] = ["Malformed"],
        ["older checkpoint forged"] = ["BadSignature", "NotConsistent", "NotSigned"],
        ["older checkpoint renamed"] = ["Malformed", "Malformed"],
        ["checkpoint missing"] = ["Malformed"],
        ["checkpoint of another root"] = ["BadSignature", "BadSignature", "NotConsistent", "NotIncluded", "NotIncluded", "NotSigned", "NotWitnessed", "WrongExplanation"],
        ["checkpoint older"] = ["NotConsistent", "NotCovered", "NotWitnessed", "WrongExplanation"],
        ["checkpoint without the log's signature"] = ["NotSigned"],
        ["checkpoint without the witness's signature"] = ["NotWitnessed"],
        ["content altered"] = ["WrongContent"],
        ["content of nothing"] = ["WrongContent"],
        ["explanation altered"] = ["WrongExplanation"],
        ["file added"] = ["Malformed"],
        ["file outside"] = ["Malformed"],
    };

    /// <summary>A log of twelve entries with checkpoints of 5 and 12, of which the second is returned; entry 5 is the decision.</summary>
    public static async Task<SignedNote> GrowAsync(SignedLog log)
    {
        await log.GrowToAsync(5);
        using (var writer = log.Open())
            await writer.AppendAsync(AuditSamples.Event(5) with { ContentHash = AuditHash.OfContent(Evidence) }, TestContext.Current.CancellationToken);
        return await log.GrowToAsync(Size);
    }

    /// <summary>The bundle of the decision.</summary>
    public static Task<MemoryBundle> DecisionAsync(SignedLog log, SignedNote note) => log.BundleAsync(note, 5, 1, older: [5], content: new Content());

    /// <summary>Applies one.</summary>
    public static void Apply(MemoryBundle bundle, string alteration, SignedLog log)
    {
        const string Proof = BundleFile.LastProof;
        var files = bundle.Files;
        var content = BundleFile.Content(AuditHash.OfContent(Evidence));
        var note = SignedNote.Parse(files[BundleFile.Checkpoint]);
        var entry = files[BundleFile.Entries];
        byte[] Entry(Func<AuditEntry, AuditEntry> change) => [.. AuditEntryCodec.Encode(change(AuditEntryCodec.Decode(entry.AsSpan()[..^1]))), (byte)'\n'];
        byte[] Replaced(string old, string text) => Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(entry).Replace(old, text, StringComparison.Ordinal));
        switch (alteration)
        {
            case "entry altered": files[BundleFile.Entries] = Entry(e => e with { Event = e.Event with { Reason = "forged", ContentHash = null } }); break;
            case "entry of another log": files[BundleFile.Entries] = Entry(e => e with { Origin = "serverless-prod", Event = e.Event with { ContentHash = null } }); break;
            case "entry with a space": files[BundleFile.Entries] = [.. entry[..^1], (byte)' ', (byte)'\n']; break;
            case "entry of another index": files[BundleFile.Entries] = Entry(e => e with { Index = 6, Event = e.Event with { ContentHash = null } }); break;
            case "entry of another schema": files[BundleFile.Entries] = Replaced("entry/1", "entry/2"); break;
            case "entry with a number": files[BundleFile.Entries] = Replaced("\"subject\":\"strategies/5\"", "\"subject\":5"); break;
            case "proof of short hashes": files[Proof] = "AAAA\n"u8.ToArray(); break;
            case "checkpoint with a zero in front": files[BundleFile.Checkpoint] = Signed(note.Text.Replace("\n12\n", "\n012\n", StringComparison.Ordinal), log); break;
            case "older checkpoint of another log": files[BundleFile.OlderNote(5)] = Signed(SignedNote.Parse(files[BundleFile.OlderNote(5)]).Text.Replace(AuditSamples.Origin, "serverless-prod", StringComparison.Ordinal), log); break;
            case "entry twice": files[BundleFile.Entries] = [.. entry, .. entry]; break;
            case "entries missing": files.Remove(BundleFile.Entries); break;
            case "entry cut": files[BundleFile.Entries] = entry[..^1]; break;
            case "proof swapped": files[Proof] = Encoding.ASCII.GetBytes(ProofText.Format([.. ProofText.Parse(files[Proof]).Reverse()])); break;
            case "proof with one hash more": files[Proof] = [.. files[Proof], .. Encoding.ASCII.GetBytes(ProofText.Format([new byte[MerkleHash.Size]]))]; break;
            case "proof with one hash less": files[Proof] = Encoding.ASCII.GetBytes(ProofText.Format([.. ProofText.Parse(files[Proof]).Skip(1)])); break;
            case "proof with a space": files[Proof] = [(byte)' ', .. files[Proof]]; break;
            case "proof missing": files.Remove(Proof); break;
            case "older proof altered": files[BundleFile.OlderProof(5)] = Encoding.ASCII.GetBytes(ProofText.Format([.. ProofText.Parse(files[BundleFile.OlderProof(5)]).Reverse()])); break;
            case "older proof missing": files.Remove(BundleFile.OlderProof(5)); break;
            case "older checkpoint missing": files.Remove(BundleFile.OlderNote(5)); break;
            case "older checkpoint forged": files[BundleFile.OlderNote(5)] = Restated(files[BundleFile.OlderNote(5)], c => c with { Root = new byte[32] }); break;
            case "older checkpoint renamed": files[BundleFile.OlderNote(6)] = files[BundleFile.OlderNote(5)]; files.Remove(BundleFile.OlderNote(5)); break;
            case "checkpoint missing": files.Remove(BundleFile.Checkpoint); break;
            case "checkpoint of another root": files[BundleFile.Checkpoint] = Restated(files[BundleFile.Checkpoint], c => c with { Root = new byte[32] }); break;
            case "checkpoint older": files[BundleFile.Checkpoint] = log.Tiles.Notes[5]; break;
            case "checkpoint without the log's signature": files[BundleFile.Checkpoint] = new SignedNote(note.Text, [note.Signatures[1]]).ToBytes(); break;
            case "checkpoint without the witness's signature": files[BundleFile.Checkpoint] = new SignedNote(note.Text, [note.Signatures[0]]).ToBytes(); break;
            case "content altered": files[content] = "another scorecard"u8.ToArray(); break;
            case "content of nothing": files[BundleFile.Content(AuditHash.OfContent([]))] = []; break;
            case "explanation altered": files[BundleFile.Explanation] = [.. files[BundleFile.Explanation], (byte)'!']; break;
            case "file added": files["readme.txt"] = []; break;
            default: files["../keys.txt"] = []; break;
        }
    }

    private static byte[] Signed(string text, SignedLog log)
    {
        var signatures = new[] { log.LogKey, log.WitnessKey }.Select(key => key.SignAsync(text, TestContext.Current.CancellationToken).GetAwaiter().GetResult());
        return new SignedNote(text, [.. signatures]).ToBytes();
    }

    private static byte[] Restated(byte[] bytes, Func<Checkpoint, Checkpoint> change)
    {
        var signed = SignedNote.Parse(bytes);
        return new SignedNote(change(Checkpoint.Parse(signed.Text)).Text, signed.Signatures).ToBytes();
    }

    /// <summary>Alterations of the bundle of a decision whose content was redacted, with their codes.</summary>
    public static IReadOnlyDictionary<string, string[]> Redacted { get; } = new SortedDictionary<string, string[]>(StringComparer.Ordinal)
    {
        ["redaction missing"] = ["WrongExplanation"],
        ["redaction without its proof"] = ["Malformed"],
        ["redaction of which the proof is left"] = ["Malformed", "WrongExplanation"],
        ["redaction forged"] = ["NotIncluded", "WrongExplanation"],
        ["redaction of another log"] = ["NotIncluded", "WrongExplanation", "WrongOrigin"],
        ["redaction with a space"] = ["NonCanonical", "NotIncluded", "WrongExplanation", "WrongRedaction"],
        ["redaction beyond the log"] = ["NotIncluded", "WrongIndex"],
        ["redaction that orders none"] = ["WrongRedaction"],
        ["redaction under another name"] = ["Malformed"],
        ["content beside its redaction"] = ["WrongRedaction"],
    };

    /// <summary>Has the decision's content redacted; returns the checkpoint of fourteen entries, of which the last orders it.</summary>
    public static async Task<SignedNote> RedactAsync(SignedLog log)
    {
        using (var writer = log.Open())
        {
            var asked = Redaction.Request(Announcement("ada", "It names a client."), AuditEntryCodec.Decode(log.Storage.Entries[5]));
            await writer.AppendAsync(asked, TestContext.Current.CancellationToken);
            var order = Redaction.Order(Announcement("bob", "So it does."), AuditEntryCodec.Decode(log.Storage.Entries[Size]), ["cycle-1/scorecard.json"]);
            await writer.AppendAsync(order, TestContext.Current.CancellationToken);
        }

        return await log.GrowToAsync(Size + 2);
    }

    /// <summary>Applies one of <see cref="Redacted"/>.</summary>
    public static async Task ApplyRedactedAsync(MemoryBundle bundle, string alteration, SignedLog log)
    {
        const int Order = Size + 1;
        var (files, name, proof) = (bundle.Files, BundleFile.Redaction(Order), BundleFile.RedactionProof(Order));
        byte[] Entry(Func<AuditEntry, AuditEntry> change) => AuditEntryCodec.Encode(change(AuditEntryCodec.Decode(files[name])));
        switch (alteration)
        {
            case "redaction missing": files.Remove(name); files.Remove(proof); break;
            case "redaction without its proof": files.Remove(proof); break;
            case "redaction of which the proof is left": files.Remove(name); break;
            case "redaction forged": files[name] = Entry(e => e with { Event = e.Event with { Reason = "It was boring." } }); break;
            case "redaction of another log": files[name] = Entry(e => e with { Origin = "serverless-prod" }); break;
            case "redaction with a space": files[name] = [.. files[name], (byte)' ']; break;
            case "redaction beyond the log":
                (files[BundleFile.Redaction(Order + 1)], files[BundleFile.RedactionProof(Order + 1)]) = (files[name], files[proof]);
                goto case "redaction missing";
            case "redaction that orders none":
                files[BundleFile.Redaction(Size)] = log.Storage.Entries[Size];
                files[BundleFile.RedactionProof(Size)] = Encoding.ASCII.GetBytes(ProofText.Format(await new TiledTree(log.Tiles, Size + 2).ProveInclusionAsync(Size, TestContext.Current.CancellationToken)));
                break;
            case "redaction under another name": files["redactions/13.json"] = files[name]; break;
            default: files[BundleFile.Content(AuditHash.OfContent(Evidence))] = Evidence; break;
        }
    }

    private static AuditEvent Announcement(string who, string reason) => AuditSamples.Event(0) with { Actor = new AuditActor(who, ["Compliance"]), Reason = reason };

    public sealed class Content : IAuditContent
    {
        public Task<byte[]?> FindAsync(AuditEvent auditEvent, CancellationToken cancellationToken) => Task.FromResult<byte[]?>(Evidence);
    }
}
