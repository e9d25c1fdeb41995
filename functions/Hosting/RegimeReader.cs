using Microsoft.Extensions.Options;
using Serverless.Core.Configuration;
using Serverless.Core.MarketData;
using Serverless.Core.Regimes;
using Serverless.Core.Time;
using Serverless.Functions.Orchestrations;
using Serverless.Infra.MarketData;

namespace Serverless.Functions.Hosting;

/// <summary>Reads the regimes from the stored series.</summary>
public sealed class RegimeReader(MarketDataStore store, IOptions<RegimeSources> options, IOptions<EvaluationOptions> evaluation)
{
    internal static readonly TimeSpan StaleAfter = TimeSpan.FromHours(48);

    // Years of bars give the same history as long as they are the same.
    private volatile ReadHistory? read;

    /// <summary>The four regimes as they are known at <paramref name="now"/>, and the volatility regime of every stored symbol that is traded
    /// at its last close by then. What is not stored is missing, which the state says.</summary>
    public async Task<ClassifiedRegimes> ReadAsync(DateTimeOffset now, CancellationToken cancellation)
    {
        var stored = await store.ListAsync(cancellation);
        var sources = new Sources(
            Bars(stored, options.Value.Equity),
            Figures(stored, options.Value.VolatilityIndex),
            Bars(stored, options.Value.Crypto),
            Figures(stored, options.Value.Pmi),
            Figures(stored, options.Value.CurveSlope));
        List<DatasetInfo> used = [.. sources.All];
        var market = (await HistoryAsync(sources, cancellation)).At(now);
        var symbols = new List<RegimeSnapshot>();
        var traded = evaluation.Value.ToSettings();
        foreach (var symbol in stored.Select(manifest => manifest.Dataset.Symbol).Where(traded.Trades).Distinct().Order(StringComparer.Ordinal))
        {
            if (await SnapshotAsync(stored, symbol, now, used, cancellation) is { } snapshot)
                symbols.Add(snapshot);
        }

        var hash = ConfigurationHash.Of(used.Distinct().Select(dataset => new { dataset.Name, dataset.Sha256 }).ToArray());
        return new ClassifiedRegimes(market, symbols, hash);
    }

    private async Task<RegimeHistory> HistoryAsync(Sources sources, CancellationToken cancellation)
    {
        if (read is { } earlier && earlier.Sources == sources)
            return earlier.History;
        var history = new RegimeHistory(new RegimeInputs
        {
            Equity = await LoadBarsAsync(sources.Equity, cancellation),
            VolatilityIndex = await LoadFiguresAsync(sources.VolatilityIndex, cancellation),
            Crypto = await LoadBarsAsync(sources.Crypto, cancellation),
            Pmi = await LoadFiguresAsync(sources.Pmi, cancellation),
            CurveSlope = await LoadFiguresAsync(sources.CurveSlope, cancellation),
        });
        read = new ReadHistory(sources, history);
        return history;
    }

    private static DatasetInfo? Bars(IReadOnlyList<DatasetManifest> stored, string list) =>
        RegimeSources.Alternatives(list).Select(symbol => StoredBars.Find(stored, symbol, Timeframe.D1)).FirstOrDefault(one => one is not null)?.Dataset;

    private static DatasetInfo? Figures(IReadOnlyList<DatasetManifest> stored, string list) =>
        RegimeSources.Alternatives(list).Select(symbol => StoredFigures.Find(stored, symbol)).FirstOrDefault(one => one is not null);

    private async Task<BarSeries?> LoadBarsAsync(DatasetInfo? dataset, CancellationToken cancellation) =>
        dataset is null ? null : await store.LoadAsync(dataset, Timeframe.D1, cancellation);

    private async Task<Observations?> LoadFiguresAsync(DatasetInfo? dataset, CancellationToken cancellation) =>
        dataset is null ? null : await store.LoadFiguresAsync(dataset, cancellation);

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

    private sealed record Sources(DatasetInfo? Equity, DatasetInfo? VolatilityIndex, DatasetInfo? Crypto, DatasetInfo? Pmi, DatasetInfo? CurveSlope)
    {
        public IEnumerable<DatasetInfo> All => new[] { Equity, VolatilityIndex, Crypto, Pmi, CurveSlope }.OfType<DatasetInfo>();
    }

    private sealed record ReadHistory(Sources Sources, RegimeHistory History);
}
