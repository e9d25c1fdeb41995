using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text.Json;

namespace Serverless.EndToEnd;

/// <summary>
/// The host is killed with a cycle and a search under way, and started again as a supervisor would: it must answer, go on and end within five minutes (seed-000, reliability).
/// The output says how long each took; docs/operations.md quotes a run.
/// </summary>
public sealed class RecoveryDrillTests(ITestOutputHelper output)
{
    private static readonly TimeSpan Objective = TimeSpan.FromMinutes(5);

    [Fact]
    public async Task Drill_KilledWithWorkUnderWay_AnswersGoesOnAndEndsWithinFiveMinutes()
    {
        await using var platform = await Platform.StartAsync(SyntheticPlatform.SeedAsync);
        var search = await platform.StartAsync(new { template = "sma-cross", symbol = "SYNAUSD", method = "Random", seed = 3, trials = 4000, batchSize = 5 });
        var cycle = await platform.StartCycleAsync();
        await platform.WaitForCycleAsync(cycle, status => WindowsDone(status) > 0);
        var trials = Optimizations.TrialsDone(await platform.WaitForAsync(search, status => Optimizations.TrialsDone(status) > 0));

        using var deadline = new CancellationTokenSource(Objective);
        var watch = Stopwatch.StartNew();
        await platform.KillAndRestartHostAsync().WaitAsync(deadline.Token);
        Write("the host, killed and started again, listens", watch);
        using (var ready = await platform.Http.GetAsync("health/ready", deadline.Token))
            Assert.Equal(HttpStatusCode.OK, ready.StatusCode);
        Write("health/ready says 200", watch);
        await platform.WaitForAsync(search, status => Optimizations.TrialsDone(status) > trials).WaitAsync(deadline.Token);
        Write("the search has tried more than before", watch);
        await platform.WaitForEndAsync(cycle).WaitAsync(deadline.Token);
        Write("the cycle has ended", watch);
        using (var stopped = await platform.Http.PostAsync($"api/v1/optimizations/{search}/terminate", content: null, deadline.Token))
            Assert.True(stopped.StatusCode is HttpStatusCode.Accepted or HttpStatusCode.Conflict);
        Assert.True((await AuditTrail.VerifyAsync(platform.ConnectionString)).IsIntact);
        var entries = await AuditTrail.ReadAsync(platform.ConnectionString);
        Assert.Equal(60, entries.Count(entry => entry.Event.Action == "strategy.evaluated"));
    }

    private static int WindowsDone(JsonElement status) => status.GetProperty("windows").GetProperty("done").GetInt32();

    private void Write(string what, Stopwatch watch) => output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{what}: {watch.Elapsed.TotalSeconds:0.0} s"));
}
