using Serverless.Core.Lifecycle;
using Serverless.Testing;

namespace Serverless.Functions.Tests.Lifecycle;

/// <summary>What raises the stakes is signed before it takes effect.</summary>
public sealed class SignedTransitionTests(AzuriteFixture azurite) : DeskTests(azurite)
{
    [Fact]
    public async Task Apply_GoesLive_IsSignedBeforeItTakesEffect()
    {
        var storage = await CreateStorageAsync();
        var keys = Directory.CreateTempSubdirectory("serverless-desk-keys-");
        await using var desk = await Desk.StartAsync(storage, Time, new LifecyclePolicy(), keys: keys.FullName);
        await OpenLedgerAsync(desk, storage);
        await GoOnPaperAsync(desk, "sma-cross-a");
        Assert.Empty(await storage.ReadCheckpointsAsync(Limit)); // nothing was at stake so far

        Assert.True((await desk.ApplyAsync(Request("sma-cross-a", "live", 1_000m))).IsDone);

        var actions = (await storage.ReadTrailAsync(Limit)).Select(entry => entry.Action).ToList();
        var decided = actions.IndexOf("transition.decided");
        Assert.Equal(["transition.decided", "deployment.promoted"], actions[decided..]);
        Assert.Equal([decided + 1], await storage.ReadCheckpointsAsync(Limit)); // the decision, and nothing that followed from it
        keys.Delete(recursive: true);
    }

    [Fact]
    public async Task Apply_KeyThatIsGone_RefusesWhatRaisesTheStakesAndHoldsUpNothingElse()
    {
        var storage = await CreateStorageAsync();
        var keys = Directory.CreateTempSubdirectory("serverless-desk-keys-");
        await using var desk = await Desk.StartAsync(storage, Time, new LifecyclePolicy(), keys: keys.FullName);
        await OpenLedgerAsync(desk, storage);
        await GoOnPaperAsync(desk, "sma-cross-a");
        await GoOnPaperAsync(desk, "sma-cross-b");
        await desk.ApplyAsync(Request("sma-cross-a", "live", 1_000m));
        var key = Assert.Single(keys.GetFiles("log-*.pem"));
        key.MoveTo(key.FullName + ".away");

        var refused = await desk.ApplyAsync(Request("sma-cross-b", "live", 1_000m));
        var demoted = await desk.ApplyAsync(Request("sma-cross-a", "down") with { Trigger = LifecycleTrigger.Demote });

        Assert.Equal((TransitionRefusal.NotSigned, LifecycleStage.Paper), (refused.Refusal, (await desk.DeploymentAsync("sma-cross-b")).Stage));
        Assert.Equal((true, LifecycleStage.Paper), (demoted.IsDone, demoted.Deployment.Stage));
        Assert.Equal((1_000_000m, 0), ((await desk.LedgerAsync()).Free, (await desk.LedgerAsync()).Holdings.Count));
        Assert.Equal(["transition.decided", "deployment.refused", "deployment.demoted"], (await storage.ReadTrailAsync(Limit)).Select(entry => entry.Action).TakeLast(3));
        keys.Delete(recursive: true);
    }
}
