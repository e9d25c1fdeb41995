using System.Net.Http.Json;
using System.Text.Json;
using Serverless.Core.Audit;

namespace Serverless.EndToEnd.Stories;

/// <summary>
/// A desk that is left alone fills its seats: six coins that have nothing in common, and a seventh that does what the first one does. Then everything is
/// stopped, and the host is killed in the middle of that.
/// </summary>
public sealed class ManyLive : IAsyncLifetime
{
    private static readonly DateTimeOffset Start = new(2020, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset From = Start.AddDays(300);

    // After a look, and before the cycle of the day.
    private static readonly DateTimeOffset Stop = From.AddDays(8).AddMinutes(25);

    /// <summary>Everything that came up for promotion, before the stop.</summary>
    public IReadOnlyList<JsonElement> Deployments { get; private set; } = [];

    /// <summary>Correlations at the last look, the most alike first.</summary>
    public IReadOnlyList<(string First, string Second, double Correlation)> Pairs { get; private set; } = [];

    /// <summary>The same strategies after the stop.</summary>
    public IReadOnlyList<JsonElement> Stopped { get; private set; } = [];

    /// <summary>What the order to stop says has become of each.</summary>
    public JsonElement Order { get; private set; }

    /// <summary>Seats and capital after the stop.</summary>
    public JsonElement Capital { get; private set; }

    /// <summary>The audit trail that was left.</summary>
    public IReadOnlyList<AuditEvent> Trail { get; private set; } = [];

    public async ValueTask InitializeAsync()
    {
        await using var replay = await Replay.CreateAsync(From, async blobs =>
        {
            var first = ScriptedMarket.Drift(320, 0.003, 0.01, 1);
            await ScriptedMarket.StoreAsync(blobs, "AAAUSD", Start, first);
            await ScriptedMarket.StoreAsync(blobs, "AATUSD", Start, first.Zip(ScriptedMarket.Drift(320, 0, 0.001, 7), (one, own) => one + own));
            foreach (var (name, seed) in new[] { "BBBUSD", "CCCUSD", "DDDUSD", "EEEUSD", "FFFUSD" }.Select((name, index) => (name, index + 2)))
                await ScriptedMarket.StoreAsync(blobs, name, Start, ScriptedMarket.Drift(320, 0.003, 0.01, seed));
        });
        foreach (var (name, value) in new[] { ("TopShare", "1"), ("StreakDays", "3"), ("PaperStreakDays", "2") })
            replay.Settings[$"Lifecycle__{name}"] = value;
        replay.Settings["AzureWebJobs.RegimeTimer.Disabled"] = "true";
        replay.Settings["AzureWebJobs.DailyReportTimer.Disabled"] = "true";
        await replay.RunUntilAsync(Stop);
        Deployments = await ListAsync(replay, "api/v1/deployments");
        Pairs = [.. (await ListAsync(replay, $"api/v1/correlations/{Stop:yyyy-MM-dd}")).Select(pair => (
            pair.GetProperty("first").GetString()!, pair.GetProperty("second").GetString()!, pair.GetProperty("correlation").GetDouble()))];

        using var order = new HttpRequestMessage(HttpMethod.Post, "api/v1/deployments/deactivate") { Content = JsonContent.Create(new { @operator = "Ada", reason = "A drill.", all = true }) };
        order.Headers.Add("Idempotency-Key", "drill");
        using var accepted = await replay.Http.SendAsync(order);
        var path = accepted.Headers.Location!.OriginalString.TrimStart('/');
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        using var tick = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        while ((await replay.Http.GetFromJsonAsync<JsonElement>("api/v1/deployments?stage=retired&maxpagesize=1", limit.Token)).GetProperty("value").GetArrayLength() == 0)
            await tick.WaitForNextTickAsync(limit.Token);

        // Timers stay quiet: what is looked at is what the order leaves.
        replay.Settings["AzureWebJobs.EvaluationTimer.Disabled"] = "true";
        replay.Settings["AzureWebJobs.MonitoringTimer.Disabled"] = "true";
        await replay.RunUntilAsync(Stop.AddMinutes(1));
        do
        {
            await tick.WaitForNextTickAsync(limit.Token);
            Order = await replay.Http.GetFromJsonAsync<JsonElement>(path, limit.Token);
        }
        while (Order.GetProperty("status").GetString() != "Completed");
        Stopped = await ListAsync(replay, "api/v1/deployments");
        Capital = await replay.Http.GetFromJsonAsync<JsonElement>("api/v1/capital");
        Trail = [.. (await replay.ReadTrailAsync()).Select(entry => entry.Event)];
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private static async Task<IReadOnlyList<JsonElement>> ListAsync(Replay replay, string list)
    {
        var found = new List<JsonElement>();
        for (var path = $"{list}?maxpagesize=50"; path is not null;)
        {
            var page = await replay.Http.GetFromJsonAsync<JsonElement>(path);
            found.AddRange(page.GetProperty("value").EnumerateArray());
            path = page.TryGetProperty("nextLink", out var next) ? next.GetString()!.TrimStart('/') : null;
        }

        return found;
    }
}
