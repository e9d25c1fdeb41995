using Serverless.Core.MarketData;

namespace Serverless.Infra.MarketData;

/// <summary>
/// The series that were asked for last, up to a number of bars. Callers that ask for one series at the same time share one load; a load
/// that fails is forgotten, so that the next caller tries again. Thread-safe.
/// </summary>
internal sealed class SeriesCache(long capacity)
{
    private readonly Lock gate = new();
    private readonly Dictionary<DatasetInfo, LinkedListNode<Entry>> entries = [];
    private readonly LinkedList<Entry> recent = [];
    private long bars;

    public Task<BarSeries> GetOrLoad(DatasetInfo dataset, Func<DatasetInfo, Task<BarSeries>> load)
    {
        lock (gate)
        {
            if (entries.TryGetValue(dataset, out var node))
            {
                recent.Remove(node);
                recent.AddFirst(node);
                return node.Value.Series;
            }

            node = recent.AddFirst(new Entry(dataset, LoadOrForget(dataset, load)));
            entries.Add(dataset, node);
            bars += dataset.Rows;
            // The newest stays, however long it is: it is in use.
            while (bars > capacity && recent.Count > 1)
                Remove(recent.Last!);
            return node.Value.Series;
        }
    }

    private async Task<BarSeries> LoadOrForget(DatasetInfo dataset, Func<DatasetInfo, Task<BarSeries>> load)
    {
        // Leaves the caller's lock before anything can fail.
        await Task.Yield();
        try
        {
            return await load(dataset);
        }
        catch
        {
            lock (gate)
            {
                if (entries.TryGetValue(dataset, out var node))
                    Remove(node);
            }

            throw;
        }
    }

    private void Remove(LinkedListNode<Entry> node)
    {
        recent.Remove(node);
        entries.Remove(node.Value.Dataset);
        bars -= node.Value.Dataset.Rows;
    }

    private sealed record Entry(DatasetInfo Dataset, Task<BarSeries> Series);
}
