using System.Net.Http.Json;
using System.Text.Json;
using Serverless.Core.Audit;

namespace Serverless.EndToEnd.Stories;

/// <summary>
/// Two months of a desk with one seat that is left alone: nothing but its timers acts. A coin rises for weeks and falls by 22 % in a day, while the other
/// coins of the benchmark stand still and rise after that. The host is killed in the middle of the first week, and at every span's end.
/// </summary>
/// <remarks>The thirty days of the streak are four here; <c>PromotionTests</c> counts thirty on the same orchestrations and entities.</remarks>
public sealed class Journey : IAsyncLifetime
{
    private const int Calm = 337;
    private static readonly DateTimeOffset Start = new(2020, 1, 1, 0, 0, 0, TimeSpan.Zero);

    // Of the nine templates two may trade, by today's limits: the others are refused by the name of the limit.
    private static readonly string[] Forbidden =
    [
        "time-series-momentum.lookback", "rsi-reversion.period", "donchian-breakout.entry", "volatility-target-trend.trend", "regime-gated-momentum.lookback",
        "bollinger-reversion.period", "volatility-breakout.atr",
    ];

    /// <summary>The first day on which the desk is there.</summary>
    public static DateTimeOffset From { get; } = Start.AddDays(300);

    /// <summary>The midnight at which the day of the fall ends.</summary>
    public static DateTimeOffset Fall { get; } = Start.AddDays(Calm + 1);

    /// <summary>The audit trail that was left.</summary>
    public IReadOnlyList<AuditEntry> Trail { get; private set; } = [];

    /// <summary>The one strategy that went live.</summary>
    public string Live { get; private set; } = "";

    /// <summary>Everything that came up for promotion, after the first week.</summary>
    public IReadOnlyList<JsonElement> Deployments { get; private set; } = [];

    /// <summary>The alerts at the end, open or not.</summary>
    public JsonElement Alerts { get; private set; }

    /// <summary>The capital before the fall.</summary>
    public JsonElement CapitalWhileLive { get; private set; }

    /// <summary>The capital at the end.</summary>
    public JsonElement CapitalAtTheEnd { get; private set; }

    public async ValueTask InitializeAsync()
    {
        await using var replay = await Replay.CreateAsync(From, async blobs =>
        {
            await ScriptedMarket.StoreAsync(blobs, "AAAUSD", Start, [.. ScriptedMarket.Drift(Calm, 0.004, 0.006, 1), -0.22, .. ScriptedMarket.Drift(60, 0, 0.006, 2)]);
            // Too short to be traded, long enough for the benchmark.
            foreach (var coin in new[] { "BBBUSD", "CCCUSD" })
                await ScriptedMarket.StoreAsync(blobs, coin, Start.AddDays(230), [.. ScriptedMarket.Drift(Calm - 229, 0, 0.006, 3), .. ScriptedMarket.Drift(60, 0.01, 0.006, 4)]);
        });
        foreach (var (name, value) in new[] { ("TopShare", "1"), ("StreakDays", "4"), ("PaperStreakDays", "2"), ("Seats", "1"), ("Capital", "200000") })
            replay.Settings[$"Lifecycle__{name}"] = value;
        await replay.RunUntilAsync(From);
        await replay.TightenAsync(new { parameters = Forbidden.ToDictionary(name => name, _ => new { max = 0 }) });
        await replay.RunUntilKilledAsync(From.AddDays(2), From.AddDays(5));
        await replay.RunUntilAsync(From.AddDays(5));
        Deployments = [.. (await replay.Http.GetFromJsonAsync<JsonElement>("api/v1/deployments")).GetProperty("value").EnumerateArray()];

        replay.Settings["AzureWebJobs.EvaluationTimer.Disabled"] = "true";
        replay.Settings["AzureWebJobs.RegimeTimer.Disabled"] = "true";
        await replay.RunUntilAsync(Fall.AddDays(-1));
        CapitalWhileLive = await replay.Http.GetFromJsonAsync<JsonElement>("api/v1/capital");
        Live = CapitalWhileLive.GetProperty("holdings").EnumerateObject().Select(one => one.Name).SingleOrDefault() ?? "none";
        await replay.RunUntilAsync(Fall.AddDays(27));
        CapitalAtTheEnd = await replay.Http.GetFromJsonAsync<JsonElement>("api/v1/capital");
        Alerts = (await replay.Http.GetFromJsonAsync<JsonElement>("api/v1/alerts?state=all")).GetProperty("alerts");
        Trail = await replay.ReadTrailAsync();
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
