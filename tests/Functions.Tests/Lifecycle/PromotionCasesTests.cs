using Serverless.Core.Lifecycle;
using Serverless.Core.Lifecycle.Monitoring;
using Serverless.Core.MarketData;
using Serverless.Core.Time;
using Serverless.Functions.Activities;
using Serverless.Functions.Hosting;
using Serverless.Functions.Orchestrations;
using Serverless.Testing;

namespace Serverless.Functions.Tests.Lifecycle;

public sealed class PromotionCasesTests(AzuriteFixture azurite)
{
    private static CancellationToken Limit => new CancellationTokenSource(TimeSpan.FromSeconds(60)).Token;

    // In a replay the store holds bars of years to come.
    [Fact]
    public async Task Load_BarsThatCloseLater_AreNotThePresentRegime()
    {
        var storage = await DeskStorage.CreateAsync(azurite.ConnectionString, Limit);
        var bars = await storage.Market.LoadAsync(storage.Datasets[0], Limit);
        var regimes = DailyRegimes.Of(bars, Market.Crypto);
        var (day, regime) = regimes.Last(one => one.Regime != regimes[^1].Regime);
        var now = new DateTimeOffset(DateTime.UnixEpoch.AddDays(day + 1), TimeSpan.Zero).AddMinutes(30);
        await storage.PublishAsync("cycle-1", storage.Configurations, now, Limit);

        var roster = new Roster(new LifecyclePolicy(), [new RosterEntry(new Deployment { StrategyId = storage.Configurations[0].Id }, true, null)]);
        var cases = new PromotionCases(storage.Scorecards, storage.Strategies, storage.Runs, storage.Market, storage.Health, storage.Forward(), storage.Benchmark, new MonitoringLimits());
        var found = await cases.LoadAsync(
            new PlanPromotions.Input(new CycleReference("cycle-1", "test", "hash"), storage.Datasets, roster, new CapitalLedgerState(), new LifecycleLimits(), now), Limit);

        Assert.Equal((regime, false), (found[0].Regime!.Present, found[0].Regime!.Stale));
    }

    [Fact]
    public async Task Load_OnPaperOrLive_HasWhatItWouldHaveReturnedOverTheLastDays()
    {
        var storage = await DeskStorage.CreateAsync(azurite.ConnectionString, Limit);
        var now = new DateTimeOffset(2026, 1, 1, 0, 30, 0, TimeSpan.Zero);
        await storage.PublishAsync("cycle-1", storage.Configurations, now, Limit);
        LifecycleStage[] stages = [LifecycleStage.Paper, LifecycleStage.Live, LifecycleStage.Candidate];
        var roster = new Roster(new LifecyclePolicy(), [.. stages.Select((stage, place) => new RosterEntry(
            new Deployment { StrategyId = storage.Configurations[place % 2].Id, Standing = new(stage), Since = now.AddDays(-2), Capital = 1 }, true, null))]);
        var cases = new PromotionCases(
            storage.Scorecards, storage.Strategies, storage.Runs, storage.Market, storage.Health, storage.Forward(new EvaluationOptions { TrainDays = 120, TestDays = 60 }), storage.Benchmark, new MonitoringLimits());

        var found = await cases.LoadAsync(
            new PlanPromotions.Input(new CycleReference("cycle-1", "test", "hash"), storage.Datasets, roster, new CapitalLedgerState(), new LifecycleLimits(), now), Limit);

        Assert.All(found.Take(2), one => Assert.InRange(one.Recent!.Days.Length, 85, 92));
        Assert.All(found.Take(2), one => Assert.Equal(20_453, one.Recent!.Days[^1])); // the last day of 2025
        Assert.Null(found[2].Recent);
    }

    [Fact]
    public async Task Load_LiveStrategy_IsWorthWhatTheLastLookSinceItIsLiveSays()
    {
        var storage = await DeskStorage.CreateAsync(azurite.ConnectionString, Limit);
        var now = new DateTimeOffset(2026, 1, 1, 0, 30, 0, TimeSpan.Zero);
        await storage.PublishAsync("cycle-1", storage.Configurations, now.AddDays(-3), Limit);
        var (looked, unseen) = (storage.Configurations[0].Id, storage.Configurations[1].Id);
        var look = Assert.Single(await storage.Health.ListAsync(looked, 1, Limit));
        await storage.Health.UpsertAsync(look with { At = now.AddMinutes(-10), Capital = 10_000m, Profit = -1_234.56m }, Limit);

        var deployments = new[] { looked, unseen }.Select(id => new Deployment { StrategyId = id, Standing = new(LifecycleStage.Live), Since = now.AddDays(-2), Capital = 10_000m });
        var roster = new Roster(new LifecyclePolicy(), [.. deployments.Select(deployment => new RosterEntry(deployment, true, null))]);
        var cases = new PromotionCases(storage.Scorecards, storage.Strategies, storage.Runs, storage.Market, storage.Health, storage.Forward(), storage.Benchmark, new MonitoringLimits());
        var found = await cases.LoadAsync(
            new PlanPromotions.Input(new CycleReference("cycle-1", "test", "hash"), storage.Datasets, roster, new CapitalLedgerState(), new LifecycleLimits(), now), Limit);

        Assert.Equal([8_765.44m, null], found.Select(one => one.Value));
    }
}
