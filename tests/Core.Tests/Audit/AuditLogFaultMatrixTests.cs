using Serverless.Core.Audit;
using static Serverless.Core.Tests.Audit.AuditSamples;

namespace Serverless.Core.Tests.Audit;

/// <summary>
/// Every storage call of an append, found by counting, fails in every way; the process "restarts" or goes on, and appends again.
/// New calls are covered without a change here.
/// </summary>
public sealed class AuditLogFaultMatrixTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static TheoryData<string, bool> Faults => new(
        from fault in new[] { "error before", "error after", "conflict", "error before twice", "error for ever", "cancelled" }
        from restart in new[] { false, true }
        select (fault, restart));

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task Append_AnyCallFails_NextAppendCompletesTheLog(string fault, bool restart)
    {
        var calls = (await RunAsync(-1, fault, restart)).Calls.Count;
        Assert.True(calls >= 8, $"Only {calls} calls were found.");
        for (var call = 0; call < calls; call++)
        {
            var storage = await RunAsync(call, fault, restart);
            Assert.Equal(Log(6), storage.Log());
            Assert.Equal(6, storage.Coverage);
            Assert.Equal(Enumerable.Range(0, 6).Select(i => (Event(i).EventId, (long)i)), storage.Rows.OrderBy(r => r.Value).Select(r => (r.Key, r.Value)));
        }
    }

    private static async Task<InMemoryAuditStorage> RunAsync(int failing, string fault, bool restart)
    {
        var storage = new InMemoryAuditStorage();
        using (var earlier = new AuditLog(storage, storage, Origin))
            await earlier.AppendManyAsync([Event(0), Event(1)], Cancellation);
        storage.Coverage = 1;
        storage.Calls.Clear();
        Break(storage, failing, fault);

        using var log = new AuditLog(storage, storage, Origin);
        var acknowledged = await TryAppendAsync(log, [Event(2), Event(3), Event(4)]);
        storage.BeforeCall = _ => true;
        storage.AfterCall = _ => { };
        using var next = restart ? new AuditLog(storage, storage, Origin) : null;
        var receipts = await (next ?? log).AppendManyAsync([.. Enumerable.Range(0, 6).Select(Event)], Cancellation);

        Assert.Equal(Enumerable.Range(0, 6).Select(i => (long)i), receipts.Select(r => r.Index));
        if (acknowledged is not null)
            Assert.Equal(acknowledged.Select(r => (r.Index, r.Hash)), receipts.Skip(2).Take(3).Select(r => (r.Index, r.Hash)));
        return storage;
    }

    private static void Break(InMemoryAuditStorage storage, int failing, string fault)
    {
        var left = fault == "error before twice" ? 2 : 1;
        storage.BeforeCall = call =>
        {
            if (call < failing || failing < 0 || (left-- <= 0 && fault != "error for ever"))
                return true;
            return fault switch
            {
                "conflict" => false,
                "error after" => true,
                "cancelled" => throw new OperationCanceledException("as if the host stopped"),
                _ => throw new AuditStoreException($"{fault}: {storage.Calls[call]}"),
            };
        };
        if (fault == "error after")
            storage.AfterCall = call =>
            {
                if (call == failing)
                    throw new AuditStoreException($"{fault}: {storage.Calls[call]}");
            };
    }

    private static async Task<IReadOnlyList<AuditReceipt>?> TryAppendAsync(AuditLog log, AuditEvent[] events)
    {
        try
        {
            return await log.AppendManyAsync(events, Cancellation);
        }
        catch (Exception e) when (e is AuditStoreException or OperationCanceledException)
        {
            return null;
        }
    }
}
