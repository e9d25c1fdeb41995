using System.Globalization;
using Azure.Storage.Blobs;
using Serverless.Core.MarketData;
using Serverless.Core.Time;
using Serverless.Infra.Development;
using Serverless.Infra.MarketData;

namespace Serverless.Bench;

/// <summary>Loading five years of H4 bars of 25 symbols, decoded and checked against their hashes: from this machine's files, from blobs, and by parsing CSV.</summary>
internal static class DataCommand
{
    private const int Rounds = 9;
    private const int Symbols = 25;
    private const int Bars = 5 * 2191;
    private static readonly DateTimeOffset Start = new(2020, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public static async Task<int> RunAsync()
    {
        var folder = Directory.CreateTempSubdirectory("serverless-bench-");
        try
        {
            await using var storage = await AzuriteServer.StartAsync(new AzuriteOptions(BuildPaths.AzuriteTool), CancellationToken.None);
            var blobs = new BlobServiceClient(storage.ConnectionString);
            var files = new LocalDataCache(Path.Combine(folder.FullName, "cache"));
            var datasets = await SeedAsync(new MarketDataStore(blobs, TimeProvider.System, files), folder);
            Measure(blobs, files, datasets, Directory.GetFiles(folder.FullName, "*.csv"));
            return 0;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task<List<DatasetInfo>> SeedAsync(MarketDataStore store, DirectoryInfo folder)
    {
        var datasets = new List<DatasetInfo>();
        for (var i = 0; i < Symbols; i++)
        {
            var series = SyntheticMarket.Generate($"SYN{i:00}USD", Timeframe.H4, Start, Bars, seed: 1);
            datasets.Add((await store.SaveAsync(series, Market.Crypto, DataOrigin.Synthetic(1), [])).Dataset);
            await File.WriteAllBytesAsync(Path.Combine(folder.FullName, $"{series.Symbol}_4h.csv"), CanonicalCsv.Write(series));
        }

        return datasets;
    }

    private static void Measure(BlobServiceClient blobs, LocalDataCache files, List<DatasetInfo> datasets, string[] csv)
    {
        var seconds = SideBySide.Medians(
            Rounds,
            () => LoadAll(new MarketDataStore(blobs, TimeProvider.System, files), datasets),
            () => LoadAll(new MarketDataStore(blobs, TimeProvider.System), datasets),
            () =>
            {
                foreach (var path in csv)
                    _ = MarketDataFile.Load(path, ImportPolicy.Default)[0].Series ?? throw new InvalidOperationException($"{path} was refused.");
            });
        Console.WriteLine($"{Symbols} symbols, five years of H4 bars each ({Symbols * Bars} bars); medians of {Rounds} rounds in turns, one thread");
        Print("Parquet files of this machine", seconds[0], seconds[0]);
        Print("Parquet blobs of Azurite", seconds[1], seconds[0]);
        Print("parsing CSV files", seconds[2], seconds[0]);
    }

    private static void LoadAll(MarketDataStore store, List<DatasetInfo> datasets)
    {
        foreach (var dataset in datasets)
            store.LoadAsync(dataset).GetAwaiter().GetResult();
    }

    private static void Print(string what, double seconds, double fastest) =>
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{what,-32} {seconds * 1000,9:0.0} ms  {seconds / fastest,6:0.0}x"));
}
