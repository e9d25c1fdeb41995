using Serverless.Core.Audit;
using static Serverless.Core.Tests.Audit.AuditSamples;

namespace Serverless.Core.Tests.Audit;

public sealed class AuditLogTests
{
    private readonly InMemoryAuditStorage storage = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Append_NewEvents_ChainsThemInOrder()
    {
        using var log = Open();
        await log.AppendAsync(Event(0), Cancellation);
        var receipts = await log.AppendManyAsync([Event(1), Event(2)], Cancellation);

        Assert.Equal(Log(3), storage.Log());
        Assert.Equal([new(1, AuditHash.OfEntry(storage.Entries[1]), false), new AuditReceipt(2, AuditHash.OfEntry(storage.Entries[2]), false)], receipts);
        Assert.Equal(Head(storage.Log()), await log.ReadHeadAsync(Cancellation));
    }

    [Fact]
    public async Task Append_EmptyLog_HasTheEmptyHead()
    {
        using var log = Open();
        Assert.Equal(AuditHead.Empty, await log.ReadHeadAsync(Cancellation));
        Assert.Empty(await log.AppendManyAsync([], Cancellation));
    }

    [Fact]
    public async Task Append_SameEventAgainLaterAndByNewerCode_ReturnsTheFirstReceipt()
    {
        using var log = Open();
        var first = await log.AppendAsync(Event(0), Cancellation);
        await log.AppendAsync(Event(1), Cancellation);
        var repeated = Event(0) with { OccurredAt = Start.AddHours(1), CodeVersion = "2.0.0" };

        Assert.Equal(first with { AlreadyPresent = true }, await log.AppendAsync(repeated, Cancellation));
        using var restarted = Open();
        Assert.Equal(first with { AlreadyPresent = true }, await restarted.AppendAsync(repeated, Cancellation));
        Assert.Equal(2, storage.Entries.Count);
    }

    [Fact]
    public async Task Append_SameEventTwiceInOneBatch_RecordsItOnce()
    {
        using var log = Open();
        var receipts = await log.AppendManyAsync([Event(0), Event(1), Event(0)], Cancellation);
        Assert.Equal(receipts[0] with { AlreadyPresent = true }, receipts[2]);
        Assert.Equal(2, storage.Entries.Count);
    }

    [Fact]
    public async Task Append_EventIdTakenByOtherContent_NamesBoth()
    {
        using var log = Open();
        await log.AppendAsync(Event(0), Cancellation);
        var other = Event(0) with { Action = "result.replaced" };
        var conflict = await Assert.ThrowsAsync<AuditConflictException>(() => log.AppendAsync(other, Cancellation));
        Assert.Contains("result.recorded", conflict.Message, StringComparison.Ordinal);
        Assert.Contains("result.replaced", conflict.Message, StringComparison.Ordinal);
        Assert.Single(storage.Entries);
    }

    [Fact]
    public async Task AppendMany_OneEventIllFormed_CommitsNothing()
    {
        using var log = Open();
        await Assert.ThrowsAsync<ArgumentException>(() => log.AppendManyAsync([Event(0), Event(1) with { Action = "" }], Cancellation));
        Assert.Empty(storage.Calls);
    }

    [Fact]
    public async Task AppendMany_OpenLog_CostsOneLookupOneCreationPerEntryAndOneIndexWrite()
    {
        using var log = Open();
        await log.AppendAsync(Event(0), Cancellation);
        storage.Calls.Clear();
        await log.AppendManyAsync([.. Enumerable.Range(1, 200).Select(Event)], Cancellation);
        Assert.Equal(["find", .. Enumerable.Range(1, 200).Select(i => $"create {i}"), "index"], storage.Calls);
    }

    [Fact]
    public async Task Append_AnotherInstanceAppended_ContinuesAfterItsEntries()
    {
        using AuditLog mine = Open(), theirs = Open();
        await mine.AppendAsync(Event(0), Cancellation);
        await theirs.AppendManyAsync([.. Enumerable.Range(1, 20).Select(Event)], Cancellation);
        Assert.Equal(21, (await mine.AppendAsync(Event(21), Cancellation)).Index);
        Assert.Equal(Log(22), storage.Log());
    }

    [Fact]
    public async Task Append_AnotherInstanceRecordedTheSameEvent_ReturnsItsReceipt()
    {
        using AuditLog mine = Open(), theirs = Open();
        await mine.AppendAsync(Event(0), Cancellation);
        storage.BeforeCall = call =>
        {
            if (storage.Calls[call] != "create 1")
                return true;
            storage.BeforeCall = _ => true;
            theirs.AppendAsync(Event(1), Cancellation).GetAwaiter().GetResult();
            return true;
        };
        Assert.Equal(new(1, AuditHash.OfEntry(storage.Entries[0]), true), (await mine.AppendAsync(Event(1), Cancellation)) with { Hash = AuditHash.OfEntry(storage.Entries[0]) });
        Assert.Equal(Log(2), storage.Log());
    }

    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    [InlineData(9)]
    [InlineData(11)]
    [InlineData(long.MaxValue)]
    public async Task Append_CoverageStaleOrAhead_IsRepairedFromTheEntries(long coverage)
    {
        using (var log = Open())
            await log.AppendManyAsync([.. Enumerable.Range(0, 10).Select(Event)], Cancellation);
        storage.Coverage = coverage;
        foreach (var row in storage.Rows.Where(row => row.Value >= coverage || coverage > 10).ToArray())
            storage.Rows.TryRemove(row);

        using var restarted = Open();
        var receipts = await restarted.AppendManyAsync([.. Enumerable.Range(0, 11).Select(Event)], Cancellation);
        Assert.Equal(Enumerable.Range(0, 11).Select(i => (i, i < 10)), receipts.Select(r => ((int)r.Index, r.AlreadyPresent)));
        Assert.Equal(Log(11), storage.Log());
        Assert.Equal(11, storage.Coverage);
        Assert.Equal(11, storage.Rows.Count);
    }

