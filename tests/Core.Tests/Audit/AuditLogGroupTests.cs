using Serverless.Core.Audit;
using static Serverless.Core.Tests.Audit.AuditSamples;

namespace Serverless.Core.Tests.Audit;

/// <summary>Callers of one log that append at the same time: the first holds the log at a call of storage until all of them wait.</summary>
public sealed class AuditLogGroupTests
{
    private readonly InMemoryAuditStorage storage = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Append_CallersAtTheSameTime_ShareOneLookupAndOneWriteOfTheIndex()
    {
        var held = new HeldAuditStore(storage);
        using var log = await OpenAsync(held);
        held.Hold();
        var first = log.AppendAsync(Event(1), Cancellation);
        var others = Enumerable.Range(2, 16).Select(number => log.AppendAsync(Event(number), Cancellation)).ToArray();
        storage.Calls.Clear();
        held.Release();

        Assert.Equal(1, (await first).Index);
        Assert.Equal(Enumerable.Range(2, 16).Select(number => (long)number), (await Task.WhenAll(others)).Select(receipt => receipt.Index));
        Assert.Equal(["create 1", "index", "find", .. Enumerable.Range(2, 16).Select(number => $"create {number}"), "index"], storage.Calls);
        Assert.Equal(Log(18), storage.Log());
    }

    [Fact]
    public async Task Append_SameEventByManyAtTheSameTime_IsRecordedOnceAndToldToAll()
    {
        var held = new HeldAuditStore(storage);
        using var log = await OpenAsync(held);
        held.Hold();
        var appends = Enumerable.Range(0, 8).Select(_ => log.AppendAsync(Event(1), Cancellation)).ToArray();
        held.Release();

        var receipts = await Task.WhenAll(appends);

        Assert.Single(receipts, receipt => !receipt.AlreadyPresent);
        Assert.Single(receipts.Select(receipt => (receipt.Index, receipt.Hash)).Distinct());
        Assert.Equal(Log(2), storage.Log());
    }

    [Fact]
    public async Task Append_OneOfThemIsRefused_TheOthersAreNot()
    {
        var held = new HeldAuditStore(storage);
        using var log = await OpenAsync(held);
        held.Hold();
        var first = log.AppendAsync(Event(1), Cancellation);
        var holder = log.AppendAsync(Event(2), Cancellation);
        var taken = log.AppendManyAsync([Event(3), Event(0) with { Action = "result.replaced" }, Event(9)], Cancellation);
        await Assert.ThrowsAsync<ArgumentException>(() => log.AppendAsync(Event(4) with { Reason = new string('x', AuditEntryCodec.MaxLength) }, Cancellation));
        var last = log.AppendAsync(Event(4), Cancellation);
        held.Release();

        Assert.Equal((1, 2, 4), ((await first).Index, (await holder).Index, (await last).Index));
        await Assert.ThrowsAsync<AuditConflictException>(() => taken);
        Assert.Equal(Log(5), storage.Log());
        Assert.Equal(5, storage.Coverage);
    }

    [Fact]
    public async Task Append_CreationFailsForOneOfThem_TheOthersAreCommitted()
    {
        var held = new HeldAuditStore(storage);
        using var log = await OpenAsync(held);
        held.Hold();
        var first = log.AppendAsync(Event(1), Cancellation);
        var holder = log.AppendAsync(Event(2), Cancellation);
        var failing = log.AppendAsync(Event(7), Cancellation);
        var last = log.AppendAsync(Event(3), Cancellation);
        var failures = 4;
        storage.BeforeCall = call => storage.Calls[call] == "create 3" && failures-- > 0 ? throw new AuditStoreException("unavailable") : true;
        held.Release();

        Assert.Equal((1, 2, 3), ((await first).Index, (await holder).Index, (await last).Index));
        await Assert.ThrowsAsync<AuditStoreException>(() => failing);
        Assert.Equal(Log(4), storage.Log());
    }

    [Fact]
    public async Task Append_CallerThatWaitsGivesUp_IsGoneAndTheOthersAreCommitted()
    {
        var held = new HeldAuditStore(storage);
        using var log = await OpenAsync(held);
        using var impatience = new CancellationTokenSource();
        held.Hold();
        var first = log.AppendAsync(Event(1), Cancellation);
        var impatient = log.AppendAsync(Event(9), impatience.Token);
        var last = log.AppendAsync(Event(2), Cancellation);
        await impatience.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => impatient);
        held.Release();

