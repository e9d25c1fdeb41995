using Serverless.Core.Audit;
using static Serverless.Core.Tests.Audit.AuditSamples;

namespace Serverless.Core.Tests.Audit;

public sealed class AuditLogInterleavingTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>Three instances append at the same time, two events each of their own around one that all of them append.</summary>
    [Fact]
    public Task Append_AnyInterleavingOfThreeInstances_RecordsEachEventOnceInItsWritersOrder() => Task.Run(async () =>
    {
        for (var seed = 0; seed < 500; seed++)
        {
            var storage = new InMemoryAuditStorage();
            using (var earlier = new AuditLog(storage, storage, Origin))
                await earlier.AppendManyAsync([Event(0), Event(1)], Cancellation);
            var random = new Random(seed);
            storage.Coverage = random.Next(3);
            var interleaved = new InterleavedAuditStorage(storage);
            var appends = Enumerable.Range(1, 3).Select(writer => AppendAsync(interleaved, 10 * writer)).ToArray();

            await interleaved.RunAsync(Task.WhenAll(appends), random);

            var log = storage.Log();
            var verdict = await VerifyAsync(log, Head(log));
            Assert.True(verdict.IsIntact, $"Seed {seed}: {string.Join("; ", verdict.Faults)}");
            Assert.Equal(9, log.Length);
            var receipts = appends.Select(append => append.Result).ToArray();
            Assert.All(receipts, r => Assert.True(r[0].Index < r[2].Index, $"Seed {seed}: out of order."));
            Assert.Single(receipts.Select(r => r[1].Index).Distinct());
            Assert.Single(receipts, r => !r[1].AlreadyPresent);
            Assert.All(receipts.SelectMany(r => r), r => Assert.Equal(AuditHash.OfEntry(log[r.Index]), r.Hash));
            Assert.All(log.Take((int)storage.Coverage).Select(bytes => AuditEntryCodec.Decode(bytes)), entry => Assert.Equal(entry.Index, storage.Rows[entry.Event.EventId]));
        }
    });

    /// <summary>Two instances append one event of their own and one that both append: every order of their steps, with an index that covers all or none.</summary>
    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    public Task Append_EveryInterleavingOfTwoInstances_KeepsTheLogWhole(int coverage) => Task.Run(async () =>
    {
        var schedules = 0;
        var choices = new List<(int Chosen, int Of)>();
        do
        {
            await RunAsync(coverage, choices);
            schedules++;
        }
        while (Next(choices));
        Assert.True(schedules > 1000, $"Only {schedules} orders were found.");
        TestContext.Current.SendDiagnosticMessage("{0} orders with coverage {1}", schedules, coverage);
    });

    private static async Task RunAsync(int coverage, List<(int Chosen, int Of)> choices)
    {
        var storage = new InMemoryAuditStorage();
        using (var earlier = new AuditLog(storage, storage, Origin))
            await earlier.AppendManyAsync([Event(0), Event(1)], Cancellation);
        storage.Coverage = coverage;
        var steps = Enumerable.Range(1, 2).Select(_ => new InterleavedAuditStorage(storage)).ToArray();
        var appends = steps.Select(async (step, writer) =>
        {
            using var log = new AuditLog(step, step, Origin);
            return await log.AppendManyAsync([Event(2), Event(10 + writer)], Cancellation);
        }).ToArray();

        for (var at = 0; appends.Any(append => !append.IsCompleted);)
        {
            var running = Enumerable.Range(0, appends.Length).Where(writer => !appends[writer].IsCompleted).ToArray();
            if (running.Length > 1 && at == choices.Count)
                choices.Add((0, running.Length));
            steps[running[running.Length > 1 ? choices[at++].Chosen : 0]].Release();
        }

        var receipts = await Task.WhenAll(appends);
        var bytes = storage.Log();
        var verdict = await VerifyAsync(bytes, Head(bytes));
        Assert.True(verdict.IsIntact, $"{string.Concat(choices.Select(choice => choice.Chosen))}: {string.Join("; ", verdict.Faults)}");
        Assert.Equal(5, bytes.Length);
        Assert.Equal(receipts[0][0].Index, receipts[1][0].Index);
        Assert.Single(receipts, receipt => !receipt[0].AlreadyPresent);
        Assert.All(receipts, receipt => Assert.True(receipt[0].Index < receipt[1].Index));
    }

    // The next order of choices, the last one that can be made otherwise being made otherwise; false after the last.
    private static bool Next(List<(int Chosen, int Of)> choices)
    {
        while (choices.Count > 0)
        {
            var (chosen, of) = choices[^1];
            choices.RemoveAt(choices.Count - 1);
            if (chosen + 1 == of)
                continue;
            choices.Add((chosen + 1, of));
            return true;
        }

        return false;
    }

    private static async Task<IReadOnlyList<AuditReceipt>> AppendAsync(InterleavedAuditStorage storage, int number)
    {
        using var log = new AuditLog(storage, storage, Origin);
        var first = await log.AppendAsync(Event(number), Cancellation);
        return [first, .. await log.AppendManyAsync([Event(2), Event(number + 1)], Cancellation)];
    }
}
