using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Azure.Storage.Blobs;
using Serverless.Core.MarketData;
using Serverless.Core.Time;
using Serverless.Infra.MarketData;

namespace Serverless.EndToEnd;

/// <summary>Regimes over HTTP: what holds, and what follows from a change.</summary>
public sealed class RegimeTests
{
    private const string Checks = "api/v1/regimes/checks";

    [Fact]
    public async Task Check_VolatilityOfASymbolDoubles_EvaluatesTheSameStrategiesAgainOnce()
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(4));
        await using var platform = await Platform.StartAsync(SyntheticPlatform.SeedAsync, new Dictionary<string, string> { ["Regimes__Crypto"] = "SYNAUSD" });
        var first = await CheckAsync(platform, limit.Token);
        var before = await platform.Http.GetFromJsonAsync<JsonElement>("api/v1/regimes", limit.Token);
        var cycle = await platform.StartCycleAsync();
        await platform.WaitForEndAsync(cycle);
        await MakeWildAsync(platform, limit.Token);

        var changed = await CheckAsync(platform, limit.Token);
        var again = await CheckAsync(platform, limit.Token);

        Assert.Empty(Changes(first));
        AssertIsWhole(before);
        var change = Assert.Single(Changes(changed));
        Assert.Equal("SYNAUSD", change.GetProperty("subject").GetString());
        Assert.Empty(Changes(again));
        Assert.Equal(JsonValueKind.Null, again.GetProperty("reevaluation").ValueKind);
        var reevaluation = changed.GetProperty("reevaluation").GetString()!.Split('/')[^1];
        await platform.WaitForEndAsync(reevaluation);
        Assert.Equal(Strategies(await platform.GetScorecardAsync(cycle)), Strategies(await platform.GetScorecardAsync(reevaluation)));
        await AssertRecordedAsync(platform, cycle, reevaluation, changed.GetProperty("checkId").GetString()!);
    }

    private static void AssertIsWhole(JsonElement regimes)
    {
        Assert.Equal("SYNAUSD", regimes.GetProperty("market").GetProperty("crypto").GetProperty("source").GetString());
        Assert.Equal("stale", regimes.GetProperty("market").GetProperty("crypto").GetProperty("status").GetString());
        Assert.Equal(4, regimes.GetProperty("warnings").GetArrayLength()); // the synthetic bars end years ago, and there are no others
        Assert.Equal(["SYNAUSD", "SYNBUSD"], regimes.GetProperty("symbols").EnumerateArray().Select(symbol => symbol.GetProperty("symbol").GetString()));
        Assert.All(regimes.GetProperty("symbols").EnumerateArray(), symbol =>
        {
            Assert.Equal(3, symbol.GetProperty("percentiles").GetArrayLength());
            Assert.True(symbol.GetProperty("stale").GetBoolean());
        });
    }

    private static async Task AssertRecordedAsync(Platform platform, string cycle, string reevaluation, string check)
    {
        var entries = await AuditTrail.ReadAsync(platform.ConnectionString);
        Assert.Equal(
            ["regime.classified", "regime.changed", "reevaluation.started"],
            entries.Where(entry => entry.Event.CorrelationId == check).Select(entry => entry.Event.Action));
        var started = entries.Single(entry => entry.Event.Action == "reevaluation.started");
        Assert.Equal((reevaluation, cycle), (started.Event.Subject, started.Event.Details["reevaluates"]));
        Assert.Contains("SYNAUSD: ", started.Event.Reason, StringComparison.Ordinal);
        Assert.True(started.Index < entries.Single(entry => entry.Event.Action == "cycle.started" && entry.Event.Subject == reevaluation).Index);
        Assert.Equal("60", entries.Single(entry => entry.Event.Action == "strategies.selected").Event.Details["selected"]);
        Assert.True((await AuditTrail.VerifyAsync(platform.ConnectionString)).IsIntact);
    }

    private static async Task<JsonElement> CheckAsync(Platform platform, CancellationToken cancellation)
    {
        using var response = await platform.Http.PostAsync(Checks, content: null, cancellation);
        Assert.Equal(HttpStatusCode.Accepted, response.StatusCode);
        using var tick = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        while (true)
        {
            var check = await platform.Http.GetFromJsonAsync<JsonElement>(response.Headers.GetValues("Operation-Location").Single(), cancellation);
            if (check.GetProperty("completedAt").ValueKind != JsonValueKind.Null)
            {
                Assert.True(check.GetProperty("status").GetString() == "Completed", check.ToString());
                return check;
            }

            await tick.WaitForNextTickAsync(cancellation);
        }
    }

    // Three months of steps of 3 % up and down.
    private static Task<DatasetManifest?> MakeWildAsync(Platform platform, CancellationToken cancellation) =>
        new MarketDataStore(new BlobServiceClient(platform.ConnectionString), TimeProvider.System).UpdateAsync(
            "SYNAUSD",
            Timeframe.H4,
            Market.Crypto,
            DataOrigin.Synthetic(5),
            bars =>
            {
                var (count, last) = (bars.Count, bars.Close[bars.Count - 1]);
                double[] wild = [.. Enumerable.Range(0, 540).Select(i => i % 2 == 0 ? last * 1.03 : last)];
                double[] Column(ReadOnlySpan<double> column) => [.. column.ToArray(), .. wild];
                long[] times = [.. bars.OpenTicks.ToArray(), .. Enumerable.Range(1, 540).Select(i => bars.OpenTicks[count - 1] + (i * Timeframe.H4.Length().Ticks))];
                return new BarSeries(
                    bars.Symbol, bars.Timeframe, times, Column(bars.Open), Column(bars.High), Column(bars.Low), Column(bars.Close), Column(bars.Volume));
            },
            cancellationToken: cancellation);

    private static IReadOnlyList<JsonElement> Changes(JsonElement check) => [.. check.GetProperty("changes").EnumerateArray()];

    private static List<string?> Strategies(byte[] scorecard) => JsonDocument.Parse(scorecard).RootElement.GetProperty("rows").EnumerateArray()
        .Select(row => row.GetProperty("strategyId").GetString()).Order(StringComparer.Ordinal).ToList();
}
