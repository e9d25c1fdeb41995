using System.Net.Http.Json;
using System.Text.Json;
using Azure.Data.Tables;
using Serverless.Core.Audit;
using Serverless.Core.Lifecycle.Monitoring;
using Serverless.Infra.State;

namespace Serverless.EndToEnd.Stories;

/// <summary>
/// Two live strategies on coins that have nothing in common, until a storm in which all coins move together, five times as wild as before, and the large ones of
/// the benchmark rise faster than theirs. Nothing acts but the watch, once a day.
/// </summary>
public sealed class Storm : IAsyncLifetime
{
    private const int CalmDays = 345;
    private const int StormDays = 40;
    private const double Mean = 0.003;
    private static readonly DateTimeOffset Start = new(2020, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>The day of the cycle and of the promotions.</summary>
    public static DateTimeOffset From { get; } = Start.AddDays(300);

    /// <summary>The midnight at which the first day of the storm ends.</summary>
    public static DateTimeOffset Begins { get; } = Start.AddDays(CalmDays + 1);

    /// <summary>The audit trail that was left.</summary>
    public IReadOnlyList<AuditEvent> Trail { get; private set; } = [];

    /// <summary>The live strategies, one on each coin.</summary>
    public IReadOnlyList<string> Strategies { get; private set; } = [];

    /// <summary>All alerts, open or not.</summary>
    public IReadOnlyList<JsonElement> Alerts { get; private set; } = [];

    /// <summary>How the two went together, by day of the look.</summary>
    public Dictionary<DateTimeOffset, PairCorrelation> Pairs { get; } = [];

    public async ValueTask InitializeAsync()
    {
        var together = ScriptedMarket.Drift(StormDays, 0, 0.02, 9);
        await using var replay = await Replay.CreateAsync(From, async blobs =>
        {
            await ScriptedMarket.StoreAsync(blobs, "AAAUSD", Start, Coin(CalmDays, Mean, 1, together));
            await ScriptedMarket.StoreAsync(blobs, "BBBUSD", Start, Coin(CalmDays, Mean, 2, together));
            // Too short to be traded, long enough and large enough for the benchmark.
            foreach (var (name, seed) in new[] { ("CCCUSD", 3), ("DDDUSD", 4) })
                await ScriptedMarket.StoreAsync(blobs, name, Start.AddDays(130), Coin(CalmDays - 130, 0.0125, seed, together), coins: 1e8);
        });
        // Every ranked strategy becomes a candidate: the story chooses among them.
        replay.Settings["Lifecycle__TopShare"] = "1";
        replay.Settings["AzureWebJobs.RegimeTimer.Disabled"] = "true";
        replay.Settings["AzureWebJobs.DailyReportTimer.Disabled"] = "true";
        await replay.RunUntilAsync(From.AddHours(1));
        var candidates = (await replay.Http.GetFromJsonAsync<JsonElement>("api/v1/deployments?stage=candidate&maxpagesize=200")).GetProperty("value").EnumerateArray().ToList();
        Strategies = [.. new[] { "AAAUSD", "BBBUSD" }.Select(symbol => candidates
            .First(one => one.GetProperty("template").GetString() == "sma-cross" && one.GetProperty("symbol").GetString() == symbol).GetProperty("strategyId").GetString()!)];
        foreach (var id in Strategies)
            await replay.GoLiveAsync(id, 10_000);

        replay.Settings["AzureWebJobs.EvaluationTimer.Disabled"] = "true";
        await replay.RunUntilAsync(Begins.AddDays(StormDays));
        Alerts = [.. (await replay.Http.GetFromJsonAsync<JsonElement>("api/v1/alerts?state=all")).GetProperty("alerts").EnumerateArray()];
        Trail = [.. (await replay.ReadTrailAsync()).Select(entry => entry.Event)];
        await replay.WithStorageAsync(async account =>
        {
            var table = new CorrelationTable(account.Tables.GetTableClient(CorrelationTable.TableName));
            for (var day = Begins.AddDays(-1); day < Begins.AddDays(StormDays); day = day.AddDays(1))
            {
                if (await table.ListAsync(DateOnly.FromDateTime(day.UtcDateTime), CancellationToken.None) is [var pair])
                    Pairs.Add(day, pair);
            }
        });
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private static IEnumerable<double> Coin(int calm, double mean, int seed, double[] together) =>
        [.. ScriptedMarket.Drift(calm, Mean, 0.004, seed), .. together.Zip(ScriptedMarket.Drift(StormDays, mean, 0.002, seed + 10), (one, own) => one + own)];
}
