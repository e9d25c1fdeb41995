using System.Text;
using Azure.Storage.Blobs;
using Serverless.Infra.State;

namespace Serverless.EndToEnd;

/// <summary>kill -9 on the host in the middle of a search.</summary>
public sealed class OptimizationCrashTests
{
    private const int Kills = 3;
    private const int Trials = 150;

    [Fact]
    public async Task Kill_AtThreeRandomMoments_EndsInTheResultOfAnUndisturbedSearch()
    {
        await using var platform = await Platform.StartAsync(SyntheticPlatform.SeedAsync);
        var request = new { template = "rsi-reversion", symbol = "SYNAUSD", method = "Evolutionary", seed = 9, trials = Trials, batchSize = 5 };
        var undisturbed = await platform.StartAsync(request);
        await platform.WaitForEndOfAsync(undisturbed);

        var id = await platform.StartAsync(request);
        var random = new Random(1);
        foreach (var moment in Enumerable.Range(0, Kills).Select(_ => random.Next(Trials)).Order())
        {
            await platform.WaitForAsync(id, status => Optimizations.TrialsDone(status) >= moment);
            await platform.KillAndRestartHostAsync();
        }

        var end = await platform.WaitForEndOfAsync(id);

        Assert.Equal(("Completed", Trials), (end.GetProperty("status").GetString(), Optimizations.TrialsDone(end)));
        Assert.Equal(Encoding.UTF8.GetString(await platform.GetResultAsync(undisturbed)), Encoding.UTF8.GetString(await platform.GetResultAsync(id)));
        Assert.True((await AuditTrail.VerifyAsync(platform.ConnectionString)).IsIntact);
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
