using Serverless.Core.Lifecycle;
using Serverless.Functions.Activities;
using Serverless.Testing;

namespace Serverless.Functions.Tests.Lifecycle;

/// <summary>Promotions on the engine, day by day in virtual time: the way up, the streak, and the way back.</summary>
public sealed class PromotionTests(AzuriteFixture azurite) : DeskTests(azurite)
{
    // seed-000, US2, scenario 1, and FR-005: two of twenty are the top 10 %.
    [Fact]
    public async Task Cycles_ThirtyDaysInTheTop_LeadFromResearchToLiveWithCapital()
    {
        var storage = await CreateStorageAsync();
        await using var desk = await Desk.StartAsync(storage, Time, new LifecyclePolicy());
        var stages = new List<(int Day, LifecycleStage Stage)>();
        var best = storage.Configurations[0];
        for (var day = 1; day <= 30; day++)
        {
            await RunDayAsync(desk, storage, day, storage.Configurations);
            var stage = (await desk.DeploymentAsync(best.Id)).Stage;
            if (stages.Count == 0 || stages[^1].Stage != stage)
                stages.Add((day, stage));
        }

        Assert.Equal([(1, LifecycleStage.Candidate), (7, LifecycleStage.Paper), (30, LifecycleStage.Live)], stages);
        var ledger = await desk.LedgerAsync();
        Assert.Equal(storage.Configurations.Take(2).Select(one => one.Id).Order(StringComparer.Ordinal), ledger.Holdings.Keys);
        Assert.All(ledger.Holdings.Values, holding => Assert.Equal((12_626.90m, true), (holding.Amount, holding.Committed)));
        Assert.Equal(1_000_000m, ledger.Free + ledger.Holdings.Values.Sum(holding => holding.Amount));

        var row = (await storage.Deployments.FindAsync(best.Id, Limit))!;
        Assert.Equal((LifecycleStage.Live, 12_626.90m, 30, 1), (row.Deployment.Stage, row.Deployment.Capital, row.Standing!.StreakDays, row.Standing.Rank!.Value));
        Assert.Equal((await desk.DeploymentAsync(best.Id)).ETag, row.ETag);
        Assert.True(row.Standing.IsLiveCandidate);

        var trail = await storage.ReadTrailAsync(Limit);
        Assert.Equal(trail.Count, trail.Select(entry => entry.EventId).Distinct().Count());
        Assert.Equal(30, trail.Count(entry => entry.Action == "promotion.decided"));
        var promoted = trail.Where(entry => entry.Action == "deployment.promoted" && entry.Subject == best.Id).ToList();
        Assert.Equal(["Candidate", "Paper", "Live"], promoted.Select(entry => entry.Details["stage"]));
        Assert.Equal("30 of 30", promoted[^1].Details["gate.top-streak"]);
        Assert.Equal(row.ETag, promoted[^1].AfterHash);
        Assert.Equal(promoted[0].AfterHash, promoted[1].BeforeHash);
    }

    [Fact]
    public async Task Cycle_CandidateOutOfTheTopForAWeek_GoesBackToResearch()
    {
        var storage = await CreateStorageAsync();
        await using var desk = await Desk.StartAsync(storage, Time, new LifecyclePolicy());
        await RunDayAsync(desk, storage, 1, storage.Configurations);
        var worst = storage.Configurations.Reverse().ToList();

        for (var day = 2; day <= 8; day++)
            await RunDayAsync(desk, storage, day, worst);

        Assert.Equal(LifecycleStage.Research, (await desk.DeploymentAsync(storage.Configurations[0].Id)).Stage);
        Assert.Contains(await storage.ReadTrailAsync(Limit), entry => entry.Action == "deployment.lapsed" && entry.Subject == storage.Configurations[0].Id);
    }

    [Theory]
    [InlineData(LifecycleTrigger.RollBack, LifecycleStage.Candidate)]
    [InlineData(LifecycleTrigger.Demote, LifecycleStage.Paper)]
    public async Task Cycle_AfterADemotion_CountsTheStreakAnew(LifecycleTrigger trigger, LifecycleStage next)
    {
        var storage = await CreateStorageAsync();
        await using var desk = await Desk.StartAsync(storage, Time, new LifecyclePolicy { StreakDays = 3, PaperStreakDays = 2 });
        var id = storage.Configurations[0].Id;
        for (var day = 1; day <= 3; day++)
            await RunDayAsync(desk, storage, day, storage.Configurations);
        Assert.Equal(LifecycleStage.Live, (await desk.DeploymentAsync(id)).Stage);

        await desk.ApplyAsync(Request(id, "down") with { Trigger = trigger, Reason = "It lags the benchmark by 16 %.", Value = 10_000m });
        await RunDayAsync(desk, storage, 4, storage.Configurations);

        Assert.Equal((next, 1), ((await desk.DeploymentAsync(id)).Stage, (await storage.Deployments.FindAsync(id, Limit))!.Standing!.StreakDays));
        var ledger = await desk.LedgerAsync();
        Assert.Equal((false, -2_626.90m), (ledger.Holdings.ContainsKey(id), ledger.Profit));
    }

    [Fact]
    public async Task ListTracked_AfterACycle_AreThoseWhoseStreakRuns()
    {
        var storage = await CreateStorageAsync();
        await using var desk = await Desk.StartAsync(storage, Time, new LifecyclePolicy());
        await RunDayAsync(desk, storage, 1, storage.Configurations);

        var tracked = await new ListTracked(storage.Deployments, storage.Strategies, storage.Seal).RunAsync([storage.Symbol], Limit);
        var elsewhere = await new ListTracked(storage.Deployments, storage.Strategies, storage.Seal).RunAsync(["OTHER"], Limit);

        Assert.Equal(storage.Configurations.Take(2).OrderBy(one => one.Id, StringComparer.Ordinal), await storage.Seal.OpenAsync(tracked, Limit));
        Assert.Empty(elsewhere);
    }
}
