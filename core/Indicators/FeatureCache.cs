using Serverless.Core.MarketData;
using Serverless.Core.Time;

namespace Serverless.Core.Indicators;

/// <summary>
/// Feature columns of stored series, computed once in a process and shared by all evaluations, on any thread: those that ask for one column
/// at the same time share one computation. The columns that were asked for last stay, up to a number of values; what is gone is computed
/// again, to the same values. Thread-safe.
/// </summary>
/// <remarks>
/// A column always covers the whole series: a value is what somebody knew at that bar who had followed the market from the first bar on, as a
/// live strategy has. A window of a series, in walk-forward analysis for example, is a part of these columns, not a series of its own, so
/// that recursive averages are warm at its start and no value depends on how the series is cut.
/// </remarks>
/// <param name="capacity">Values kept in memory, of eight bytes each; the default is 128 MiB.</param>
public sealed class FeatureCache(long capacity = 16L << 20)
{
    private readonly Lock gate = new();
    private readonly Dictionary<Key, LinkedListNode<Entry>> entries = [];
    private readonly LinkedList<Entry> recent = [];
    private long kept;

    /// <summary>Indicators of a series whose columns come from, and go to, this cache. The set itself is for one thread, and cheap.</summary>
    /// <param name="dataHash">What identifies the bars: <see cref="DatasetInfo.Sha256"/>, and whatever was done to them since.</param>
    /// <param name="bars">The whole series, not a part of it.</param>
    /// <param name="market">The calendar that annualisation counts by.</param>
    public IndicatorSet SetOf(string dataHash, BarSeries bars, Market market)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(dataHash);
        ArgumentNullException.ThrowIfNull(bars);
        return new IndicatorSet(bars, market, this, dataHash);
    }

    internal double[] Columns(string dataHash, IndicatorSet indicators, Feature feature, FeatureArguments arguments)
    {
        var key = new Key(dataHash, indicators.Bars.Timeframe, indicators.Market, feature, arguments);
        var size = feature.Outputs.Count * indicators.Bars.Count;
        var entry = Find(key, size);
        // Features build on others but never on themselves, so that waiting here cannot turn into a circle. The entry stays empty when a
        // computation fails, and whoever waited fails by its own.
        lock (entry.Gate)
        {
            if (entry.Values is { } known)
                return known;
            var values = GC.AllocateUninitializedArray<double>(size);
            feature.Compute(indicators, arguments, new FeatureColumns(values, indicators.Bars.Count));
            return entry.Values = values;
        }
    }

    private Entry Find(Key key, int size)
    {
        lock (gate)
        {
            if (entries.TryGetValue(key, out var node))
            {
                recent.Remove(node);
                recent.AddFirst(node);
                return node.Value;
            }

            node = recent.AddFirst(new Entry(key, size));
            entries.Add(key, node);
            kept += size;
            // The newest stays, however long it is: it is in use.
            while (kept > capacity && recent.Count > 1)
            {
                var oldest = recent.Last!.Value;
                recent.RemoveLast();
                entries.Remove(oldest.Key);
                kept -= oldest.Size;
            }

            return node.Value;
        }
    }

    private readonly record struct Key(string DataHash, Timeframe Timeframe, Market Market, Feature Feature, FeatureArguments Arguments);

    private sealed class Entry(Key key, int size)
    {
        public Key Key { get; } = key;

        public int Size { get; } = size;

        public Lock Gate { get; } = new();

        public double[]? Values { get; set; }
    }
}
