using System.Net.Http.Json;
using System.Text.Json;
using Serverless.Core.Audit;

namespace Serverless.EndToEnd.Stories;

/// <summary>
/// Two similar strategies go live after a cycle over a market that rose steadily, and a third one goes on paper; from then on the market rises a fifth as well as it did. After 100 days
/// the feed ends. Limits are tightened on the way. Nothing acts but the watch, once a day.
/// </summary>
public sealed class Watch : IAsyncLifetime
{
    /// <summary>Days until the feed ends.</summary>
    public const int FedDays = 100;

    /// <summary>Days until somebody tightens the limits.</summary>
    public const int TightenedDays = 20;

    private static readonly DateTimeOffset Start = new(2020, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>The day of the cycle and of the promotions.</summary>
    public static DateTimeOffset From { get; } = Start.AddDays(300);

    /// <summary>The audit trail that was left.</summary>
    public IReadOnlyList<AuditEvent> Trail { get; private set; } = [];

    /// <summary>The live strategies, the better one first, and the one on paper.</summary>
    public IReadOnlyList<string> Strategies { get; private set; } = [];

    /// <summary>All alerts, open or not.</summary>
    public IReadOnlyList<JsonElement> Alerts { get; private set; } = [];

    /// <summary>What was answered to a person who takes care of an alert, and who says so again.</summary>
    public IReadOnlyList<JsonElement> Acknowledged { get; private set; } = [];

    /// <summary>The deployments at the end, by strategy.</summary>
    public Dictionary<string, JsonElement> Deployments { get; } = [];

    public async ValueTask InitializeAsync()
    {
        await using var replay = await Replay.CreateAsync(From, blobs => ScriptedMarket.StoreAsync(
            blobs, "AAAUSD", Start, [.. ScriptedMarket.Drift(300, 0.004, 0.006, 1), .. ScriptedMarket.Drift(FedDays, 0.001, 0.009, 2)]));
        // Every ranked strategy becomes a candidate: the story chooses among them.
        replay.Settings["Lifecycle__TopShare"] = "1";
        replay.Settings["AzureWebJobs.RegimeTimer.Disabled"] = "true";
        replay.Settings["AzureWebJobs.DailyReportTimer.Disabled"] = "true";
        await replay.RunUntilAsync(From.AddHours(1));
        var candidates = await replay.Http.GetFromJsonAsync<JsonElement>("api/v1/deployments?stage=candidate");
        Strategies = [.. candidates.GetProperty("value").EnumerateArray()
            .Where(one => one.GetProperty("template").GetString() == "sma-cross").Take(3).Select(one => one.GetProperty("strategyId").GetString()!)];
        await replay.GoLiveAsync(Strategies[0], 10_000);
        await replay.GoLiveAsync(Strategies[1], 10_000);
        await replay.PromoteAsync(Strategies[2], 0);

        replay.Settings["AzureWebJobs.EvaluationTimer.Disabled"] = "true";
        await replay.RunUntilAsync(From.AddDays(TightenedDays).AddHours(-1));
        await replay.TightenAsync(new { maxDrawdown = 0.0001 });
        await replay.RunUntilAsync(From.AddDays(FedDays + 4));
        Alerts = [.. (await replay.Http.GetFromJsonAsync<JsonElement>("api/v1/alerts?state=all")).GetProperty("alerts").EnumerateArray()];
        var alert = Alerts.First(one => one.GetProperty("rule").GetString() == "stale-feed").GetProperty("id").GetString();
        Acknowledged = [await AcknowledgeAsync(replay, alert!), await AcknowledgeAsync(replay, alert!)];
        foreach (var id in Strategies)
            Deployments[id] = await replay.Http.GetFromJsonAsync<JsonElement>($"api/v1/deployments/{id}");
        Trail = [.. (await replay.ReadTrailAsync()).Select(entry => entry.Event)];
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private static async Task<JsonElement> AcknowledgeAsync(Replay replay, string id)
    {
        using var response = await replay.Http.PostAsync($"api/v1/alerts/{id}/acknowledge", content: null);
        Assert.True(response.IsSuccessStatusCode, await response.Content.ReadAsStringAsync());
        return await response.Content.ReadFromJsonAsync<JsonElement>();
    }
}
