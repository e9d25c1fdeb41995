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

    private static async Task<IReadOnlyList<AuditReceipt>> AppendAsync(InterleavedAuditStorage storage, int number)
    {
        using var log = new AuditLog(storage, storage, Origin);
        var first = await log.AppendAsync(Event(number), Cancellation);
        return [first, .. await log.AppendManyAsync([Event(2), Event(number + 1)], Cancellation)];
    }
}
