using System.Net.Http.Json;
using System.Text.Json;

namespace Serverless.EndToEnd.Stories;

/// <summary>seed-000, user story 2, scenario 3, by the timers of the real host.</summary>
public sealed class Us2SeatTests
{
    private static readonly DateTimeOffset Start = new(2020, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset From = Start.AddDays(300);

    /// <summary>
    /// "Given 35 strategies are running live, when a new candidate is promoted, then the lowest-performing strategy is demoted to maintain the 35-strategy
    /// limit."
    /// </summary>
    [Fact]
    public async Task Scenario3_35LiveAndACandidateIsPromoted_DemotesTheLowestAndKeeps35()
    {
        await using var replay = await Replay.CreateAsync(
            From, blobs => ScriptedMarket.StoreAsync(blobs, "AAAUSD", Start, ScriptedMarket.Drift(320, 0.002, 0.02, 1)));
        // What is not of this story stands aside: similar strategies, few days, and a seat that is kept for its first weeks.
        foreach (var (name, value) in new[] { ("TopShare", "0.1"), ("StreakDays", "3"), ("PaperStreakDays", "2"), ("MinSeatDays", "0"), ("MaxCorrelation", "1"), ("MaxTypeShare", "1") })
            replay.Settings[$"Lifecycle__{name}"] = value;
        replay.Settings["AzureWebJobs.RegimeTimer.Disabled"] = "true";
        replay.Settings["AzureWebJobs.DailyReportTimer.Disabled"] = "true";
        replay.Settings["AzureWebJobs.MonitoringTimer.Disabled"] = "true";
        await replay.RunUntilAsync(From.AddHours(1));
        var ranked = await RankedAsync(replay);
        foreach (var id in ranked.TakeLast(35))
            await replay.GoLiveAsync(id, 1_000);
        var full = await replay.Http.GetFromJsonAsync<JsonElement>("api/v1/capital");
        Assert.Equal((35, 0), (full.GetProperty("holdings").EnumerateObject().Count(), full.GetProperty("freeSeats").GetInt32()));

        replay.Settings["AzureWebJobs.MonitoringTimer.Disabled"] = "false";
        // Two days for the streak, and some on paper until a newcomer has held a position there.
        await replay.RunUntilAsync(From.AddDays(9));

        var after = await replay.Http.GetFromJsonAsync<JsonElement>("api/v1/capital");
        Assert.Equal((35, 0), (after.GetProperty("holdings").EnumerateObject().Count(), after.GetProperty("freeSeats").GetInt32()));
        var trail = (await replay.ReadTrailAsync()).Select(entry => entry.Event).ToList();
        var displaced = trail.Where(entry => entry.Action == "deployment.displaced").ToList();
        Assert.NotEmpty(displaced);
        Assert.All(displaced, entry =>
        {
            Assert.Equal(("Live", "Paper", "promotion"), (entry.Details["from"], entry.Details["stage"], entry.Actor.Id));
            // Its seat goes to the newcomer that the entry names, in the step after it.
            var next = trail.Skip(trail.IndexOf(entry) + 1).First(other => other.Action.StartsWith("deployment.", StringComparison.Ordinal));
            Assert.Equal(("deployment.promoted", entry.Details["newcomer"], "Live"), (next.Action, next.Subject, next.Details["stage"]));
        });
    }

    private static async Task<IReadOnlyList<string>> RankedAsync(Replay replay)
    {
        var cycles = await replay.Http.GetFromJsonAsync<JsonElement>("api/v1/cycles");
        var cycle = cycles.GetProperty("value")[0].GetProperty("cycleId").GetString();
        var scorecard = await replay.Http.GetFromJsonAsync<JsonElement>($"api/v1/cycles/{cycle}/scorecard");
        return [.. scorecard.GetProperty("rows").EnumerateArray().Where(row => row.GetProperty("rank").ValueKind == JsonValueKind.Number)
            .OrderBy(row => row.GetProperty("rank").GetInt32()).Select(row => row.GetProperty("strategyId").GetString()!)];
    }
}
