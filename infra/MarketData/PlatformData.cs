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

    /// <summary>Series of the store; those with splits that were not adjusted are left out.</summary>
    /// <param name="store">The store.</param>
    /// <param name="configuration">What is to be run.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    public static async Task<ModelData> OfStoreAsync(MarketDataStore store, PlatformConfiguration configuration, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(store);
        ArgumentNullException.ThrowIfNull(configuration);
        var wanted = Symbols(configuration);
        var (bars, figures) = (new List<BarSeries>(), new List<Observations>());
        foreach (var manifest in await store.ListAsync(cancellationToken))
        {
            var dataset = manifest.Dataset;
            if (!wanted.Contains(dataset.Symbol) || manifest.RawSplits > 0)
                continue;
            if (dataset.Timeframe is null)
                figures.Add(await store.LoadObservationsAsync(dataset, cancellationToken));
            else
                Add(await store.LoadAsync(dataset, cancellationToken), dataset.Market, bars, figures);
        }

        return new ModelData(bars, figures);
    }

    // Of an index that comes as bars, its closes are the figures.
    private static void Add(BarSeries series, Market market, List<BarSeries> bars, List<Observations> figures)
    {
        if (market.IsTradable())
            bars.Add(RegularHours.Of(series, market));
        else if (series.Timeframe == Timeframe.D1 && figures.TrueForAll(one => one.Symbol != series.Symbol))
            figures.Add(ReleaseCalendar.Publish(series.Symbol, series.OpenTicks.ToArray(), series.Close.ToArray()));
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
