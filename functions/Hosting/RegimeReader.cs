using Microsoft.Extensions.Options;
using Serverless.Core.Configuration;
using Serverless.Core.MarketData;
using Serverless.Core.Regimes;
using Serverless.Core.Time;
using Serverless.Functions.Orchestrations;
using Serverless.Infra.MarketData;

namespace Serverless.Functions.Hosting;

/// <summary>Reads the regimes from the stored series.</summary>
public sealed class RegimeReader(MarketDataStore store, IOptions<RegimeSources> options)
{
    internal static readonly TimeSpan StaleAfter = TimeSpan.FromHours(48);

    /// <summary>The four regimes as they are known at <paramref name="now"/>, and the volatility regime of every stored symbol that can be traded
    /// at its last close by then. What is not stored is missing, which the state says.</summary>
    public async Task<ClassifiedRegimes> ReadAsync(DateTimeOffset now, CancellationToken cancellation)
    {
        var stored = await store.ListAsync(cancellation);
        var used = new List<DatasetInfo>();
        var inputs = new RegimeInputs
        {
            Equity = await BarsAsync(stored, options.Value.Equity, used, cancellation),
            VolatilityIndex = await FiguresAsync(stored, options.Value.VolatilityIndex, used, cancellation),
            Crypto = await BarsAsync(stored, options.Value.Crypto, used, cancellation),
            Pmi = await FiguresAsync(stored, options.Value.Pmi, used, cancellation),
            CurveSlope = await FiguresAsync(stored, options.Value.CurveSlope, used, cancellation),
        };
        var market = new RegimeHistory(inputs).At(now);
        var symbols = new List<RegimeSnapshot>();
        foreach (var symbol in stored.Select(manifest => manifest.Dataset.Symbol).Distinct().Order(StringComparer.Ordinal))
        {
            if (await SnapshotAsync(stored, symbol, now, used, cancellation) is { } snapshot)
                symbols.Add(snapshot);
        }

        var hash = ConfigurationHash.Of(used.Distinct().Select(dataset => new { dataset.Name, dataset.Sha256 }).ToArray());
        return new ClassifiedRegimes(market, symbols, hash);
    }

    private async Task<BarSeries?> BarsAsync(
        IReadOnlyList<DatasetManifest> stored, string list, List<DatasetInfo> used, CancellationToken cancellation)
    {
        var found = RegimeSources.Alternatives(list).Select(symbol => StoredBars.Find(stored, symbol, Timeframe.D1)).FirstOrDefault(one => one is not null);
        if (found is null)
            return null;
        used.Add(found.Dataset);
        return await store.LoadAsync(found.Dataset, Timeframe.D1, cancellation);
    }

    private async Task<Observations?> FiguresAsync(
        IReadOnlyList<DatasetManifest> stored, string list, List<DatasetInfo> used, CancellationToken cancellation)
    {
        if (RegimeSources.Alternatives(list).Select(symbol => StoredFigures.Find(stored, symbol)).FirstOrDefault(one => one is not null) is not { } found)
            return null;
        used.Add(found);
        return await store.LoadFiguresAsync(found, cancellation);
    }

    // Four-hour bars tell sooner than daily ones, and years of minutes would be read for nothing.
    private async Task<RegimeSnapshot?> SnapshotAsync(
        IReadOnlyList<DatasetManifest> stored, string symbol, DateTimeOffset now, List<DatasetInfo> used, CancellationToken cancellation)
    {
        if ((StoredBars.Find(stored, symbol, Timeframe.H4) ?? StoredBars.Find(stored, symbol, Timeframe.D1))?.Dataset is not { } dataset)
            return null;
        used.Add(dataset);
        var bars = (await store.LoadAsync(dataset, dataset.Timeframe!.Value, cancellation)).ClosedBy(now);
        if (bars.Count == 0)
            return null;
        var lastClose = new DateTimeOffset(bars.OpenTime(bars.Count - 1) + bars.Timeframe.Length());
        var snapshot = VolatilityRegimeClassifier.Snapshot(bars, dataset.Market, lastClose, StaleAfter);
        return snapshot with { Stale = now - lastClose > StaleAfter };
    }
}