    [Fact]
    public async Task Append_IndexRowOfALostEntry_RecordsTheEventAnew()
    {
        using var log = Open();
        await log.AppendAsync(Event(0), Cancellation);
        storage.Rows[Event(5).EventId] = 5;
        storage.Rows[Event(6).EventId] = 0;
        var receipts = await log.AppendManyAsync([Event(5), Event(6)], Cancellation);
        Assert.Equal([(1L, false), (2L, false)], receipts.Select(r => (r.Index, r.AlreadyPresent)));
    }

    public static TheoryData<AuditFaultCode, byte[]?> BrokenEntries => new()
    {
        { AuditFaultCode.MissingEntry, null },
        { AuditFaultCode.Undecodable, [] },
        { AuditFaultCode.WrongOrigin, Log(4, "serverless-prod")[2] },
        { AuditFaultCode.WrongIndex, Log(4)[3] },
        { AuditFaultCode.WrongPrevHash, Chain([Event(0), Event(7), Event(2)])[2] },
    };

    [Theory]
    [MemberData(nameof(BrokenEntries), DisableDiscoveryEnumeration = true)]
    public async Task Append_LogBroken_RefusesToBuildOnIt(AuditFaultCode fault, byte[]? third)
    {
        foreach (var (index, bytes) in Log(4).Index())
            storage.Entries[index] = bytes;
        if (third is null)
            storage.Entries.TryRemove(2, out _);
        else
            storage.Entries[2] = third;

        using var log = Open();
        var broken = await Assert.ThrowsAsync<AuditLogBrokenException>(() => log.AppendAsync(Event(9), Cancellation));
        Assert.Equal((2, fault), (broken.Fault.Index, broken.Fault.Code));
        Assert.Contains("audit verify", broken.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Append_AcknowledgementLost_FindsTheEntryAndSucceeds()
    {
        storage.AfterCall = call =>
        {
            if (storage.Calls[call].StartsWith("create", StringComparison.Ordinal))
                throw new AuditStoreException("the answer was lost");
        };
        using var log = Open();
        var receipts = await log.AppendManyAsync([Event(0), Event(1)], Cancellation);
        Assert.Equal([(0L, true), (1L, true)], receipts.Select(r => (r.Index, r.AlreadyPresent)));
        Assert.Equal(Log(2), storage.Log());
    }

    [Theory]
    [InlineData(3, true)]
    [InlineData(4, false)]
    public async Task Append_CreationFailsSeveralTimes_IsTriedFourTimes(int failures, bool succeeds)
    {
        storage.BeforeCall = call => storage.Calls[call].StartsWith("create", StringComparison.Ordinal) && failures-- > 0
            ? throw new AuditStoreException("unavailable")
            : true;
        using var log = Open();
        var append = log.AppendAsync(Event(0), Cancellation);
        if (succeeds)
            Assert.Equal(0, (await append).Index);
        else
            await Assert.ThrowsAsync<AuditStoreException>(() => append);
    }

    [Fact]
    public async Task Append_StoreAlwaysConflicts_GivesUpWithAMessage()
    {
        storage.BeforeCall = _ => false;
        using var log = Open();
        var failure = await Assert.ThrowsAsync<AuditStoreException>(() => log.AppendAsync(Event(0), Cancellation));
        Assert.Contains("races for the head", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Append_RacesLostInARow_GivesWayBeforeItReadsOnButNotAfterTheFirst()
    {
        var losses = 4;
        storage.BeforeCall = call => !storage.Calls[call].StartsWith("create", StringComparison.Ordinal) || losses-- <= 0;
        using var log = new AuditLog(storage, storage, Origin, (lost, _) =>
        {
            storage.Calls.Add($"give way {lost}");
            return Task.CompletedTask;
        });

        await log.AppendAsync(Event(0), Cancellation);

        Assert.Equal(
            ["create 0", "read 0", "read 1", "create 0", "give way 1", "read 0", "read 1", "create 0", "give way 2", "read 0", "read 1", "create 0", "give way 3", "read 0", "read 1", "create 0"],
            storage.Calls.Where(call => call is not ("coverage" or "all" or "find" or "index")));
    }

    [Fact]
    public void Create_OriginIllFormed_IsRefused() => Assert.Throws<ArgumentException>(() => new AuditLog(storage, storage, "a/b"));

    private AuditLog Open() => new(storage, storage, Origin);
}
