using System.Text;
using Azure.Storage.Blobs;
using Serverless.Infra.State;

namespace Serverless.EndToEnd;

/// <summary>kill -9 on the host in the middle of a search.</summary>
public sealed class OptimizationCrashTests
{
    private const int Kills = 3;
    private const int Trials = 150;

    private const string Models = """
        models: {CryptoMomentumModel_v1: {budget: 1, universe: [SYNAUSD, SYNBUSD]}}
        assets: {SYNAUSD: {class: crypto}, SYNBUSD: {class: crypto}}
        regimes: {sources: {crypto: SYNAUSD}}
        search: {CryptoMomentumModel_v1: {short: 10..60:5, long: 60..160:10}}
        """;

    [Fact]
    public async Task Kill_AtThreeRandomMoments_EndsInTheResultOfAnUndisturbedSearch()
    {
        await using var platform = await Platform.StartAsync(SyntheticPlatform.SeedAsync);

        await KillAsync(platform, Trials, () => platform.StartAsync(
            new { template = "rsi-reversion", symbol = "SYNAUSD", method = "Evolutionary", seed = 9, trials = Trials, batchSize = 5 }));
        await KillAsync(platform, 40, () => platform.StartSearchAsync(Models, "?method=evolutionary&seed=9&trials=40&batchSize=4"));

        Assert.True((await AuditTrail.VerifyAsync(platform.ConnectionString)).IsIntact);
    }

    private static async Task KillAsync(Platform platform, int trials, Func<Task<string>> startAsync)
    {
        var undisturbed = await startAsync();
        var expected = await platform.WaitForEndOfAsync(undisturbed);
        var id = await startAsync();
        var random = new Random(1);
        foreach (var moment in Enumerable.Range(0, Kills).Select(_ => random.Next(trials)).Order())
        {
            await platform.WaitForAsync(id, status => Optimizations.TrialsDone(status) >= moment);
            await platform.KillAndRestartHostAsync();
        }

        var end = await platform.WaitForEndOfAsync(id);

        Assert.Equal(("Completed", trials), (end.GetProperty("status").GetString(), Optimizations.TrialsDone(end)));
        Assert.Equal(expected.GetProperty("runId").GetString(), end.GetProperty("runId").GetString());
        Assert.Equal(Encoding.UTF8.GetString(await platform.GetResultAsync(undisturbed)), Encoding.UTF8.GetString(await platform.GetResultAsync(id)));
        var runs = new BlobServiceClient(platform.ConnectionString).GetBlobContainerClient(RunStore.ContainerName);
        Assert.Equal(await CountAsync(runs, undisturbed), await CountAsync(runs, id));
    }

    private static async Task<int> CountAsync(BlobContainerClient runs, string id)
    {
        var count = 0;
        await foreach (var blob in runs.GetBlobsAsync(prefix: $"{id}/"))
            count++;
        return count;
    }
}
