using System.Globalization;
using Serverless.Core.MarketData;
using Serverless.Core.Time;
using Serverless.Infra.MarketData;

namespace Serverless.Cli.Backtests;

/// <summary>Finds the bars that a run is about.</summary>
/// <param name="symbol">The instrument; null for the only one there is.</param>
/// <param name="timeframe">Length of the bars; null for what there is.</param>
internal sealed class RunData(string? symbol, Timeframe? timeframe)
{
    private const int SyntheticYears = 5;
    private const string SyntheticSymbol = "SYNUSD";
    private static readonly DateTimeOffset SyntheticStart = new(2020, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Five years of bars of a market that does not exist; of 4 hours when no length is asked for.</summary>
    public RunSource Synthetic(long seed)
    {
        var length = timeframe ?? Timeframe.H4;
        var count = (int)(SyntheticYears * length.BarsPerYear(Market.Crypto));
        var series = SyntheticMarket.Generate(symbol ?? SyntheticSymbol, length, SyntheticStart, count, seed);
        return new RunSource(series, Market.Crypto, string.Create(CultureInfo.InvariantCulture, $"synthetic, seed {seed}"));
    }

    /// <exception cref="CommandException">The file has no such bars.</exception>
    public async Task<RunSource> OfFileAsync(string path, CancellationToken cancellation)
    {
        if (!File.Exists(path))
            throw new CommandException($"There is no file '{path}'.", ExitCode.Usage);
        return path.EndsWith(".parquet", StringComparison.OrdinalIgnoreCase) ? await OfParquetAsync(path, cancellation) : OfText(path);
    }

    /// <exception cref="CommandException">Nothing stored fits, or more than one dataset does.</exception>
    public async Task<RunSource> OfStoreAsync(MarketDataStore store, CancellationToken cancellation)
    {
        var stored = (await store.ListAsync(cancellation)).Select(manifest => manifest.Dataset).Where(dataset => dataset.Timeframe is not null && dataset.Market.IsTradable()).ToList();
        var chosen = Choose(stored, dataset => dataset.Symbol, dataset => dataset.Timeframe!.Value, "the store", "'data import' stores files, --data takes one, --synthetic needs none");
        return Prepare(await store.LoadAsync(chosen, cancellation), chosen.Market, chosen.Name);
    }

    private async Task<RunSource> OfParquetAsync(string path, CancellationToken cancellation)
    {
        try
        {
            var series = await BarFile.ReadAsync(path, cancellation);
            // The file does not say which market it is of; its place in the store does.
            var market = Path.GetFileName(Path.GetDirectoryName(Path.GetFullPath(path))) == "equities" ? Market.UsEquities : Market.Crypto;
            return Prepare(Named(series), market, path);
        }
        catch (Exception error) when (error is InvalidDataException or IOException or UnauthorizedAccessException)
        {
            throw new CommandException(error.Message, ExitCode.Usage, error);
        }
    }

    private RunSource OfText(string path)
    {
        var imports = MarketDataFolder.Load(path, ImportPolicy.Default).ToList();
        var good = imports.Where(import => import.Series is { Count: > 0 }).ToList();
        if (good.Count == 0)
        {
            var reason = imports.SelectMany(import => import.Issues).LastOrDefault()?.Reason ?? "it holds figures, not bars";
            throw new CommandException($"'{path}' has no bars that can be used: {reason}.");
        }

        var chosen = good.Count == 1 ? good[0] : Choose(good, import => import.Series!.Symbol, import => import.Series!.Timeframe, $"'{path}'", "say which with --symbol and --timeframe");
        var left = chosen.Repaired + chosen.Quarantined;
        var found = left == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $", {chosen.Repaired:N0} rows repaired, {chosen.Quarantined:N0} left out");
        return Prepare(Named(chosen.Series!), chosen.Source.Market, path + found);
    }

    // Whoever names a file and a symbol means this file.
    private BarSeries Named(BarSeries series) => symbol is null || symbol == series.Symbol ? series : series.As(symbol);

    private T Choose<T>(List<T> all, Func<T, string> symbolOf, Func<T, Timeframe> timeframeOf, string where, string advice)
    {
        var fitting = all.Where(one => symbol is null || symbolOf(one).Equals(symbol, StringComparison.OrdinalIgnoreCase)).ToList();
        if (timeframe is { } wanted)
            fitting = fitting.Where(one => timeframeOf(one) == wanted) is var exact && exact.Any() ? [.. exact] : [.. fitting.Where(one => timeframeOf(one) < wanted).OrderByDescending(timeframeOf).Take(1)];
        if (fitting is [var only])
            return only;
        var asked = $"{symbol ?? "any symbol"}{(timeframe is { } length ? $" of {TimeframeName.Of(length)}" : "")}";
        var names = (fitting.Count > 0 ? fitting : all).Select(one => $"{symbolOf(one)} {TimeframeName.Of(timeframeOf(one))}").Order(StringComparer.Ordinal).Take(20);
        throw new CommandException(
            all.Count == 0 ? $"There are no bars in {where}: {advice}."
            : fitting.Count == 0 ? $"There are no bars for {asked} in {where}; there are {string.Join(", ", names)}."
            : $"{where} has {string.Join(", ", names)}: say which with --symbol and --timeframe.",
            ExitCode.Usage);
    }

    private RunSource Prepare(BarSeries series, Market market, string description)
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
