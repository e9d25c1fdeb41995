using System.Text;
using Azure.Storage.Blobs;
using Serverless.Infra.State;

namespace Serverless.EndToEnd;

/// <summary>kill -9 on the host in the middle of a cycle.</summary>
public sealed class CrashTests
{
    private const int Kills = 3;

    // Each case draws other moments; a failure names its seed, which repeats them as closely as a race can be repeated.
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Kill_AtThreeRandomMoments_EndsInTheScorecardOfAnUndisturbedCycle(int momentsSeed)
    {
        await using var undisturbed = await Platform.StartAsync(SyntheticPlatform.SeedAsync);
        var expectedCycle = await undisturbed.StartCycleAsync();
        var end = await undisturbed.WaitForEndAsync(expectedCycle);
        var windows = end.GetProperty("windows").GetProperty("total").GetInt32();
        var expected = await undisturbed.GetScorecardAsync(expectedCycle);

        await using var killed = await Platform.StartAsync(SyntheticPlatform.SeedAsync);
        var cycleId = await killed.StartCycleAsync();
        var random = new Random(momentsSeed);
        foreach (var moment in Enumerable.Range(0, Kills).Select(_ => random.Next(windows)).Order())
        {
            await killed.WaitForCycleAsync(cycleId, status =>
                status.GetProperty("windows").GetProperty("done").GetInt32() >= moment || status.GetProperty("status").GetString() == "Completed");
            await killed.KillAndRestartHostAsync();
        }

        await killed.WaitForEndAsync(cycleId);
        Assert.Equal(Encoding.UTF8.GetString(expected), Encoding.UTF8.GetString(await killed.GetScorecardAsync(cycleId)));
        Assert.True((await AuditTrail.VerifyAsync(killed.ConnectionString)).IsIntact);
        await AssertStoredOnceAsync(killed, cycleId);
    }

    private static async Task AssertStoredOnceAsync(Platform platform, string cycleId)
    {
        var entries = await AuditTrail.ReadAsync(platform.ConnectionString);
        Assert.Equal(entries.Count, entries.Select(entry => entry.Event.EventId).Distinct().Count());
        Assert.Equal(60, entries.Count(entry => entry.Event.Action == "strategy.evaluated"));
        var runs = new BlobServiceClient(platform.ConnectionString).GetBlobContainerClient(RunStore.ContainerName);
        var results = 0;
        await foreach (var blob in runs.GetBlobsAsync(prefix: $"{cycleId}/"))
            results += blob.Name.EndsWith("/result.json.gz", StringComparison.Ordinal) ? 1 : 0;
        Assert.Equal(60, results);
    }
}
