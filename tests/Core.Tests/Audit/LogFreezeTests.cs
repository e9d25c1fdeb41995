using Serverless.Core.Audit;
using static Serverless.Core.Tests.Audit.AuditSamples;

namespace Serverless.Core.Tests.Audit;

public sealed class LogFreezeTests
{
    private const string NextOrigin = Origin + ".2027";
    private readonly InMemoryAuditStorage storage = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Append_AfterTheLogWasFrozen_FindsWhatIsThereAndTakesNothingNew()
    {
        using var log = new AuditLog(storage, storage, Origin);
        await log.AppendManyAsync([Event(0), LogFreeze.Frozen(Event(1), NextOrigin)], Cancellation);

        using var other = new AuditLog(storage, storage, Origin);
        foreach (var open in new[] { log, other })
        {
            await Assert.ThrowsAsync<AuditLogFrozenException>(() => open.AppendAsync(Event(2), Cancellation));
            Assert.Equal([(0L, true), (1L, true)], (await open.AppendManyAsync([Event(0), LogFreeze.Frozen(Event(1), NextOrigin)], Cancellation)).Select(receipt => (receipt.Index, receipt.AlreadyPresent)));
        }

        Assert.Equal(2, storage.Entries.Count);
    }

    [Fact]
    public async Task Append_FrozenByAnotherProcessMeanwhile_TakesNothingNew()
    {
        using AuditLog log = new(storage, storage, Origin), other = new(storage, storage, Origin);
        await log.AppendAsync(Event(0), Cancellation);
        await other.AppendAsync(LogFreeze.Frozen(Event(1), NextOrigin), Cancellation);

        await Assert.ThrowsAsync<AuditLogFrozenException>(() => log.AppendAsync(Event(2), Cancellation));

        Assert.Equal(2, storage.Entries.Count);
    }

    [Fact]
    public async Task Continued_NamesTheLastCheckpointByOriginSizeRootAndHash()
    {
        using var frozen = new SignedLog();
        await frozen.AppendToAsync(5);
        using (var log = frozen.Open())
            await log.AppendAsync(LogFreeze.Frozen(Event(9), NextOrigin), Cancellation);
        var note = (await frozen.Signer([frozen.LogKey], frozen.Keyring).SignAsync(Cancellation))!;

        var first = LogFreeze.Continued(Event(9), note);

        var lines = note.Text.Split('\n');
        Assert.Equal((lines[0], lines[1], lines[2]), (first.Subject, first.Details["size"], first.Details["root"]));
        Assert.Equal(AuditHash.OfContent(note.ToBytes()), first.ContentHash);
        Assert.Equal("6", first.Details["size"]);
    }
}
