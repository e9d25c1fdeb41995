using System.Collections.Concurrent;
using Serverless.Core.Metrics;
using Serverless.Infra.State;

namespace Serverless.Functions.Hosting;

/// <summary>
/// Daily returns of strategies: what this process has stored it hands out once without reading and parsing it again; the rest is read. Thread-safe.
/// </summary>
public sealed class StoredReturns(RunStore runs)
{
    // Of cycles that never came to ask.
    private const int Most = 1_000;

    private readonly ConcurrentDictionary<string, DailyReturns> stored = new(StringComparer.Ordinal);

    /// <summary>Stores the returns of a strategy in a cycle once.</summary>
    public async Task PutOnceAsync(string cycleId, string strategyId, DailyReturns returns, CancellationToken cancellation)
    {
        var name = RunBlobs.Daily(cycleId, strategyId);
        await runs.PutJsonOnceAsync(name, returns, cancellation);
        if (stored.Count >= Most)
            stored.Clear();
        stored[name] = returns;
    }

    /// <summary>The stored returns.</summary>
    /// <exception cref="FileNotFoundException">There are none.</exception>
    public async Task<DailyReturns> TakeAsync(string cycleId, string strategyId, CancellationToken cancellation)
    {
        var name = RunBlobs.Daily(cycleId, strategyId);
        return stored.TryRemove(name, out var known) ? known : await runs.GetJsonAsync<DailyReturns>(name, cancellation);
    }
}
