using Serverless.Core.Lifecycle;
using Serverless.Functions.Activities;
using Serverless.Functions.Orchestrations;
using Serverless.Testing;

namespace Serverless.Functions.Tests.Lifecycle;

/// <summary>The emergency stop of a group while others are on their way.</summary>
public sealed class DeactivationTests(AzuriteFixture azurite) : DeskTests(azurite)
{
    // Ordered while another is on its way to live: it is not in the list, and does not stay.
    [Fact]
    public async Task Deactivate_PromotionUnderWay_StopsWhatHasGoneLiveMeanwhileToo()
    {
        var storage = await CreateStorageAsync();
        var (promoting, goOn) = (new TaskCompletionSource(), new TaskCompletionSource());
        var trail = storage.NewTrail();
        await using var desk = await Desk.StartAsync(storage, Time, new LifecyclePolicy(), record: async input =>
        {
            await new RecordTransition(trail).RunAsync(input, Limit);
            if (input.Request.OperationId != "sma-cross-b/live")
                return;
            promoting.TrySetResult();
            await goOn.Task.WaitAsync(Limit);
        });
        await GoLiveAsync(desk, "sma-cross-a", 2_000m);
        await GoOnPaperAsync(desk, "sma-cross-b");
        await GoOnPaperAsync(desk, "sma-cross-c");
        await desk.ScheduleAsync(Request("sma-cross-b", "live", 1_000m));
        await promoting.Task.WaitAsync(Limit);

        var group = Everything with { Stage = LifecycleStage.Live };
        await desk.ScheduleAsync(new DeactivateStrategies.Input("deactivation-1", group, ["sma-cross-a"], new TransitionAuthor("Ada", "Operator"), "A drill.", Time.GetUtcNow()));
        goOn.SetResult();
        var outcomes = await desk.OutcomeAsync<IReadOnlyList<DeactivationOutcome>>("deactivation-1");

        Assert.Equal(["sma-cross-a", "sma-cross-b"], outcomes.Select(outcome => outcome.StrategyId));
        Assert.All(outcomes, outcome => Assert.True(outcome.Done, outcome.Message));
        Assert.Equal(LifecycleStage.Paper, (await desk.DeploymentAsync("sma-cross-c")).Stage); // not of the group
        Assert.Equal((1_000_000m, 0), ((await desk.LedgerAsync()).Free, (await desk.LedgerAsync()).Holdings.Count));
    }
}