        Assert.Equal((1, 2), ((await first).Index, (await last).Index));
        Assert.Equal(Log(3), storage.Log());
    }

    public static TheoryData<string, Exception> FailuresOfTheHolder => new(
        new[] { "find", "create 2", "create 3", "create 5", "index" }.Select(call => (call, (Exception)new OperationCanceledException("as if it gave up")))
            .Concat(new[] { "find", "index" }.Select(call => (call, (Exception)new AuditStoreException("unavailable")))));

    /// <summary>Of three callers who wait, the one who holds the log for all fails at one of its calls.</summary>
    [Theory]
    [MemberData(nameof(FailuresOfTheHolder), DisableDiscoveryEnumeration = true)]
    public async Task Append_HolderFails_TheNextGoesOnWhereItWas(string failing, Exception fault)
    {
        var held = new HeldAuditStore(storage);
        using var log = await OpenAsync(held);
        held.Hold();
        var first = log.AppendAsync(Event(1), Cancellation);
        var holder = log.AppendAsync(Event(2), Cancellation);
        var third = log.AppendAsync(Event(3), Cancellation);
        var fourth = log.AppendManyAsync([Event(4), Event(5)], Cancellation);
        var ownOfTheFirst = storage.Calls.Count + 2;
        var left = 1;
        storage.BeforeCall = call => call >= ownOfTheFirst && storage.Calls[call] == failing && left-- > 0 ? throw fault : true;
        held.Release();

        Assert.Equal(1, (await first).Index);
        Assert.Equal(fault.Message, (await Assert.ThrowsAnyAsync<Exception>(() => holder)).Message);
        var others = (await fourth).Prepend(await third).ToList();
        Assert.DoesNotContain(others, receipt => receipt.AlreadyPresent);
        var bytes = storage.Log();
        Assert.True((await VerifyAsync(bytes, Head(bytes))).IsIntact);
        Assert.Equal(others.Select(receipt => receipt.Hash), bytes.TakeLast(3).Select(entry => AuditHash.OfEntry(entry)));
        Assert.Equal((bytes.Length, bytes.Length), (storage.Coverage, storage.Rows.Count));
        // What it was not told of is there, or can be appended again.
        Assert.InRange(await IndexOfAsync(log, Event(2)), 2, 5);
    }

    /// <summary>Two instances with four callers each, three appends a caller, one of them of an event that all append.</summary>
    [Fact]
    public Task Append_AnyInterleavingOfCallersOfTwoInstances_RecordsEachEventOnceInItsCallersOrder() => Task.Run(async () =>
    {
        for (var seed = 0; seed < 100; seed++)
        {
            var memory = new InMemoryAuditStorage();
            var interleaved = new InterleavedAuditStorage(memory);
            using AuditLog one = new(interleaved, interleaved, Origin), two = new(interleaved, interleaved, Origin);
            var callers = Enumerable.Range(0, 8).Select(async caller =>
            {
                var receipts = new List<AuditReceipt>();
                foreach (var number in new[] { 10 * (caller + 1), 0, (10 * (caller + 1)) + 1 })
                    receipts.Add(await (caller % 2 == 0 ? one : two).AppendAsync(Event(number), Cancellation));
                return receipts;
            }).ToArray();

            await interleaved.RunAsync(Task.WhenAll(callers), new Random(seed));

            var bytes = memory.Log();
            var verdict = await VerifyAsync(bytes, Head(bytes));
            Assert.True(verdict.IsIntact, $"Seed {seed}: {string.Join("; ", verdict.Faults)}");
            Assert.Equal(17, bytes.Length);
            var told = callers.Select(caller => caller.Result).ToArray();
            Assert.All(told, receipts => Assert.True(receipts[0].Index < receipts[2].Index, $"Seed {seed}: out of order."));
            Assert.Single(told.Select(receipts => receipts[1].Index).Distinct());
            Assert.All(told.SelectMany(receipts => receipts), receipt => Assert.Equal(AuditHash.OfEntry(bytes[receipt.Index]), receipt.Hash));
        }
    });

    private static async Task<long> IndexOfAsync(AuditLog log, AuditEvent auditEvent) => (await log.AppendAsync(auditEvent, Cancellation)).Index;

    private async Task<AuditLog> OpenAsync(HeldAuditStore held)
    {
        var log = new AuditLog(held, storage, Origin);
        await log.AppendAsync(Event(0), Cancellation);
        return log;
    }
}
