using Serverless.Infra.Optimizations;
using Serverless.Infra.State;

namespace Serverless.Functions.Hosting;

/// <summary>
/// The searches that activities of this process work on, by the id of their optimisation: series, indicators and regimes are prepared once. Those that
/// were asked for last stay. Thread-safe.
/// </summary>
public sealed class OpenSearches(OptimizationExecutor executor, RunStore runs)
{
    private const int Most = 2;
    private readonly Lock gate = new();
    private readonly LinkedList<(string Id, Task<PreparedSearch> Search)> recent = [];

    /// <summary>Keeps the order of a search, once.</summary>
    public Task StoreAsync(string optimizationId, OptimizationOrder order, CancellationToken cancellation) =>
        runs.PutJsonOnceAsync(RunBlobs.SearchOrder(optimizationId), order, cancellation);

    /// <summary>The search of an optimisation whose order is kept.</summary>
    /// <exception cref="InvalidDataException">Stored bars are not those that the order names.</exception>
    /// <exception cref="FileNotFoundException">A series is gone.</exception>
    public Task<PreparedSearch> GetAsync(string optimizationId, CancellationToken cancellation)
    {
        lock (gate)
        {
            var node = recent.First;
            while (node is not null && node.Value.Id != optimizationId)
                node = node.Next;
            if (node is not null)
                recent.Remove(node);
            // Whoever comes later must not fail because the first who asked gave up, or because the storage was away once.
            var search = node is { Value.Search: { IsFaulted: false, IsCanceled: false } known } ? known : Task.Run(() => PrepareAsync(optimizationId), CancellationToken.None);
            recent.AddFirst((optimizationId, search));
            if (recent.Count > Most)
                recent.RemoveLast();
            return search.WaitAsync(cancellation);
        }
    }

    private async Task<PreparedSearch> PrepareAsync(string optimizationId) => await executor.PrepareAsync(
        await runs.GetJsonAsync<OptimizationOrder>(RunBlobs.SearchOrder(optimizationId), CancellationToken.None), CancellationToken.None);
}
