using Serverless.Core.Lifecycle;
using Serverless.Functions.Activities;
using Serverless.Functions.Orchestrations;
using Serverless.Testing;

namespace Serverless.Functions.Tests.Lifecycle;

/// <summary>A host that ends, by itself or by kill -9, goes on where it was.</summary>
public sealed class LifecycleCrashTests(AzuriteFixture azurite) : DeskTests(azurite)
{
    // The journal as it lies on the disk when the entry is committed and nothing has followed: what kill -9 leaves.
    [Fact]
    public async Task Apply_KilledBetweenEntryAndEffect_GoesOnAndRepeatsNothing()
    {
        var storage = await CreateStorageAsync();
        var (folder, copy) = (Directory.CreateTempSubdirectory("desk-"), Directory.CreateTempSubdirectory("desk-killed-"));
        var (recorded, never) = (new TaskCompletionSource(), new TaskCompletionSource());
        var trail = storage.NewTrail();
        var killed = await Desk.StartAsync(storage, Time, new LifecyclePolicy(), folder.FullName, async input =>
        {
            await new RecordTransition(trail).RunAsync(input, Limit);
            if (!input.Request.OperationId.EndsWith("/live", StringComparison.Ordinal))
                return;
            recorded.SetResult();
            await never.Task.WaitAsync(Limit);
        });
        await OpenLedgerAsync(killed, storage);
        await GoOnPaperAsync(killed, "sma-cross-a");
        await killed.ScheduleAsync(Request("sma-cross-a", "live", 1_000m));
        await recorded.Task.WaitAsync(Limit);
        Copy(folder, copy);
        Assert.Equal(LifecycleStage.Paper, (await killed.DeploymentAsync("sma-cross-a")).Stage);
        Assert.False((await killed.LedgerAsync()).Holdings["sma-cross-a"].Committed);

        await using (var restarted = await Desk.StartAsync(storage, Time, new LifecyclePolicy(), copy.FullName))
        {
            var outcome = await restarted.OutcomeAsync<TransitionOutcome>(ApplyTransition.InstanceIdOf("sma-cross-a/live"));

            Assert.True(outcome.IsDone);
            Assert.Equal(outcome.Deployment.ETag, (await restarted.DeploymentAsync("sma-cross-a")).ETag);
            var ledger = await restarted.LedgerAsync();
            Assert.Equal((999_000m, new LedgerHolding(1_000m, Committed: true)), (ledger.Free, ledger.Holdings["sma-cross-a"]));
        }

        Assert.Single(await storage.ReadTrailAsync(Limit), entry => entry.Details["stage"] == "Live");
        never.SetCanceled(Limit);
        await killed.DisposeAsync();
        folder.Delete(recursive: true);
        copy.Delete(recursive: true);
    }

    // The emergency stop of everything, killed when the entry of one strategy is committed and it is still live.
    [Fact]
    public async Task Deactivate_AllKilledBetweenEntryAndEffect_StopsEveryOneOnceAndReturnsAllCapital()
    {
        var storage = await CreateStorageAsync();
        var (folder, copy) = (Directory.CreateTempSubdirectory("desk-"), Directory.CreateTempSubdirectory("desk-killed-"));
        var (recorded, never) = (new TaskCompletionSource(), new TaskCompletionSource());
        var trail = storage.NewTrail();
        string[] ids = ["sma-cross-a", "sma-cross-b", "sma-cross-c"];
        var order = new DeactivateStrategies.Input("deactivation-1", Everything, ids, new TransitionAuthor("Ada", "Operator"), "The exchange is down.", Time.GetUtcNow());
        var killed = await Desk.StartAsync(storage, Time, new LifecyclePolicy(), folder.FullName, async input =>
        {
            await new RecordTransition(trail).RunAsync(input, Limit);
            if (input.Request is not { Trigger: LifecycleTrigger.Deactivate, StrategyId: "sma-cross-b" })
                return;
            recorded.TrySetResult();
            await never.Task.WaitAsync(Limit);
        });
        foreach (var id in ids)
            await GoLiveAsync(killed, id, 2_000m);
        await killed.ScheduleAsync(order);
        await recorded.Task.WaitAsync(Limit);
        Copy(folder, copy);
        Assert.Equal(LifecycleStage.Live, (await killed.DeploymentAsync("sma-cross-b")).Stage);

        await using (var restarted = await Desk.StartAsync(storage, Time, new LifecyclePolicy(), copy.FullName))
        {
            var outcomes = await restarted.OutcomeAsync<IReadOnlyList<DeactivationOutcome>>(order.OperationId);

            Assert.Equal(ids.Select(id => new DeactivationOutcome(id, Done: true, null)), outcomes);
            foreach (var id in ids)
                Assert.Equal(LifecycleStage.Retired, (await restarted.DeploymentAsync(id)).Stage);
            Assert.Equal((1_000_000m, 0), ((await restarted.LedgerAsync()).Free, (await restarted.LedgerAsync()).Holdings.Count));
        }

        Assert.Equal(ids, (await storage.ReadTrailAsync(Limit)).Where(entry => entry.Action == "deployment.deactivated").Select(entry => entry.Subject).Order(StringComparer.Ordinal));
        never.SetCanceled(Limit);
        await killed.DisposeAsync();
        folder.Delete(recursive: true);
        copy.Delete(recursive: true);
    }

    [Fact]
    public async Task Entities_AfterARestart_AreAsBefore()
    {
        var storage = await CreateStorageAsync();
        var folder = Directory.CreateTempSubdirectory("desk-");
        string etag;
        await using (var desk = await Desk.StartAsync(storage, Time, new LifecyclePolicy(), folder.FullName))
        {
            await RunDayAsync(desk, storage, 1, storage.Configurations);
            await GoLiveAsync(desk, "sma-cross-a", 2_000m);
            etag = (await desk.DeploymentAsync("sma-cross-a")).ETag;
        }

        await using (var desk = await Desk.StartAsync(storage, Time, new LifecyclePolicy(), folder.FullName))
        {
            Assert.Equal(etag, (await desk.DeploymentAsync("sma-cross-a")).ETag);
            Assert.Equal(2_000m, (await desk.LedgerAsync()).Holdings["sma-cross-a"].Amount);
            await RunDayAsync(desk, storage, 2, storage.Configurations);
            Assert.Equal(2, (await storage.Deployments.FindAsync(storage.Configurations[0].Id, Limit))!.Standing!.StreakDays);
        }

        folder.Delete(recursive: true);
    }
}
