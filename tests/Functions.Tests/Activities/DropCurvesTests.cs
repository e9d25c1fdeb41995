using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Serverless.Core.Audit;
using Serverless.Core.Lifecycle;
using Serverless.Functions.Activities;
using Serverless.Functions.Hosting;
using Serverless.Functions.Orchestrations;
using Serverless.Infra.Audit;
using Serverless.Infra.Keys;
using Serverless.Infra.LocalStorage;
using Serverless.Infra.State;

namespace Serverless.Functions.Tests.Activities;

public sealed class DropCurvesTests : IAsyncLifetime
{
    private static readonly DateTimeOffset Now = new(2024, 3, 1, 0, 30, 0, TimeSpan.Zero);

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("serverless-drop-curves-");
    private readonly CancellationTokenSource limit = new(TimeSpan.FromMinutes(1));
    private LocalStorageAccount storage = null!;
    private AuditLog log = null!;

    private RunStore Runs => new(storage.Blobs.GetBlobContainerClient(RunStore.ContainerName), ContentProtection.None);

    private CycleTable Cycles => new(storage.Tables.GetTableClient(CycleTable.TableName));

    public async ValueTask InitializeAsync()
    {
        storage = LocalStorageAccount.Open(Path.Combine(folder.FullName, "storage.db"), TimeProvider.System);
        await StateStorage.CreateAsync(storage.Tables, storage.Blobs, limit.Token);
        log = BlobAuditLog.Open(storage.Blobs, storage.Tables);
        await AddCycleAsync("old", Now.AddDays(-9), promoted: "b");
        await AddCycleAsync("asked-again", Now.AddDays(-8), promoted: null);
        await AddCycleAsync("kept", Now.AddDays(-6), promoted: null);
    }

    public ValueTask DisposeAsync()
    {
        log.Dispose();
        storage.Dispose();
        folder.Delete(recursive: true);
        limit.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task Run_CyclesOlderThanKept_KeepsWhatAPromotionStandsOnAndWhatIsOfTheWholeCycle()
    {
        await RunAsync(keepDays: 7);
        await RunAsync(keepDays: 7);

        Assert.Equal(["old/b/daily.json.gz", "old/b/result.json.gz", "old/evidence.json", "old/promotions.json"], await Runs.ListAsync("old/", limit.Token));
        Assert.Equal(["asked-again/evidence.json"], await Runs.ListAsync("asked-again/", limit.Token));
        Assert.Equal(5, (await Runs.ListAsync("kept/", limit.Token)).Count);
        var entries = await new BlobTrail(storage.Blobs).Entries.ReadAllAsync(limit.Token).Select(stored => AuditEntryCodec.Decode(stored.Bytes.Span).Event).ToListAsync(limit.Token);
        Assert.Equal(["results.dropped asked-again", "results.dropped old"], entries.Select(entry => $"{entry.Action} {entry.Subject}").Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Run_NotAskedTo_KeepsAll()
    {
        await RunAsync(keepDays: 0);

        Assert.Equal(6 + 5 + 5, (await Runs.ListAsync("", limit.Token)).Count);
    }

    private Task RunAsync(int keepDays)
    {
        var options = new EvaluationOptions { KeepCurvesDays = keepDays };
        return new DropCurves(Runs, Cycles, new CycleTrail(log), Options.Create(options), NullLogger<DropCurves>.Instance)
            .RunAsync(new CycleInput("new", Now, "test", options.ToSettings()), limit.Token);
    }

    private async Task AddCycleAsync(string id, DateTimeOffset at, string? promoted)
    {
        await Cycles.UpsertAsync(new CycleRow(id, id, "Completed", at, at, 1, 60), limit.Token);
        foreach (var strategy in new[] { "a", "b" })
        {
            await Runs.PutJsonOnceAsync(RunBlobs.Result(id, strategy), strategy, limit.Token);
            await Runs.PutJsonOnceAsync(RunBlobs.Daily(id, strategy), strategy, limit.Token);
        }

        await Runs.PutJsonOnceAsync(RunBlobs.Evidence(id), id, limit.Token);
        if (promoted is not null)
            await Runs.PutJsonOnceAsync(RunBlobs.Promotions(id), new[] { Decision("a", LifecycleTrigger.Demote), Decision(promoted, LifecycleTrigger.Promote) }, limit.Token);
    }

    private static PromotionDecision Decision(string strategy, LifecycleTrigger trigger) => new(
        strategy, LifecycleStage.Paper, 1, 30, null, true, "decided", [
            new TransitionRequest
            {
                OperationId = $"test/{strategy}", StrategyId = strategy, Trigger = trigger, Author = TransitionAuthor.Rule("promotion"), Reason = "test", RequestedAt = Now,
            },
        ]);
}
