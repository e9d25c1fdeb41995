using System.Globalization;
using Azure.Storage.Blobs;
using Serverless.Core.MarketData;
using Serverless.Core.Time;
using Serverless.Infra.MarketData;

namespace Serverless.Cli.Demo;

/// <summary>Fills the store of the demo: from files, or with synthetic bars.</summary>
internal sealed class DemoData(BlobServiceClient blobs, DemoView view)
{
    private const int SyntheticYears = 5;
    private const int IssuesShownPerFile = 3;
    private static readonly string[] SyntheticSymbols = ["SYNAUSD", "SYNBUSD"];
    private static readonly DateTimeOffset SyntheticStart = new(2020, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly MarketDataStore store = new(blobs, TimeProvider.System);

    public async Task SeedAsync(string? data, long seed, CancellationToken cancellation)
    {
        if (data is null && (await store.ListAsync(cancellation)).Count(manifest => manifest.Dataset.Market.IsTradable()) is > 0 and var stored)
        {
            view.Step($"Using the {stored} series that are stored");
            return;
        }

        view.Step(data is null ? $"Making synthetic bars (seed {seed})" : $"Importing {data}");
        var seeds = data is { } path ? Import(path) : Synthetic(seed);
        foreach (var one in seeds)
        {
            var info = (await store.SaveAsync(one.Series, one.Market, one.Origin, one.Defects, cancellationToken: cancellation)).Dataset;
            view.Step(string.Create(CultureInfo.InvariantCulture, $"{info.Name}: {info.Rows} bars, {info.First:yyyy-MM-dd} to {info.Last:yyyy-MM-dd}, SHA-256 {info.Sha256[..12]}…"));
        }
    }

    private static List<Seed> Synthetic(long seed)
    {
        var bars = (int)(SyntheticYears * Timeframe.H4.BarsPerYear(Market.Crypto));
        return [.. SyntheticSymbols.Select(symbol => new Seed(
            SyntheticMarket.Generate(symbol, Timeframe.H4, SyntheticStart, bars, seed), Market.Crypto, DataOrigin.Synthetic(seed), []))];
    }

    /// <summary>Bars shorter than four hours become H4; the longest series of each symbol and timeframe stays.</summary>
    private List<Seed> Import(string path)
    {
        var seeds = new List<Seed>();
        try
        {
            foreach (var import in SeriesChoice.Among(MarketDataFolder.Load(path, ImportPolicy.Default)))
            {
                ShowIssues(import);
                if (import.Series is not null && ToSeed(import) is { Series.Count: > 0 } seed)
                    seeds.Add(seed);
            }
        }
        catch (FileNotFoundException error)
        {
            throw new CommandException(error.Message, ExitCode.Usage, error);
        }

        return seeds.Count == 0
            ? throw new CommandException($"'{path}' has no file with usable bars; the reasons are above.")
            : [.. seeds.GroupBy(seed => (seed.Series.Symbol, seed.Series.Timeframe))
                .Select(group => group.MaxBy(seed => seed.Series.Count)!)
                .OrderBy(seed => seed.Series.Symbol, StringComparer.Ordinal)];
    }

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
