using Serverless.Core.Configuration;
using Serverless.Core.MarketData;
using Serverless.Core.MarketData.Benchmarks;
using Serverless.Core.Metrics;

namespace Serverless.Infra.MarketData;

/// <summary>Reads the benchmark from the stored prices and capitalisations. Keeps the last one, until data change. Thread-safe.</summary>
public sealed class BenchmarkReader(MarketDataStore store, BasketRules rules)
{
    private volatile Tuple<string, DailyReturns>? last;

    /// <summary>Daily returns of the basket of all assets of which daily bars and capitalisations are stored; null when there is none.</summary>
    public async Task<DailyReturns?> ReadAsync(CancellationToken cancellation)
    {
        var stored = await store.ListAsync(cancellation);
        var caps = stored.Where(manifest => BasketAsset.FindAsset(manifest.Dataset.Symbol) is not null).ToDictionary(manifest => BasketAsset.FindAsset(manifest.Dataset.Symbol)!, manifest => manifest.Dataset);
        var pairs = stored.Where(manifest => manifest.Dataset.Timeframe == Timeframe.D1 && caps.ContainsKey(manifest.Dataset.Symbol))
            .Select(manifest => (Bars: manifest.Dataset, Caps: caps[manifest.Dataset.Symbol])).ToList();
        if (pairs.Count == 0)
            return null;
        var hash = ConfigurationHash.Of(pairs.Select(pair => new { Bars = pair.Bars.Sha256, Caps = pair.Caps.Sha256 }).ToArray());
        if (last is { } known && known.Item1 == hash)
            return known.Item2;
        var assets = new List<BasketAsset>();
        foreach (var (bars, figures) in pairs)
            assets.Add(new BasketAsset(await store.LoadAsync(bars, cancellation), await store.LoadObservationsAsync(figures, cancellation)));
        var benchmark = Benchmark.Of(assets, rules);
        last = Tuple.Create(hash, new DailyReturns(benchmark.Days, benchmark.Values));
        return last.Item2;
    }
}
