using System.Globalization;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Serverless.Testing.Http;

namespace Serverless.EndToEnd.Stories;

/// <summary>seed-000, SC-003, by the timers of the real host: a strategy that falls to the brink goes, and somebody who is away is told.</summary>
public sealed class Sc003LossGuardTests
{
    private const string Secret = "0123456789abcdef0123456789abcdef";
    private static readonly DateTimeOffset Start = new(2020, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset From = Start.AddDays(300);

    /// <summary>"Automated rollback prevents losses greater than 20% for any individual strategy through timely deactivation."</summary>
    [Fact]
    public async Task Sc003_LossComesNearTwentyPercent_IsOutOfServiceAtTheNextLookAndTheWebhookKnows()
    {
        await using var webhook = new LoopbackServer(new Reply(204));
        await using var replay = await Replay.CreateAsync(From, blobs => ScriptedMarket.StoreAsync(
            blobs, "AAAUSD", Start, [.. ScriptedMarket.Drift(302, 0.004, 0.006, 1), -0.19, .. ScriptedMarket.Drift(10, 0, 0.006, 2)]));
        replay.Settings["Lifecycle__TopShare"] = "1";
        replay.Settings["Alerts__WebhookAddress"] = webhook.Address.ToString();
        replay.Settings["Alerts__WebhookSecret"] = Secret;
        replay.Settings["AzureWebJobs.RegimeTimer.Disabled"] = "true";
        await replay.RunUntilAsync(From.AddHours(1));
        var candidates = (await replay.Http.GetFromJsonAsync<JsonElement>("api/v1/deployments?stage=candidate")).GetProperty("value").EnumerateArray();
        var id = candidates.First(one => one.GetProperty("template").GetString() == "sma-cross").GetProperty("strategyId").GetString()!;
        await replay.GoLiveAsync(id, 10_000);
        replay.Settings["AzureWebJobs.EvaluationTimer.Disabled"] = "true";

        await replay.RunUntilAsync(From.AddDays(5));

        var capital = await replay.Http.GetFromJsonAsync<JsonElement>("api/v1/capital");
        var stage = (await replay.Http.GetFromJsonAsync<JsonElement>($"api/v1/deployments/{id}")).GetProperty("stage").GetString();
        var report = await replay.Http.GetFromJsonAsync<JsonElement>($"api/v1/reports/daily/{From.AddDays(2):yyyy-MM-dd}");
        var entry = Assert.Single((await replay.ReadTrailAsync()).Select(one => one.Event), one => one.Action == "deployment.deactivated");
        Assert.Equal(("Retired", id, "loss-guard"), (stage, entry.Subject, entry.Actor.Id));
        // The day of the fall ends at midnight; the look is at twenty past.
        Assert.Equal(From.AddDays(3).AddMinutes(20), entry.OccurredAt);
        var returned = decimal.Parse(entry.Details["returned"]!, CultureInfo.InvariantCulture);
        Assert.InRange(returned, 8_000m, 8_300m);
        Assert.Equal(1_000_000m - 10_000m + returned, decimal.Parse(capital.GetProperty("reserve").GetString()!, CultureInfo.InvariantCulture));
        Assert.Contains(id, report.ToString(), StringComparison.Ordinal);

        var told = Assert.Single(webhook.Requests, request => request.Body.Contains("loss-guard", StringComparison.Ordinal) && request.Body.Contains("\"Opened\"", StringComparison.Ordinal));
        var stamp = entry.OccurredAt.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        Assert.Equal(
            $"t={stamp},v1={Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(Secret), Encoding.UTF8.GetBytes($"{stamp}.{told.Body}")))}",
            told.Headers["X-Serverless-Signature"]);
        Assert.Equal("Critical", JsonDocument.Parse(told.Body).RootElement.GetProperty("alert").GetProperty("severity").GetString());
    }
}
