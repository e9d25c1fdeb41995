using System.Globalization;
using Serverless.Core.MarketData;
using Serverless.Core.Time;
using Serverless.Infra.MarketData;

namespace Serverless.Cli.Backtests;

/// <summary>Finds the bars that a run is about.</summary>
/// <param name="symbols">The instruments; none for the only one there is.</param>
/// <param name="timeframe">Length of the bars; null for what there is of the first instrument.</param>
internal sealed class RunData(IReadOnlyList<string> symbols, Timeframe? timeframe)
{
    private readonly IReadOnlyList<string?> wanted = symbols.Count == 0 ? [null] : [.. symbols];

    private const int SyntheticYears = 5;
    private const string SyntheticSymbol = "SYNUSD";
    private static readonly DateTimeOffset SyntheticStart = new(2020, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Five years of bars of markets that do not exist, each with the seed after the one before it; of 4 hours when no length is asked for.</summary>
    public IReadOnlyList<RunSource> Synthetic(long seed)
    {
        var length = timeframe ?? Timeframe.H4;
        var count = (int)(SyntheticYears * length.BarsPerYear(Market.Crypto));
        return [.. wanted.Select((symbol, index) => new RunSource(
            SyntheticMarket.Generate(symbol ?? SyntheticSymbol, length, SyntheticStart, count, seed + index),
            Market.Crypto,
            string.Create(CultureInfo.InvariantCulture, $"synthetic, seed {seed + index}")))];
    }

    /// <exception cref="CommandException">The file or folder has no such bars.</exception>
    public async Task<IReadOnlyList<RunSource>> OfFileAsync(string path, CancellationToken cancellation)
    {
        if (!File.Exists(path) && !Directory.Exists(path))
            throw new CommandException($"There is no file or folder '{path}'.", ExitCode.Usage);
        if (!path.EndsWith(".parquet", StringComparison.OrdinalIgnoreCase) || Directory.Exists(path))
            return OfText(path);
        return wanted.Count == 1
            ? [await OfParquetAsync(path, cancellation)]
            : throw new CommandException($"'{path}' holds one symbol; for {string.Join(", ", wanted)} give a folder or zip of CSV or JSON files, or the store.", ExitCode.Usage);
    }

    /// <exception cref="CommandException">Nothing stored fits, or more than one dataset does.</exception>
    public async Task<IReadOnlyList<RunSource>> OfStoreAsync(MarketDataStore store, CancellationToken cancellation)
    {
        var manifests = await store.ListAsync(cancellation);
        var stored = manifests.Select(manifest => manifest.Dataset).Where(dataset => dataset.Timeframe is not null && dataset.Market.IsTradable()).ToList();
        var sources = new List<RunSource>();
        foreach (var symbol in wanted)
        {
            var length = LengthBeside(sources);
            var chosen = Choose(stored, symbol, length, dataset => dataset.Symbol, dataset => dataset.Timeframe!.Value, "the store", "'data import' stores files, --data takes one, --synthetic needs none");
            if (manifests.First(manifest => manifest.Dataset == chosen).RawSplits is > 0 and var splits)
                throw new CommandException($"'{chosen.Name}' has {splits} raw splits, which look like losses; 'data adjust' makes a series without.", ExitCode.Usage);
            sources.Add(Prepare(await store.LoadAsync(chosen, cancellation), length, chosen.Market, chosen.Name));
        }

        return sources;
    }

    private async Task<RunSource> OfParquetAsync(string path, CancellationToken cancellation)
    {
        try
        {
            var series = await BarFile.ReadAsync(path, cancellation);
            // The file does not say which market it is of; its place in the store does.
            var market = Path.GetFileName(Path.GetDirectoryName(Path.GetFullPath(path))) == "equities" ? Market.UsEquities : Market.Crypto;
            return Prepare(Named(series, wanted[0]), timeframe, market, path);
        }
        catch (Exception error) when (error is InvalidDataException or IOException or UnauthorizedAccessException)
        {
            throw new CommandException(error.Message, ExitCode.Usage, error);
        }
    }

    private List<RunSource> OfText(string path)
    {
        var imports = Import(path);
        var good = imports.Where(import => import.Series is { Count: > 0 }).ToList();
        if (good.Count == 0)
        {
            var reason = imports.SelectMany(import => import.Issues).LastOrDefault()?.Reason ?? "it holds figures, not bars";
            throw new CommandException($"'{path}' has no bars that can be used: {reason}.");
        }

        var sources = new List<RunSource>();
        foreach (var symbol in wanted)
        {
            var length = LengthBeside(sources);
            // Whoever names one file and one symbol means this file.
            var chosen = good.Count == 1 && wanted.Count == 1
                ? good[0]
                : Choose(good, symbol, length, import => import.Series!.Symbol, import => import.Series!.Timeframe, $"'{path}'", "say which with --symbol and --timeframe");
            var left = chosen.Repaired + chosen.Quarantined;
            var found = left == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $", {chosen.Repaired:N0} rows repaired, {chosen.Quarantined:N0} left out");
            sources.Add(Prepare(Named(chosen.Series!, symbol), length, chosen.Source.Market, path + found));
        }

        return sources;
    }

