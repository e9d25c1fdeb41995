using System.Text;
using Serverless.Core.Audit;
using Serverless.Core.Audit.Bundles;
using Serverless.Core.Audit.Notes;

namespace Serverless.Core.Tests.Audit.Bundles;

/// <summary>What bundles prove, and what each alteration of one is called.</summary>
public sealed class BundleTests : IAsyncLifetime
{
    private readonly SignedLog log = new();
    private SignedNote note = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => note = await BundleAlterations.GrowAsync(log);

    public ValueTask DisposeAsync()
    {
        log.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task Verify_EveryRangeOfTheLog_IsTrusted()
    {
        for (var first = 0; first < BundleAlterations.Size; first++)
        {
            for (var count = 1; first + count <= BundleAlterations.Size; count++)
            {
                var verdict = Verify(await log.BundleAsync(note, first, count, older: [5]));
                Assert.True(verdict.IsTrusted, $"{first}, {count}: {string.Join("; ", verdict.Findings)}");
                Assert.Equal((first, count, BundleAlterations.Size, 1), ((int)verdict.First!, (int)verdict.Entries, (int)verdict.Checkpoint!.Size, verdict.Older));
                Assert.Equal([AuditSamples.Origin, "witness"], verdict.SignedBy);
            }
        }
    }

    [Fact]
    public async Task Verify_ContentOfADecision_IsHeldAgainstItsHash()
    {
        var bundle = await DecisionAsync();

        Assert.Contains(BundleFile.Content(AuditHash.OfContent(BundleAlterations.Evidence)), bundle.Names);
        Assert.Equal((true, 1), (Verify(bundle).IsTrusted, Verify(bundle).Contents));
        Assert.Contains("strategies/5", Encoding.UTF8.GetString(bundle.Files[BundleFile.Explanation]), StringComparison.Ordinal);
    }

    public static TheoryData<string> Alterations => [.. BundleAlterations.All.Keys];

    [Theory]
    [MemberData(nameof(Alterations))]
    public async Task Verify_Altered_IsNamed(string alteration)
    {
        var bundle = await DecisionAsync();
        BundleAlterations.Apply(bundle, alteration, log);

        Assert.Equal(BundleAlterations.All[alteration], Verify(bundle).Findings.Select(finding => finding.Code).Order(StringComparer.Ordinal));
    }

    public static TheoryData<string> AlterationsOfRedacted => [.. BundleAlterations.Redacted.Keys];

    [Theory]
    [MemberData(nameof(AlterationsOfRedacted))]
    public async Task Verify_RedactedAndAltered_IsNamed(string alteration)
    {
        var bundle = await RedactedAsync();
        await BundleAlterations.ApplyRedactedAsync(bundle, alteration, log);

        Assert.Equal(BundleAlterations.Redacted[alteration], Verify(bundle).Findings.Select(finding => finding.Code).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Verify_RedactedContent_IsTrustedAndTheGapHasItsName()
    {
        var bundle = await RedactedAsync();
        var verdict = Verify(bundle, complete: true);

        Assert.True(verdict.IsTrusted, string.Join("; ", verdict.Findings));
        Assert.Equal((13L, "cycle-1/5", AuditHash.OfContent(BundleAlterations.Evidence), "bob", "ada", "It names a client."), Told(Assert.Single(verdict.Redactions)));
        Assert.Equal(["cycle-1/scorecard.json"], verdict.Redactions[0].Blobs);
        Assert.Equal((0, 0), (verdict.Contents, verdict.Absent.Count));
        var words = Encoding.UTF8.GetString(bundle.Files[BundleFile.Explanation]);
        Assert.Contains("Not kept any more: content sha256:", words, StringComparison.Ordinal);
        Assert.Contains("was redacted by entry 13 on 2026-01-31, decided by bob, asked for by ada: It names a client.", words, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Verify_ContentMissingWithoutRedaction_IsAFaultWhereAllIsAskedFor()
    {
        var bundle = await RedactedAsync();
        await BundleAlterations.ApplyRedactedAsync(bundle, "redaction missing", log);
        bundle.Files.Remove(BundleFile.Explanation);

        Assert.Equal(["MissingContent at entry 5"], Verify(bundle, complete: true).Findings.Select(finding => $"{finding.Code} at {finding.Where}"));
        Assert.True(Verify(bundle).IsTrusted);
        Assert.Contains("of event 'cycle-1/5'", Assert.Single(Verify(bundle, complete: true).Absent), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Verify_RedactionAmongTheEntries_NeedsNoOther()
    {
        var bundle = await log.BundleAsync(await BundleAlterations.RedactAsync(log), 3, 11, content: new BundleAlterations.Content());

        Assert.DoesNotContain(bundle.Names, name => name.StartsWith("redactions/", StringComparison.Ordinal) || name.StartsWith("content/", StringComparison.Ordinal));
        Assert.Empty(Verify(bundle, complete: true).Findings);
        Assert.Equal(13, Assert.Single(Verify(bundle).Redactions).Index);
    }

    // What it proves was true when it was handed out, and stays so.
    [Fact]
    public async Task Verify_HandedOutBeforeTheRedaction_StaysTrusted()
    {
        var before = await DecisionAsync();
        await BundleAlterations.RedactAsync(log);

        Assert.Equal((true, 1), (Verify(before).IsTrusted, Verify(before).Contents));
    }

    [Fact]
    public async Task Verify_ABitOfAnyByteFlipped_IsRefused()
    {
        FlipEachByte(await DecisionAsync(), "");
        FlipEachByte(await RedactedAsync(), "redactions/");
    }

    private void FlipEachByte(MemoryBundle intact, string prefix) =>
        Parallel.ForEach(intact.Files.Where(file => file.Key.StartsWith(prefix, StringComparison.Ordinal)).SelectMany(file => Enumerable.Range(0, file.Value.Length).Select(at => (file.Key, At: at))), flip =>
        {
            var bundle = intact.Copy();
            bundle.Files[flip.Key][flip.At] ^= (byte)(1 << (flip.At % 8));
            Assert.False(Verify(bundle).IsTrusted, $"{flip}");
        });

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
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => log.BundleAsync(note, BundleAlterations.Size - 1, 2));
        log.Storage.Entries[3] = [.. log.Storage.Entries[3], (byte)' '];
        await Assert.ThrowsAsync<AuditLogBrokenException>(() => log.BundleAsync(note, 2, 3));
        log.Storage.Entries.Remove(3, out _);
        await Assert.ThrowsAsync<AuditLogBrokenException>(() => log.BundleAsync(note, 2, 3));
    }

    private BundleVerification Verify(MemoryBundle bundle, bool complete = false) => BundleVerifier.Verify(bundle, log.Keyring, AuditSamples.Origin, witnesses: 1, complete);

    private async Task<MemoryBundle> RedactedAsync() => await BundleAlterations.DecisionAsync(log, await BundleAlterations.RedactAsync(log));

    private static (long, string, string, string, string, string) Told(Redaction one) => (one.Index, one.EventId, one.ContentHash, one.By, one.RequestedBy, one.Reason);

    private Task<MemoryBundle> DecisionAsync() => BundleAlterations.DecisionAsync(log, note);
}
