using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Azure.Storage.Blobs;
using Serverless.Core.MarketData;
using Serverless.Infra.MarketData;
using Serverless.Testing.Http;

namespace Serverless.EndToEnd;

/// <summary>Updates of market data over HTTP, from a server that answers like Kraken and like FRED.</summary>
public sealed class MarketDataUpdateTests
{
    private const string Updates = "api/v1/market-data/updates";
    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(100);

    [Fact]
    public async Task Post_OneOfThreeFails_OthersAreStoredAndASecondUpdateChangesNothing()
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(3));
        var isBusy = true;
        await using var vendor = new LoopbackServer(request => Answer(request, ref isBusy));
        await using var platform = await Platform.StartAsync(_ => Task.CompletedTask, new Dictionary<string, string>
        {
            ["MarketData__Addresses__kraken"] = vendor.Address.ToString(),
            ["MarketData__Addresses__fred"] = vendor.Address.ToString(),
            ["MarketData__Sources__kraken"] = "XBTUSD 4h, NOPE 4h",
            ["MarketData__Sources__fred"] = "T10Y2Y",
            ["MarketData__From"] = "2024-01-01",
            ["AzureFunctionsJobHost__extensions__durableTask__storageProvider__managementApi"] = "true",
        });
        var store = new MarketDataStore(new BlobServiceClient(platform.ConnectionString), TimeProvider.System);

        var first = await UpdateAsync(platform, limit.Token);

        Assert.Equal((3, 3, 1), Datasets(first));
        Assert.Equal([("T10Y2Y", 2, true), ("XBTUSD", 2, true), ("NOPE", 0, false)], Added(first));
        Assert.Contains("Unknown asset pair", Series(first)[2].GetProperty("failure").GetString(), StringComparison.Ordinal);
        var stored = await store.ListAsync(limit.Token);
        Assert.Equal(["crypto/XBTUSD_h4.parquet", "macro/T10Y2Y_daily.parquet"], stored.Select(manifest => manifest.Dataset.Name));
        var (series, figures) = (await store.LoadAsync(stored[0].Dataset, limit.Token), await store.LoadObservationsAsync(stored[1].Dataset, limit.Token));
        Assert.Equal([1.5, 2.5], series.Close.ToArray());
        // Tuesday's and Friday's figures: by the end of the next business day.
        Assert.Equal(
            [new DateTime(2024, 1, 3, 22, 0, 0), new DateTime(2024, 1, 8, 22, 0, 0)],
            figures.KnownTicks.ToArray().Select(ticks => new DateTime(ticks)));
        Assert.Equal(2, vendor.Requests.Count(request => request.Query("pair") == "XBTUSD")); // the first was answered with 503
        Assert.Equal(1, vendor.Requests.Count(request => request.Query("pair") == "NOPE")); // no other answer is to be expected

        await ForgetAsync(platform, first, limit.Token);
        var second = await UpdateAsync(platform, limit.Token);

        Assert.Equal((3, 3, 1), Datasets(second));
        Assert.Equal([("T10Y2Y", 0, true), ("XBTUSD", 0, true), ("NOPE", 0, false)], Added(second));
        Assert.Equal([2, 1], Series(second)[..2].Select(updated => updated.GetProperty("unchanged").GetInt32()));
        Assert.Equal(stored, await store.ListAsync(limit.Token), (before, after) => (before.Dataset, before.Version) == (after.Dataset, after.Version));
        Assert.All(stored, manifest => Assert.Equal(1, manifest.Version));
    }

    private static Reply Answer(RecordedRequest request, ref bool isBusy)
    {
        if (request.Path == "/graph/fredgraph.csv")
            return new Reply(200, "observation_date,T10Y2Y\n2024-01-02,-0.38\n2024-01-03,.\n2024-01-05,-0.30\n");
        if (request.Query("pair") == "NOPE")
            return Reply.Json("""{"error":["EQuery:Unknown asset pair"]}""");
        if (isBusy)
        {
            isBusy = false;
            return new Reply(503) { Headers = ["Retry-After: 0"] };
        }

        return Reply.Json("""{"error":[],"result":{"XXBTZUSD":[[1704067200,"1","3","1","1.5","1","3",1],[1704081600,"2","3","1","2.5","1","3",1]],"last":0}}""");
    }

    // Follows the address that the answer names, as a client would.
    private static async Task<JsonElement> UpdateAsync(Platform platform, CancellationToken cancellation)
    {
        using var response = await platform.Http.PostAsync(Updates, null, cancellation);
        Assert.Equal(HttpStatusCode.Accepted, response.StatusCode);
        using var tick = new PeriodicTimer(PollInterval);
        while (true)
        {
            var update = await platform.Http.GetFromJsonAsync<JsonElement>(response.Headers.Location, cancellation);
            if (update.GetProperty("completedAt").ValueKind != JsonValueKind.Null)
            {
                Assert.True(update.GetProperty("status").GetString() == "Completed", update.ToString());
                return update;
            }

            await tick.WaitForNextTickAsync(cancellation);
        }
    }

    // There is one update a minute; one that was forgotten can be had again at once.
    private static async Task ForgetAsync(Platform platform, JsonElement update, CancellationToken cancellation)
    {
        var id = update.GetProperty("updateId").GetString();
        foreach (var instance in Enumerable.Range(0, 3).Select(index => $"{id}:{index}").Prepend(id))
            using (await platform.Http.DeleteAsync($"runtime/webhooks/durabletask/instances/{instance}?code={Platform.SystemKey}", cancellation))
            {
            }

        using var gone = await platform.Http.GetAsync($"{Updates}/{id}", cancellation);
        Assert.Equal(HttpStatusCode.NotFound, gone.StatusCode);
    }

    private static (int Done, int Total, int WithoutResult) Datasets(JsonElement update)
    {
        var work = update.GetProperty("datasets");
        return (work.GetProperty("done").GetInt32(), work.GetProperty("total").GetInt32(), work.GetProperty("withoutResult").GetInt32());
    }

    private static JsonElement[] Series(JsonElement update) => [.. update.GetProperty("series").EnumerateArray()];

    private static IEnumerable<(string Symbol, int Added, bool Succeeded)> Added(JsonElement update) => Series(update).Select(series => (
        series.GetProperty("symbol").GetString()!, series.GetProperty("added").GetInt32(), series.GetProperty("failure").ValueKind == JsonValueKind.Null));
}
