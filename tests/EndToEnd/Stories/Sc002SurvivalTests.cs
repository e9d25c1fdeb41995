using System.Net.Http.Json;
using System.Text.Json;

namespace Serverless.EndToEnd.Stories;

/// <summary>seed-000, SC-002, by the timers of the real host: what the watch would soon roll back is not promoted.</summary>
public sealed class Sc002SurvivalTests
{
    private static readonly DateTimeOffset Start = new(2020, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset From = Start.AddDays(430);

    /// <summary>"75% of strategies promoted to live trading maintain their promotion status for at least 90 days without triggering rollback conditions."</summary>
    [Fact]
    public async Task Sc002_HistoryLagsTheBenchmarkOverAndOver_IsNotPromotedAndSaysWhy()
    {
        await using var replay = await Replay.CreateAsync(From, async blobs =>
        {
            await ScriptedMarket.StoreAsync(blobs, "AAAUSD", Start, ScriptedMarket.Drift(440, 0.002, 0.01, 1));
            // The benchmark rises by a quarter a month more than what is traded.
            foreach (var (coin, seed) in new[] { ("BBBUSD", 2), ("CCCUSD", 3) })
                await ScriptedMarket.StoreAsync(blobs, coin, Start, ScriptedMarket.Drift(440, 0.01, 0.01, seed), coins: 1e9);
        });
        foreach (var (name, value) in new[] { ("HistoryDays", "430"), ("Symbols", "AAAUSD") })
            replay.Settings[$"Evaluation__{name}"] = value;
        foreach (var (name, value) in new[] { ("TopShare", "1"), ("StreakDays", "3"), ("PaperStreakDays", "2") })
            replay.Settings[$"Lifecycle__{name}"] = value;
        replay.Settings.Remove("Lifecycle__MinSurvival");
        replay.Settings["AzureWebJobs.RegimeTimer.Disabled"] = "true";
        replay.Settings["AzureWebJobs.DailyReportTimer.Disabled"] = "true";

        await replay.RunUntilAsync(From.AddDays(4));

        var alone = (await DecisionsAsync(replay))
            .Where(one => one.GetProperty("stage").GetString() == "Paper" && Lacking(one) is [var only] && only.GetProperty("name").GetString() == "survival")
            .ToList();
        Assert.NotEmpty(alone);
        Assert.All(alone, one =>
        {
            Assert.InRange(Lacking(one)[0].GetProperty("value").GetDouble(), 0, 0.7499);
            Assert.Contains("for their lag behind the benchmark", one.GetProperty("verdict").GetString(), StringComparison.Ordinal);
        });
        var capital = await replay.Http.GetFromJsonAsync<JsonElement>("api/v1/capital");
        Assert.Empty(capital.GetProperty("holdings").EnumerateObject());

        // Nothing else stood in the way.
        replay.Settings["Lifecycle__MinSurvival"] = "0";
        await replay.RunUntilAsync(From.AddDays(5));

        capital = await replay.Http.GetFromJsonAsync<JsonElement>("api/v1/capital");
        Assert.NotEmpty(capital.GetProperty("holdings").EnumerateObject());
    }

    private static async Task<IReadOnlyList<JsonElement>> DecisionsAsync(Replay replay)
    {
        var cycles = await replay.Http.GetFromJsonAsync<JsonElement>("api/v1/cycles");
        var last = cycles.GetProperty("value")[0].GetProperty("cycleId").GetString();
        var decisions = await replay.Http.GetFromJsonAsync<JsonElement>($"api/v1/cycles/{last}/promotions");
        return [.. decisions.EnumerateArray()];
    }

    private static IReadOnlyList<JsonElement> Lacking(JsonElement decision) => decision.GetProperty("report") is { ValueKind: JsonValueKind.Object } report
        ? [.. report.GetProperty("gates").EnumerateArray().Where(gate => !gate.GetProperty("passed").GetBoolean())]
        : [];
}
