using Serverless.Core.Validation.Trials;
using Serverless.Infra.State;
using Serverless.Testing;

namespace Serverless.Infra.Tests.State;

public sealed class TrialTableTests(AzuriteFixture azurite)
{
    private static readonly Trial Trial = new("sma-cross-btcusdt-1", "cycle-1", 1.25, new WeeklyReturns(2800, [0.01f, -0.02f, float.Epsilon]));

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task List_ConfigurationTriedInTwoCycles_HasItOnceAsTriedLast()
    {
        var table = new TrialTable(await azurite.CreateTableAsync());
        var again = Trial with { CycleId = "cycle-2", Sharpe = 0.5, Returns = new WeeklyReturns(2801, [.. Enumerable.Repeat(0.001f, 400)]) };
        foreach (var trial in new[] { Trial, Trial with { StrategyId = "other" }, again })
            await table.UpsertAsync("desk/1", trial, Cancellation);
        await table.UpsertAsync("another desk", Trial, Cancellation);

        var trials = await table.ListAsync("desk/1", Cancellation);

        Assert.Equal(["other", Trial.StrategyId], trials.Select(trial => trial.StrategyId));
        Assert.Equal((again.CycleId, again.Sharpe, again.Returns.FirstWeek), (trials[1].CycleId, trials[1].Sharpe, trials[1].Returns.FirstWeek));
        Assert.Equal(again.Returns.Values, trials[1].Returns.Values);
        Assert.Equal(Trial.Returns.Values, trials[0].Returns.Values);
    }
}
