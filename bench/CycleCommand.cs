using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;
using Azure.Data.Tables;
using Azure.Storage.Blobs;
using Serverless.Core.MarketData;
using Serverless.Core.Time;
using Serverless.Functions.Hosting;
using Serverless.Functions.Orchestrations;
using Serverless.Infra.Development;
using Serverless.Infra.MarketData;
using Serverless.Infra.State;

namespace Serverless.Bench;

/// <summary>The share of a cycle's time that orchestration takes: a cycle through the functions host beside the same activities in a plain loop.</summary>
internal static class CycleCommand
{
    private const int Rounds = 5;
    private const int Parallelism = 4; // maxConcurrentActivityFunctions of host.json
    private const string OperatorKey = "operator-key-of-the-cycle-benchmark-0001";
    private static readonly DateTimeOffset Start = new(2020, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public static async Task<int> RunAsync()
    {
        var folder = Directory.CreateTempSubdirectory("serverless-bench-");
        try
        {
            await using var storage = await AzuriteServer.StartAsync(new AzuriteOptions(BuildPaths.AzuriteTool), CancellationToken.None);
            await SeedAsync(storage.ConnectionString);
            await using var host = await FunctionsHostProcess.StartAsync(HostOptions(storage, folder), CancellationToken.None);
            await using var direct = new DirectCycle(storage.ConnectionString, Parallelism);
            await MeasureAsync(host, direct);
            return 0;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task MeasureAsync(FunctionsHostProcess host, DirectCycle direct)
    {
        using var http = new HttpClient { BaseAddress = host.Address };
        http.DefaultRequestHeaders.Add("x-api-key", OperatorKey);
        var (hosted, plain) = (new List<double>(), new List<double>());
        for (var round = 0; round <= Rounds; round++)
        {
            var seconds = (await HostedAsync(http), await PlainAsync(direct, round));
            if (round == 0)
                continue;
            hosted.Add(seconds.Item1);
            plain.Add(seconds.Item2);
            Console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"round {round}: hosted {seconds.Item1:0.000} s, plain loop {seconds.Item2:0.000} s"));
        }

        hosted.Sort();
        plain.Sort();
        var (h, p) = (hosted[Rounds / 2], plain[Rounds / 2]);
        Console.WriteLine("60 strategies, 5 years of H4 bars of 2 symbols, walk-forward 365/90 days, 16 candidates; medians of 5 rounds in turns");
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"through the functions host   {h,8:0.000} s"));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"same activities, plain loop  {p,8:0.000} s"));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"orchestration overhead       {(h - p) / h,8:P1} of the cycle"));
    }

    private static async Task<double> HostedAsync(HttpClient http)
    {
        using var started = await http.PostAsJsonAsync("api/v1/cycles", new { seed = 1 });
        started.EnsureSuccessStatusCode();
        var id = (await started.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("cycleId").GetString();
        using var tick = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
        while (await tick.WaitForNextTickAsync())
        {
            var status = await http.GetFromJsonAsync<JsonElement>($"api/v1/cycles/{id}");
            if (status.GetProperty("completedAt").ValueKind == JsonValueKind.Null)
                continue;
            if (status.GetProperty("status").GetString() != "Completed")
                throw new InvalidOperationException(status.ToString());
            return (status.GetProperty("completedAt").GetDateTimeOffset() - status.GetProperty("requestedAt").GetDateTimeOffset()).TotalSeconds;
        }

        throw new InvalidOperationException("unreachable: the timer is never disposed while it is awaited.");
    }

    private static async Task<double> PlainAsync(DirectCycle direct, int round)
    {
        var cycle = new CycleInput($"bench-{round}", TimeProvider.System.GetUtcNow(), "bench", new EvaluationOptions { Seed = 1 }.ToSettings());
        var started = TimeProvider.System.GetTimestamp();
        await direct.RunAsync(cycle);
        return TimeProvider.System.GetElapsedTime(started).TotalSeconds;
    }

    private static async Task SeedAsync(string connectionString)
    {
        var blobs = new BlobServiceClient(connectionString);
        await StateStorage.CreateAsync(new TableServiceClient(connectionString), blobs, CancellationToken.None);
        var store = new MarketDataStore(blobs, TimeProvider.System);
        var bars = (int)(5 * Timeframe.H4.BarsPerYear(Market.Crypto));
        foreach (var symbol in new[] { "SYNAUSD", "SYNBUSD" })
            await store.SaveAsync(SyntheticMarket.Generate(symbol, Timeframe.H4, Start, bars, seed: 1), Market.Crypto, DataOrigin.Synthetic(1), []);
    }

    private static FunctionsHostOptions HostOptions(AzuriteServer storage, DirectoryInfo folder) => new(
        BuildPaths.FunctionsHost,
        Path.Combine(folder.FullName, "journal"),
        new Dictionary<string, string>
        {
            ["AzureWebJobsStorage"] = storage.ConnectionString,
            ["Access__OperatorKey"] = OperatorKey,
            ["AzureWebJobs.EvaluationTimer.Disabled"] = "true",
            ["AzureWebJobs.MarketDataTimer.Disabled"] = "true",
            ["AzureWebJobs.RegimeTimer.Disabled"] = "true",
            ["AzureWebJobs.MonitoringTimer.Disabled"] = "true",
            ["AzureWebJobs.DailyReportTimer.Disabled"] = "true",
            ["AzureWebJobs.TrailSealTimer.Disabled"] = "true",
            ["AzureWebJobs.TrailVerificationTimer.Disabled"] = "true",
            ["AzureWebJobs.TrailWatchTimer.Disabled"] = "true",
        });
}
