using System.Net.Http.Json;
using System.Text.Json;
using Serverless.Core.Audit;

namespace Serverless.EndToEnd.Stories;

/// <summary>
/// A first cycle over five years of a calm market, a strategy that goes live, and then a market that is three times as wild; when it calms down again,
/// evaluation is out of order. Only timers act, except that a person promotes.
/// </summary>
public sealed class Discovery : IAsyncLifetime
{
    private static readonly DateTimeOffset Start = new(2015, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>The day of the first cycle.</summary>
    public static DateTimeOffset From { get; } = Start.AddDays(1_870);

    /// <summary>From here on no cycle can complete.</summary>
    public static DateTimeOffset OutOfOrder { get; } = From.AddDays(40);

    /// <summary>The audit trail that was left.</summary>
    public IReadOnlyList<AuditEvent> Trail { get; private set; } = [];

    /// <summary>The live strategy.</summary>
    public string Live { get; private set; } = "";

    /// <summary>Scorecards by cycle.</summary>
    public Dictionary<string, JsonElement> Scorecards { get; } = [];

    public async ValueTask InitializeAsync()
    {
        await using var replay = await Replay.CreateAsync(From, blobs => ScriptedMarket.StoreAsync(
            blobs, "AAAUSD", Start, [.. ScriptedMarket.Drift(1_870, 0.001, 0.01, 1), .. ScriptedMarket.Drift(40, 0.001, 0.03, 2), .. ScriptedMarket.Drift(20, 0.001, 0.004, 3)]));
        var quick = new Dictionary<string, string>(replay.Settings);
        foreach (var (name, value) in new[] { ("HistoryDays", "1826"), ("TrainDays", "365"), ("TestDays", "90"), ("Candidates", "4") })
            replay.Settings[$"Evaluation__{name}"] = value;
        await replay.RunUntilAsync(From.AddHours(1));
        await KeepScorecardsAsync(replay);
        Live = Scorecards.Values.Single().GetProperty("rows").EnumerateArray().Single(row => row.GetProperty("rank").GetRawText() == "1").GetProperty("strategyId").GetString()!;
        await replay.GoLiveAsync(Live, 10_000);

        foreach (var (name, value) in quick)
            replay.Settings[name] = value;
        replay.Settings["AzureWebJobs.EvaluationTimer.Disabled"] = "true";
        await replay.RunUntilAsync(From.AddDays(7));
        await KeepScorecardsAsync(replay);

        replay.Settings["AzureWebJobs.RegimeTimer.Disabled"] = "true";
        await replay.RunUntilAsync(OutOfOrder.AddDays(8));
        // No series is as long as that, so that every cycle fails.
        replay.Settings["Evaluation__TrainDays"] = "100000";
        replay.Settings["AzureWebJobs.RegimeTimer.Disabled"] = "false";
        replay.Settings["MonitoringSchedule"] = "0 20 * * * *";
        await replay.RunUntilAsync(OutOfOrder.AddDays(9.9));
        Trail = [.. (await replay.ReadTrailAsync()).Select(entry => entry.Event)];
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private async Task KeepScorecardsAsync(Replay replay)
    {
        var listed = await replay.Http.GetFromJsonAsync<JsonElement>("api/v1/cycles");
        foreach (var id in listed.GetProperty("value").EnumerateArray().Select(cycle => cycle.GetProperty("cycleId").GetString()!))
            Scorecards.TryAdd(id, await replay.Http.GetFromJsonAsync<JsonElement>($"api/v1/cycles/{id}/scorecard"));
    }
}
