using System.Text;
using Serverless.Core.Audit;
using Serverless.Core.Audit.Bundles;
using Serverless.Core.Audit.Merkle;
using Serverless.Core.Audit.Notes;

namespace Serverless.Core.Tests.Audit.Bundles;

/// <summary>What bundles prove, and what each alteration of one is called.</summary>
public sealed class BundleTests : IAsyncLifetime
{
    private const int Size = 12;
    private static readonly byte[] Evidence = "the scorecard"u8.ToArray();

    private readonly SignedLog log = new();
    private SignedNote note = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        await log.GrowToAsync(5);
        using (var writer = log.Open())
            await writer.AppendAsync(AuditSamples.Event(5) with { ContentHash = AuditHash.OfContent(Evidence) }, Cancellation);
        note = await log.GrowToAsync(Size);
    }

    public ValueTask DisposeAsync()
    {
        log.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task Verify_EveryRangeOfTheLog_IsTrusted()
    {
        for (var first = 0; first < Size; first++)
        {
            for (var count = 1; first + count <= Size; count++)
            {
                var verdict = Verify(await log.BundleAsync(note, first, count, older: [5]));
                Assert.True(verdict.IsTrusted, $"{first}, {count}: {string.Join("; ", verdict.Findings)}");
                Assert.Equal((first, count, Size, 1), ((int)verdict.First!, (int)verdict.Entries, (int)verdict.Checkpoint!.Size, verdict.Older));
                Assert.Equal([AuditSamples.Origin, "witness"], verdict.SignedBy);
            }
        }
    }

    [Fact]
    public async Task Verify_WholeLog_NeedsNoProofs()
    {
        var bundle = await log.BundleAsync(note, 0, Size, older: [5]);
        foreach (var proof in bundle.Names.Where(name => name.EndsWith(".proof", StringComparison.Ordinal)).ToList())
            bundle.Files.Remove(proof);

        Assert.True(Verify(bundle).IsTrusted);
    }

    [Fact]
    public async Task Verify_ContentOfADecision_IsHeldAgainstItsHash()
    {
        var bundle = await DecisionAsync();

        Assert.Contains(BundleFile.Content(AuditHash.OfContent(Evidence)), bundle.Names);
        Assert.Equal((true, 1), (Verify(bundle).IsTrusted, Verify(bundle).Contents));
        Assert.Contains("strategies/5", Encoding.UTF8.GetString(bundle.Files[BundleFile.Explanation]), StringComparison.Ordinal);
    }

    /// <summary>Each alteration with the codes that it must get, all of them.</summary>
    public static TheoryData<string, string[]> Alterations => new()
    {
        { "entry altered", ["NotIncluded", "NotIncluded", "WrongContent", "WrongExplanation"] },
        { "entry of another log", ["NotIncluded", "NotIncluded", "WrongContent", "WrongExplanation", "WrongOrigin"] },
        { "entry with a space", ["NonCanonical", "NotIncluded", "NotIncluded", "WrongContent", "WrongExplanation"] },
        { "entry of another index", ["NotIncluded", "NotIncluded", "WrongContent", "WrongExplanation"] },
        { "entry twice", ["DuplicateEventId", "NotIncluded", "WrongExplanation", "WrongIndex", "WrongPrevHash"] },
        { "entries missing", ["Malformed", "Malformed", "WrongContent", "WrongExplanation"] },
        { "entry cut", ["Malformed", "Malformed", "Malformed", "Malformed", "WrongContent", "WrongExplanation"] },
        { "proof swapped", ["NotIncluded"] },
        { "proof with one hash more", ["NotIncluded"] },
        { "proof with one hash less", ["NotIncluded"] },
        { "proof with a space", ["Malformed"] },
        { "proof missing", ["NotIncluded"] },
        { "older proof altered", ["NotConsistent"] },
        { "older proof missing", ["NotConsistent"] },
        { "older checkpoint missing", ["Malformed"] },
        { "older checkpoint forged", ["BadSignature", "NotConsistent", "NotSigned"] },
        { "older checkpoint renamed", ["Malformed", "Malformed"] },
        { "checkpoint missing", ["Malformed"] },
        { "checkpoint of another root", ["BadSignature", "BadSignature", "NotConsistent", "NotIncluded", "NotIncluded", "NotSigned", "NotWitnessed", "WrongExplanation"] },
        { "checkpoint older", ["NotConsistent", "NotCovered", "NotWitnessed", "WrongExplanation"] },
        { "checkpoint without the log's signature", ["NotSigned"] },
        { "checkpoint without the witness's signature", ["NotWitnessed"] },
        { "content altered", ["WrongContent"] },
        { "content of nothing", ["WrongContent"] },
        { "explanation altered", ["WrongExplanation"] },
        { "file added", ["Malformed"] },
        { "file outside", ["Malformed"] },
    };

    [Theory]
    [MemberData(nameof(Alterations))]
    public async Task Verify_Altered_IsNamed(string alteration, string[] expected)
    {
        var bundle = await DecisionAsync();
        Alter(bundle, alteration);

        Assert.Equal(expected, Verify(bundle).Findings.Select(finding => finding.Code).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Verify_ABitOfAnyByteFlipped_IsRefused()
    {
        var intact = await DecisionAsync();
        Parallel.ForEach(intact.Files.SelectMany(file => Enumerable.Range(0, file.Value.Length).Select(at => (file.Key, At: at))), flip =>
        {
            var bundle = intact.Copy();
            bundle.Files[flip.Key][flip.At] ^= (byte)(1 << (flip.At % 8));
            Assert.False(Verify(bundle).IsTrusted, $"{flip}");
        });
    }

    [Fact]
    public async Task Verify_AnotherOriginOrOtherKeys_IsRefused()
    {
        var bundle = await DecisionAsync();
        using var other = new SignedLog();

        Assert.Equal(["WrongOrigin"], BundleVerifier.Verify(bundle, log.Keyring, "serverless-prod").Findings.Select(finding => finding.Code));
        Assert.Equal(["NotSigned", "NotWitnessed", "NotSigned"], BundleVerifier.Verify(bundle, other.Keyring, witnesses: 1).Findings.Select(finding => finding.Code));
    }

    [Fact]
    public async Task Verify_RandomFiles_AreRefusedAndNothingThrows()
    {
        var intact = await DecisionAsync();
        var random = new Random(5);
        for (var round = 0; round < 2000; round++)
        {
            var bundle = intact.Copy();
            foreach (var name in bundle.Names.Where(_ => random.Next(3) == 0).ToList())
            {
                var bytes = bundle.Files[name];
                bundle.Files[name] = random.Next(4) switch
                {
                    0 => bytes[..random.Next(bytes.Length)],
                    1 => [.. bytes, .. bytes.Take(random.Next(200))],
                    2 => [.. bytes.Select(value => random.Next(40) == 0 ? (byte)random.Next(256) : value)],
                    _ => [.. Enumerable.Range(0, random.Next(300)).Select(_ => (byte)random.Next(256))],
                };
            }

            var isSame = bundle.Files.All(file => file.Value.AsSpan().SequenceEqual(intact.Files[file.Key]));
            Assert.Equal(isSame, Verify(bundle).IsTrusted);
        }
    }

    [Fact]
    public async Task Write_NotCoveredOrDamaged_Throws()
    {
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => log.BundleAsync(note, Size - 1, 2));
        log.Storage.Entries[3] = [.. log.Storage.Entries[3], (byte)' '];
        await Assert.ThrowsAsync<AuditLogBrokenException>(() => log.BundleAsync(note, 2, 3));
        log.Storage.Entries.Remove(3, out _);
        await Assert.ThrowsAsync<AuditLogBrokenException>(() => log.BundleAsync(note, 2, 3));
    }

    private BundleVerification Verify(MemoryBundle bundle) => BundleVerifier.Verify(bundle, log.Keyring, AuditSamples.Origin, witnesses: 1);

    private Task<MemoryBundle> DecisionAsync() => log.BundleAsync(note, 5, 1, older: [5], content: new Content());

    private void Alter(MemoryBundle bundle, string alteration)
    {
        const string Proof = BundleFile.LastProof;
        var files = bundle.Files;
        var content = BundleFile.Content(AuditHash.OfContent(Evidence));
        var entry = files[BundleFile.Entries];
        byte[] Entry(Func<AuditEntry, AuditEntry> change) => [.. AuditEntryCodec.Encode(change(AuditEntryCodec.Decode(entry.AsSpan()[..^1]))), (byte)'\n'];
        switch (alteration)
        {
            case "entry altered": files[BundleFile.Entries] = Entry(e => e with { Event = e.Event with { Reason = "forged", ContentHash = null } }); break;
            case "entry of another log": files[BundleFile.Entries] = Entry(e => e with { Origin = "serverless-prod", Event = e.Event with { ContentHash = null } }); break;
            case "entry with a space": files[BundleFile.Entries] = [.. entry[..^1], (byte)' ', (byte)'\n']; break;
            case "entry of another index": files[BundleFile.Entries] = Entry(e => e with { Index = 6, Event = e.Event with { ContentHash = null } }); break;
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

    private static byte[] Restated(byte[] bytes, Func<Checkpoint, Checkpoint> change)
    {
        var signed = SignedNote.Parse(bytes);
        return new SignedNote(change(Checkpoint.Parse(signed.Text)).Text, signed.Signatures).ToBytes();
    }

    private sealed class Content : IAuditContent
    {
        public Task<byte[]?> FindAsync(AuditEvent auditEvent, CancellationToken cancellationToken) => Task.FromResult<byte[]?>(Evidence);
    }
}
