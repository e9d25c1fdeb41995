using Serverless.Core.Backtesting.Models;
using Serverless.Core.MarketData;
using Serverless.Core.Time;

namespace Serverless.Infra.MarketData;

/// <summary>The series that a platform configuration names: those of its assets of every length, and those of its regimes.</summary>
public static class PlatformData
{
    /// <summary>Series of a file or folder: CSV, TSV or JSON, plain, compressed or zipped; of a folder, files whose names have none
    /// of the symbols as a part are not opened.</summary>
    /// <param name="fileOrFolder">The file or folder.</param>
    /// <param name="configuration">What is to be run.</param>
    /// <param name="note">Hears, of each series that is used, where it comes from and what was found in it.</param>
    /// <exception cref="FileNotFoundException">There is no such file, or no data file in the folder.</exception>
    public static ModelData OfFolder(string fileOrFolder, PlatformConfiguration configuration, Action<string>? note = null)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        var wanted = Symbols(configuration);
        var imports = SeriesChoice.Among(MarketDataFolder.Load(fileOrFolder, ImportPolicy.Default, name => IsOf(name, wanted)))
            .Where(import => !import.IsRefused && import.Kept > 0).ToList();
        var (bars, figures) = (new List<BarSeries>(), new List<Observations>());
        foreach (var import in imports)
        {
            if (import.Series is { } series && wanted.Contains(series.Symbol) && series.Timeframe <= Timeframe.D1)
                Add(series, import.Source.Market, bars, figures);
            else if (import.Observations is { } values && wanted.Contains(values.Symbol) && figures.TrueForAll(one => one.Symbol != values.Symbol))
                figures.Add(values);
            else
                continue;
            note?.Invoke(Describe(import));
        }

        return new ModelData(bars, figures);
    }

    /// <summary>Series of the store.</summary>
    /// <param name="store">The store.</param>
    /// <param name="configuration">What is to be run.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    public static async Task<ModelData> OfStoreAsync(MarketDataStore store, PlatformConfiguration configuration, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(store);
        return await store.LoadAsync(Find(await store.ListAsync(cancellationToken), configuration), cancellationToken);
    }

    /// <summary>
    /// The stored series that a run reads, by name. Of bars, the series from which those of a length can be made that cover most time, and of these the longest
    /// bars; those with splits that were not adjusted count as none.
    /// </summary>
    /// <param name="stored">What there is.</param>
    /// <param name="configuration">What is to be run.</param>
    public static IReadOnlyList<DatasetInfo> Find(IReadOnlyList<DatasetManifest> stored, PlatformConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        var sources = configuration.RegimeSources;
        var traded = configuration.Symbols.SelectMany(symbol => new[] { Bars(symbol, configuration.Timeframe), Bars(symbol, Timeframe.D1) });
        var daily = new[] { sources.Equity, sources.Crypto, configuration.Benchmark }.OfType<string>().Select(symbol => Bars(symbol, Timeframe.D1));
        var figures = new[] { sources.VolatilityIndex, sources.Pmi, sources.CurveSlope }.OfType<string>().Select(symbol => StoredFigures.Find(stored, symbol));
        return [.. traded.Concat(daily).Concat(figures).OfType<DatasetInfo>().DistinctBy(dataset => dataset.Name).OrderBy(dataset => dataset.Name, StringComparer.Ordinal)];

        DatasetInfo? Bars(string symbol, Timeframe timeframe) => stored
            .Where(manifest => manifest.Dataset.Symbol == symbol && manifest.Dataset.Market.IsTradable() && manifest.RawSplits == 0)
            .Select(manifest => manifest.Dataset)
            .Where(dataset => dataset.Timeframe <= timeframe && !(dataset.First.UtcDateTime >= configuration.End))
            .OrderByDescending(dataset => ((configuration.End < dataset.Last.UtcDateTime ? configuration.End.Value : dataset.Last.UtcDateTime) - dataset.First.UtcDateTime).Days)
            .ThenByDescending(dataset => dataset.Timeframe)
            .FirstOrDefault();
    }

    /// <summary>The content of stored series; of an index that comes as bars, its closes are the figures.</summary>
    /// <exception cref="InvalidDataException">A stored series is not the one that the dataset names.</exception>
    /// <exception cref="FileNotFoundException">A blob is gone.</exception>
    public static async Task<ModelData> LoadAsync(this MarketDataStore store, IEnumerable<DatasetInfo> datasets, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(store);
        ArgumentNullException.ThrowIfNull(datasets);
        var (bars, figures) = (new List<BarSeries>(), new List<Observations>());
        foreach (var dataset in datasets)
        {
            if (dataset.Market.IsTradable())
                bars.Add(RegularHours.Of(await store.LoadAsync(dataset, cancellationToken), dataset.Market));
            else
                figures.Add(await store.LoadFiguresAsync(dataset, cancellationToken));
        }

        return new ModelData(bars, figures);
    }

    // Of an index that comes as bars, its closes are the figures.
    private static void Add(BarSeries series, Market market, List<BarSeries> bars, List<Observations> figures)
    {
        if (market.IsTradable())
            bars.Add(RegularHours.Of(series, market));
        else if (series.Timeframe == Timeframe.D1 && figures.TrueForAll(one => one.Symbol != series.Symbol))
            figures.Add(Observations.Closes(series));
    }

    private static HashSet<string> Symbols(PlatformConfiguration configuration)
    {
        var sources = configuration.RegimeSources;
        return
        [
            .. configuration.Symbols,
            .. new[] { sources.Equity, sources.Crypto, sources.VolatilityIndex, sources.Pmi, sources.CurveSlope, configuration.Benchmark }.OfType<string>(),
        ];
    }

    private static string Describe(DataImport import)
    {
        var what = import.Series is { } bars ? $"{bars.Symbol} {bars.Timeframe}" : import.Observations!.Symbol;
        var left = import.Repaired + import.Quarantined == 0 ? "" : FormattableString.Invariant($", {import.Repaired:N0} rows repaired, {import.Quarantined:N0} left out");
        return FormattableString.Invariant($"{what}: {import.Source.File}, {import.Kept:N0} rows{left}");
    }

    private static bool IsOf(string name, HashSet<string> symbols) =>
        Path.GetFileName(name).Split('.')[0].Split('_', '-').Any(part => symbols.Contains(part) || symbols.Contains(part.ToUpperInvariant()));
}
