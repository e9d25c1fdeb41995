using System.Globalization;
using Azure.Storage.Blobs;
using Serverless.Core.MarketData;
using Serverless.Core.Time;
using Serverless.Infra.MarketData;

namespace Serverless.Cli.Demo;

/// <summary>Fills a store: from files, or with synthetic bars.</summary>
internal sealed class DemoData(BlobServiceClient blobs, DemoView view)
{
    private const int SyntheticYears = 5;
    private const int IssuesShownPerFile = 3;
    private static readonly string[] SyntheticSymbols = ["SYNAUSD", "SYNBUSD"];
    private static readonly DateTimeOffset SyntheticStart = new(2020, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly MarketDataStore store = new(blobs, TimeProvider.System);

    /// <param name="data">Files or folders; none for what is stored, or for synthetic bars.</param>
    /// <param name="seed">Seed of synthetic bars.</param>
    /// <param name="cancellation">Stops.</param>
    public async Task SeedAsync(IReadOnlyList<string> data, long seed, CancellationToken cancellation)
    {
        if (data.Count == 0 && (await store.ListAsync(cancellation)).Count(manifest => manifest.Dataset.Market.IsTradable()) is > 0 and var stored)
        {
            view.Step($"Using the {stored} series that are stored");
            return;
        }

        view.Step(data.Count == 0 ? $"Making synthetic bars (seed {seed})" : $"Importing {string.Join(", ", data)}");
        var imports = data.Count == 0 ? [] : Import(data);
        foreach (var one in data.Count == 0 ? Synthetic(seed) : Bars(imports))
            Show("bars", (await store.SaveAsync(one.Series, one.Market, one.Origin, one.Defects, cancellationToken: cancellation)).Dataset);
        foreach (var one in imports.Where(import => import.Observations is { Count: > 0 }))
            Show("figures", (await store.SaveAsync(one.Observations!, one.Source.Market, one.Origin, one.Counts, cancellationToken: cancellation)).Dataset);
    }

    private void Show(string what, DatasetInfo info) =>
        view.Step(string.Create(CultureInfo.InvariantCulture, $"{info.Name}: {info.Rows} {what}, {info.First:yyyy-MM-dd} to {info.Last:yyyy-MM-dd}, SHA-256 {info.Sha256[..12]}…"));

    private static List<Seed> Synthetic(long seed)
    {
        var bars = (int)(SyntheticYears * Timeframe.H4.BarsPerYear(Market.Crypto));
        return [.. SyntheticSymbols.Select(symbol => new Seed(
            SyntheticMarket.Generate(symbol, Timeframe.H4, SyntheticStart, bars, seed), Market.Crypto, DataOrigin.Synthetic(seed), []))];
    }

    private List<DataImport> Import(IReadOnlyList<string> data)
    {
        try
        {
            List<DataImport> imports = [.. SeriesChoice.Among(data.SelectMany(path => MarketDataFolder.Load(path, ImportPolicy.Default)))];
            imports.ForEach(ShowIssues);
            return imports.Any(import => import.Series is { Count: > 0 })
                ? imports
                : throw new CommandException($"'{string.Join("', '", data)}' has no file with usable bars; the reasons are above.");
        }
        catch (FileNotFoundException error)
        {
            throw new CommandException(error.Message, ExitCode.Usage, error);
        }
    }

    /// <summary>Bars shorter than four hours become H4; the longest series of each symbol and timeframe stays.</summary>
    private static IEnumerable<Seed> Bars(IEnumerable<DataImport> imports) => imports
        .Where(import => import.Series is not null)
        .Select(ToSeed)
        .Where(seed => seed.Series.Count > 0)
        .GroupBy(seed => (seed.Series.Symbol, seed.Series.Timeframe))
        .Select(group => group.MaxBy(seed => seed.Series.Count)!)
        .OrderBy(seed => seed.Series.Symbol, StringComparer.Ordinal);

    private static Seed ToSeed(DataImport import)
    {
        var series = import.Series!.Timeframe < Timeframe.H4 ? Resampler.Resample(RegularHours.Of(import.Series, import.Source.Market), Timeframe.H4).Series : import.Series;
        return new Seed(series, import.Source.Market, import.Origin, import.Counts);
    }

    private void ShowIssues(DataImport import)
    {
        foreach (var issue in import.Issues.OrderByDescending(issue => issue.Action).Take(IssuesShownPerFile))
            view.Warning(issue.ToString());
        if (import.Issues.Count > IssuesShownPerFile)
            view.Warning($"{import.Source.File}: {import.Issues.Count - IssuesShownPerFile} more findings, {import.Quarantined} of {import.Rows} rows left out");
    }

    private sealed record Seed(BarSeries Series, Market Market, DataOrigin Origin, IReadOnlyList<DefectCount> Defects);
}
