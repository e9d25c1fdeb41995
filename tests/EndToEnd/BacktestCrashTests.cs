using System.Net;
using System.Text.Json;
using Azure.Storage.Blobs;
using Serverless.Core.MarketData;
using Serverless.Core.Time;
using Serverless.Infra.MarketData;
using Serverless.Infra.State;

namespace Serverless.EndToEnd;

/// <summary>kill -9 on the host in the middle of a backtest.</summary>
public sealed class BacktestCrashTests
{
    private const int Kills = 2;
    private const int Bars = 200_000;
    private const string Document = "{symbol: LONGUSD, timeframe: 1m, strategy: {name: ema-cross-bracket, parameters: {fast: 5, slow: 12}}}";

    [Fact]
    public async Task Kill_WhileItRuns_EndsInTheBytesOfAnUndisturbedBacktest()
    {
        await using var platform = await Platform.StartAsync(SeedAsync);
        var killed = await platform.StartBacktestAsync(Document, "?experiment=killed");
        for (var kill = 0; kill < Kills; kill++)
        {
            await platform.WaitForBacktestAsync(killed, status => Backtests.HasEnded(status) || status.GetProperty("step").GetString() == "Running");
            await platform.KillAndRestartHostAsync();
        }

        var end = await platform.WaitForEndOfBacktestAsync(killed);
        var bytes = await BlobsAsync(platform, end);
        await DeleteAsync(platform, end);
        var undisturbed = await platform.StartBacktestAsync(Document, "?experiment=undisturbed");
        var expected = await platform.WaitForEndOfBacktestAsync(undisturbed);

        Assert.True(end.GetProperty("status").GetString() == "Completed", end.ToString());
        Assert.Equal(end.GetProperty("runId").GetString(), expected.GetProperty("runId").GetString());
        Assert.Equal(await BlobsAsync(platform, expected), bytes);
        Assert.True((await AuditTrail.VerifyAsync(platform.ConnectionString)).IsIntact);
        await TerminateAsync(platform);
    }

    // The other half of the story: one that is ended can be started again.
    private static async Task TerminateAsync(Platform platform)
    {
        var id = await platform.StartBacktestAsync(Document, "?experiment=ended");
        using var response = await platform.Http.PostAsync($"{Backtests.Path}/{id}/terminate", content: null);
        var ended = await platform.WaitForEndOfBacktestAsync(id);
        if (response.StatusCode == HttpStatusCode.Conflict)
            return; // it was faster
        Assert.Equal((HttpStatusCode.Accepted, "Terminated"), (response.StatusCode, ended.GetProperty("status").GetString()));

        Assert.Equal(id, await platform.StartBacktestAsync(Document, "?experiment=ended"));
        Assert.Equal("Completed", (await platform.WaitForEndOfBacktestAsync(id)).GetProperty("status").GetString());
        var actions = (await AuditTrail.ReadAsync(platform.ConnectionString)).Where(entry => entry.Event.CorrelationId == id).Select(entry => entry.Event.Action).ToList();
        Assert.Equal("backtest.completed", actions[^1]);
        Assert.Contains("backtest.terminated", actions);
    }

    private static async Task<SortedDictionary<string, string>> BlobsAsync(Platform platform, JsonElement status)
    {
        var runs = Runs(platform);
        var content = new SortedDictionary<string, string>(StringComparer.Ordinal);
        await foreach (var blob in runs.GetBlobsAsync(prefix: $"{status.GetProperty("runId").GetString()}/"))
            content.Add(blob.Name, Convert.ToBase64String((await runs.GetBlobClient(blob.Name).DownloadContentAsync()).Value.Content));
        return content;
    }

    private static async Task DeleteAsync(Platform platform, JsonElement status)
    {
        var runs = Runs(platform);
        await foreach (var blob in runs.GetBlobsAsync(prefix: $"{status.GetProperty("runId").GetString()}/"))
            await runs.DeleteBlobAsync(blob.Name);
    }

    private static BlobContainerClient Runs(Platform platform) => new BlobServiceClient(platform.ConnectionString).GetBlobContainerClient(RunStore.ContainerName);

    private static Task SeedAsync(string connectionString) =>
        new MarketDataStore(new BlobServiceClient(connectionString), TimeProvider.System).SaveAsync(
            SyntheticMarket.Generate("LONGUSD", Timeframe.M1, new DateTimeOffset(2022, 1, 1, 0, 0, 0, TimeSpan.Zero), Bars, seed: 3), Market.Crypto, DataOrigin.Synthetic(3), []);
}
