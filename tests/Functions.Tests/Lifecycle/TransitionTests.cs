using Serverless.Core.Lifecycle;
using Serverless.Core.Lifecycle.Monitoring;
using Serverless.Functions.Activities;
using Serverless.Functions.Orchestrations;
using Serverless.Testing;

namespace Serverless.Functions.Tests.Lifecycle;

/// <summary>A transition takes effect once, with its entry, and gives back what it should.</summary>
public sealed class TransitionTests(AzuriteFixture azurite) : DeskTests(azurite)
{
    [Fact]
    public async Task Apply_SameOperationTwice_TakesEffectOnce()
    {
        var storage = await CreateStorageAsync();
        await using var desk = await Desk.StartAsync(storage, Time, new LifecyclePolicy());
        await GoOnPaperAsync(desk, "sma-cross-a");

        // Under another instance, as after the first was purged.
        var again = Request("sma-cross-a", "paper") with { OperationId = "sma-cross-a/paper" };
        var id = await desk.Client.ScheduleNewOrchestrationInstanceAsync(nameof(ApplyTransition), again, Limit);
        var outcome = await desk.OutcomeAsync<TransitionOutcome>(id);

        Assert.Equal((true, null, LifecycleStage.Paper), (outcome.IsDone, outcome.Change, outcome.Deployment.Stage));
        Assert.Equal(2, (await storage.ReadTrailAsync(Limit)).Count);
    }

    // Its deployment no longer remembers the operation, and the trail does.
    [Fact]
    public async Task Apply_OperationOfLongAgo_IsRefusedAndHasOneEntry()
    {
        var storage = await CreateStorageAsync();
        await using var desk = await Desk.StartAsync(storage, Time, new LifecyclePolicy());
        await GoOnPaperAsync(desk, "sma-cross-a");
        for (var hour = 0; hour < 40; hour++)
            Assert.True((await desk.ApplyAsync(Feed(hour))).IsDone);

        var id = await desk.Client.ScheduleNewOrchestrationInstanceAsync(nameof(ApplyTransition), Feed(0), Limit);
        var outcome = await desk.OutcomeAsync<TransitionOutcome>(id);

        Assert.Equal((TransitionRefusal.Changed, false), (outcome.Refusal, (await desk.DeploymentAsync("sma-cross-a")).Standing.Paused));
        Assert.Equal(42, (await storage.ReadTrailAsync(Limit)).Count);

        TransitionRequest Feed(int hour) => Request("sma-cross-a", $"feed-{hour}") with
        {
            Trigger = hour % 2 == 0 ? LifecycleTrigger.Pause : LifecycleTrigger.Resume,
            Author = TransitionAuthor.Rule("stale-feed"),
            RequestedAt = Time.GetUtcNow().AddHours(hour + 1),
        };
    }

    [Fact]
    public async Task Apply_TrailThatRefuses_ChangesNothingAndGivesTheSeatBack()
    {
        var storage = await CreateStorageAsync();
        var refuses = false;
        var trail = storage.NewTrail();
        await using var desk = await Desk.StartAsync(storage, Time, new LifecyclePolicy(), record: input =>
            refuses ? throw new InvalidOperationException("The trail is full.") : new RecordTransition(trail).RunAsync(input, Limit));
        await OpenLedgerAsync(desk, storage);
        await GoOnPaperAsync(desk, "sma-cross-a");
        refuses = true;

        await desk.ScheduleAsync(Request("sma-cross-a", "live", 1_000m));
        var ended = await desk.Client.WaitForInstanceCompletionAsync(ApplyTransition.InstanceIdOf("sma-cross-a/live"), getInputsAndOutputs: true, Limit);

        Assert.Contains("The trail is full.", ended.FailureDetails!.ErrorMessage, StringComparison.Ordinal);
        Assert.Equal(LifecycleStage.Paper, (await desk.DeploymentAsync("sma-cross-a")).Stage);
        var ledger = await desk.LedgerAsync();
        Assert.Equal((1_000_000m, 0), (ledger.Free, ledger.Holdings.Count));
        Assert.DoesNotContain(await storage.ReadTrailAsync(Limit), entry => entry.EventId.EndsWith("/live", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(0, "1699.75")]
    [InlineData(-1, null)] // before it was live
    public async Task Apply_DemotedWithoutAValue_GivesBackWhatTheLastLookSays(int hours, string? returned)
    {
        var storage = await CreateStorageAsync();
        await using var desk = await Desk.StartAsync(storage, Time, new LifecyclePolicy());
        await GoLiveAsync(desk, "sma-cross-a", 2_000m);
        await storage.Health.UpsertAsync(Look("sma-cross-a", profit: -300.25m) with { At = Time.GetUtcNow().AddHours(hours) }, Limit);

        Assert.True((await desk.ApplyAsync(Request("sma-cross-a", "demote") with { Trigger = LifecycleTrigger.Demote })).IsDone);

        var ledger = await desk.LedgerAsync();
        var profit = returned is null ? 0 : -300.25m;
        Assert.Equal((1_000_000m + profit, profit), (ledger.Free, ledger.Profit));
        var entry = Assert.Single(await storage.ReadTrailAsync(Limit), entry => entry.Action == "deployment.demoted");
        Assert.Equal(returned, entry.Details.FirstOrDefault(pair => pair.Key == "returned").Value);
    }
}
