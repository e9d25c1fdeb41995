using System.Text;
using Serverless.Core.Audit;
using static Serverless.Core.Tests.Audit.AuditSamples;

namespace Serverless.Core.Tests.Audit;

/// <summary>What an attacker or an accident can do to a log, and the code that each of them gets.</summary>
public sealed class AuditVerifierTests
{
    private static readonly byte[][] Intact = Log(6);
    private static readonly AuditHead KnownHead = Head(Intact);

    [Fact]
    public async Task Verify_IntactLog_HasNoFaultAndGivesTheHead()
    {
        for (var size = 0; size <= 40; size++)
        {
            var log = Log(size);
            var verdict = await VerifyAsync(log, Head(log));
            Assert.True(verdict.IsIntact);
            Assert.Equal(Head(log), new AuditHead(verdict.Entries, verdict.HeadHash));
        }
    }

    [Fact]
    public async Task Verify_RandomHonestLogs_RaisesNoFalseAlarm()
    {
        var random = new Random(7);
        for (var round = 0; round < 1000; round++)
        {
            var events = Enumerable.Range(0, random.Next(12)).Select(i => Event(i) with
            {
                OccurredAt = Start.AddTicks(random.NextInt64(-1_000_000_000_000, 1_000_000_000_000)),
                Reason = random.Next(2) == 0 ? null : new string((char)random.Next(1, 0xd800), random.Next(9)),
            });
            Assert.True((await VerifyAsync(Chain([.. events]))).IsIntact);
        }
    }

    [Fact]
    public Task Verify_EntryDeleted_ReportsItMissing() => ExpectAsync(
        Intact.Index().Where(e => e.Index != 2).Select(e => new StoredAuditEntry(e.Index, e.Item)), (2, AuditFaultCode.MissingEntry));

    [Fact]
    public Task Verify_EntryDeletedAndLaterOnesRenamed_ReportsEveryWrongIndexAndTheBrokenLink() => ExpectAsync(
        Renumbered(Intact.Where((_, i) => i != 2)),
        (2, AuditFaultCode.WrongIndex), (2, AuditFaultCode.WrongPrevHash), (3, AuditFaultCode.WrongIndex), (4, AuditFaultCode.WrongIndex), (5, AuditFaultCode.Truncated));

    [Fact]
    public Task Verify_EntryDuplicatedUnderTheNextIndex_IsReported() => ExpectAsync(
        Renumbered([.. Intact[..3], Intact[2], .. Intact[4..]]),
        (3, AuditFaultCode.WrongIndex), (3, AuditFaultCode.WrongPrevHash), (3, AuditFaultCode.DuplicateEventId), (4, AuditFaultCode.WrongPrevHash));

    [Fact]
    public Task Verify_TwoEntriesSwapped_IsReported() => ExpectAsync(
        Renumbered([Intact[0], Intact[2], Intact[1], .. Intact[3..]]),
        (1, AuditFaultCode.WrongIndex), (1, AuditFaultCode.WrongPrevHash), (2, AuditFaultCode.WrongIndex), (2, AuditFaultCode.WrongPrevHash), (3, AuditFaultCode.WrongPrevHash));

    [Fact]
    public Task Verify_StoreDeliversOutOfOrder_IsReported() => ExpectAsync(
        new[] { 0, 2, 1, 3, 4, 5 }.Select(i => new StoredAuditEntry(i, Intact[i])),
        (1, AuditFaultCode.MissingEntry), (1, AuditFaultCode.OutOfOrder));

    [Fact]
    public Task Verify_StoreDeliversAnIndexTwice_IsReported() => ExpectAsync(
        new[] { 0, 1, 1, 2, 3, 4, 5 }.Select(i => new StoredAuditEntry(i, Intact[i])), (1, AuditFaultCode.OutOfOrder));

    [Fact]
    public async Task Verify_TailTruncated_IsSeenOnlyAgainstAKnownHead()
    {
        await ExpectAsync(Renumbered(Intact[..4]), (4, AuditFaultCode.Truncated));
        Assert.True((await VerifyAsync(Intact[..4])).IsIntact);
    }

    [Fact]
    public async Task Verify_SuffixRewrittenWithRecomputedChain_IsSeenOnlyAgainstAKnownHead()
    {
        var forged = Chain([.. Enumerable.Range(0, 6).Select(i => i == 3 ? Event(i) with { Reason = "forged" } : Event(i))]);
        await ExpectAsync(Renumbered(forged), (5, AuditFaultCode.WrongHead));
        Assert.True((await VerifyAsync(forged)).IsIntact);
    }

    [Fact]
    public async Task Verify_LogGrownBeyondTheKnownHead_IsIntact() => Assert.True((await VerifyAsync(Log(9), KnownHead)).IsIntact);

    [Fact]
    public Task Verify_ForgedEntryInPlace_BreaksTheNextLink() => ExpectAsync(
        Renumbered([.. Intact[..3], Forged(Intact[3]), .. Intact[4..]]), (4, AuditFaultCode.WrongPrevHash));

    [Fact]
    public Task Verify_SplicedFromAnotherOrigin_IsReported() => ExpectAsync(
        Renumbered([.. Intact[..3], Log(6, "serverless-prod")[3], .. Intact[4..]]),
        (3, AuditFaultCode.WrongOrigin), (3, AuditFaultCode.WrongPrevHash), (4, AuditFaultCode.WrongPrevHash));

    [Fact]
    public Task Verify_WhitespaceAdded_IsReportedAtTheEntryAndTheLink() => ExpectAsync(
        Renumbered([.. Intact[..3], [.. Intact[3], (byte)'\n'], .. Intact[4..]]), (3, AuditFaultCode.NonCanonical), (4, AuditFaultCode.WrongPrevHash));

    [Fact]
    public Task Verify_EventRecordedTwice_IsReported() => ExpectAsync(
        Renumbered(Chain([Event(0), Event(1), Event(0)])), knownHead: null, (2, AuditFaultCode.DuplicateEventId));

    [Fact]
    public Task Verify_FirstEntryRemovedAndRenumbered_IsReported() => ExpectAsync(
        Renumbered(Intact[1..2]), knownHead: null, (0, AuditFaultCode.WrongIndex), (0, AuditFaultCode.WrongPrevHash));

    [Fact]
    public Task Verify_SeveralFaults_ReportsAllOfThem() => ExpectAsync(
        Renumbered([Intact[0], [], Intact[2], [.. Intact[3], (byte)' '], .. Intact[4..]]),
        (1, AuditFaultCode.Undecodable), (2, AuditFaultCode.WrongPrevHash), (3, AuditFaultCode.NonCanonical), (4, AuditFaultCode.WrongPrevHash));

    private static byte[] Forged(byte[] bytes) => Encoding.UTF8.GetBytes(
        Encoding.UTF8.GetString(bytes).Replace("\"rank\":\"3\"", "\"rank\":\"1\"", StringComparison.Ordinal));

    private static IEnumerable<StoredAuditEntry> Renumbered(IEnumerable<byte[]> log) => log.Select((bytes, index) => new StoredAuditEntry(index, bytes));

    private static Task ExpectAsync(IEnumerable<StoredAuditEntry> log, params (long, AuditFaultCode)[] expected) =>
        ExpectAsync(log, KnownHead, expected);

    private static async Task ExpectAsync(IEnumerable<StoredAuditEntry> log, AuditHead? knownHead, params (long, AuditFaultCode)[] expected)
    {
        var verdict = await VerifyAsync(log, knownHead);
        Assert.Equal(expected, verdict.Faults.Select(fault => (fault.Index, fault.Code)));
    }
}
