using System.Runtime.CompilerServices;
using Serverless.Core.Audit;

namespace Serverless.Core.Tests.Audit;

/// <summary>Storage whose calls wait until the test lets them go, one at a time, so that a seed decides every interleaving.</summary>
internal sealed class InterleavedAuditStorage(InMemoryAuditStorage storage) : IAuditEntryStore, IAuditIndex
{
    private readonly Lock gate = new();
    private readonly List<TaskCompletionSource> waiting = [];

    /// <summary>Lets waiting calls go in an order drawn from <paramref name="random"/> until <paramref name="work"/> is done.</summary>
    public async Task RunAsync(Task work, Random random)
    {
        while (!work.IsCompleted)
        {
            TaskCompletionSource? call = null;
            lock (gate)
            {
                if (waiting.Count > 0)
                {
                    var at = random.Next(waiting.Count);
                    call = waiting[at];
                    waiting.RemoveAt(at);
                }
            }

            call?.SetResult();
            await Task.Yield();
        }

        await work;
    }

    /// <summary>Lets all waiting calls go; those who made them go on, on this thread, until they wait again.</summary>
    public void Release()
    {
        TaskCompletionSource[] calls;
        lock (gate)
        {
            calls = [.. waiting];
            waiting.Clear();
        }

        foreach (var call in calls)
            call.SetResult();
    }

    public async Task<bool> TryCreateAsync(long index, ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        await TurnAsync();
        return await storage.TryCreateAsync(index, bytes, cancellationToken);
    }

    public async Task<ReadOnlyMemory<byte>?> ReadAsync(long index, CancellationToken cancellationToken)
    {
        await TurnAsync();
        return await storage.ReadAsync(index, cancellationToken);
    }

    public async IAsyncEnumerable<StoredAuditEntry> ReadAllAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await TurnAsync();
        await foreach (var entry in storage.ReadAllAsync(cancellationToken))
            yield return entry;
    }

    public async Task<long> ReadCoverageAsync(CancellationToken cancellationToken)
    {
        await TurnAsync();
        return await storage.ReadCoverageAsync(cancellationToken);
    }

    public async Task<IReadOnlyDictionary<string, long>> FindAsync(IReadOnlyCollection<string> eventIds, CancellationToken cancellationToken)
    {
        await TurnAsync();
        return await storage.FindAsync(eventIds, cancellationToken);
    }

    public async Task WriteAsync(IReadOnlyCollection<AuditIndexRow> rows, long coverage, CancellationToken cancellationToken)
    {
        await TurnAsync();
        await storage.WriteAsync(rows, coverage, cancellationToken);
    }

    private Task TurnAsync()
    {
        var turn = new TaskCompletionSource();
        lock (gate)
            waiting.Add(turn);
        return turn.Task;
    }
}