    private static List<DataImport> Import(string path)
    {
        try
        {
            return [.. MarketDataFolder.Load(path, ImportPolicy.Default)];
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new CommandException(error.Message, ExitCode.Usage, error);
        }
    }

    // All symbols of a run have bars of one length.
    private Timeframe? LengthBeside(List<RunSource> others) => timeframe ?? (others is [var first, ..] ? first.Series.Timeframe : null);

    private static BarSeries Named(BarSeries series, string? symbol) => symbol is null || symbol == series.Symbol ? series : series.As(symbol);

    private static T Choose<T>(
        List<T> all, string? symbol, Timeframe? timeframe, Func<T, string> symbolOf, Func<T, Timeframe> timeframeOf, string where, string advice)
    {
        var fitting = all.Where(one => symbol is null || symbolOf(one).Equals(symbol, StringComparison.OrdinalIgnoreCase)).ToList();
        if (timeframe is { } length)
            fitting = fitting.Where(one => timeframeOf(one) == length) is var exact && exact.Any() ? [.. exact] : [.. fitting.Where(one => timeframeOf(one) < length).OrderByDescending(timeframeOf).Take(1)];
        if (fitting is [var only])
            return only;
        var asked = $"{symbol ?? "any symbol"}{(timeframe is { } frame ? $" of {TimeframeName.Of(frame)}" : "")}";
        var names = (fitting.Count > 0 ? fitting : all).Select(one => $"{symbolOf(one)} {TimeframeName.Of(timeframeOf(one))}").Order(StringComparer.Ordinal).Take(20);
        throw new CommandException(
            all.Count == 0 ? $"There are no bars in {where}: {advice}."
            : fitting.Count == 0 ? $"There are no bars for {asked} in {where}; there are {string.Join(", ", names)}."
            : $"{where} has {string.Join(", ", names)}: say which with --symbol and --timeframe.",
            ExitCode.Usage);
    }

    private static RunSource Prepare(BarSeries series, Timeframe? timeframe, Market market, string description)
    {
        var regular = RegularHours.Of(series, market);
        if (regular.Count < series.Count)
            description += ", regular hours only";
        if (timeframe is not { } wanted || wanted == regular.Timeframe)
            return new RunSource(regular, market, description);
        if (wanted < regular.Timeframe)
            throw new CommandException($"{description} has {TimeframeName.Of(series.Timeframe)} bars; they cannot be made shorter.", ExitCode.Usage);
        return new RunSource(Resampler.Resample(regular, wanted).Series, market, $"{description}, made of {TimeframeName.Of(series.Timeframe)} bars");
    }
}
