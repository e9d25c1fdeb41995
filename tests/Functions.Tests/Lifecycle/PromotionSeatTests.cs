using Serverless.Core.Lifecycle;
using Serverless.Core.Randomness;
using Serverless.Functions.Orchestrations;
using Serverless.Testing;

namespace Serverless.Functions.Tests.Lifecycle;

/// <summary>Who holds a seat: the lowest gives way to a better newcomer, the last seat is given once, and no cent is lost.</summary>
public sealed class PromotionSeatTests(AzuriteFixture azurite) : DeskTests(azurite)
{
    // seed-000, US2, scenario 3: the same with one seat instead of thirty-five.
    [Fact]
    public async Task Cycle_NoSeatAndABetterNewcomer_DemotesTheLowestAndMovesTheCapital()
    {
        var storage = await CreateStorageAsync();
        var policy = new LifecyclePolicy { Seats = 1, StreakDays = 2, PaperStreakDays = 1, MinSeatDays = 0, DisplacementMargin = 0.02 };
        await using var desk = await Desk.StartAsync(storage, Time, policy);
        var (incumbent, newcomer) = (storage.Configurations[1], storage.Configurations[0]);
        await GoLiveAsync(desk, incumbent.Id, capital: 500_000m);

        for (var day = 1; day <= 3; day++)
            await RunDayAsync(desk, storage, day, storage.Configurations);

        Assert.Equal((LifecycleStage.Paper, 0m), ((await desk.DeploymentAsync(incumbent.Id)).Stage, (await desk.DeploymentAsync(incumbent.Id)).Capital));
        Assert.Equal(LifecycleStage.Live, (await desk.DeploymentAsync(newcomer.Id)).Stage);
        var ledger = await desk.LedgerAsync();
        Assert.Equal([newcomer.Id], ledger.Holdings.Keys);
        Assert.Equal(1_000_000m, ledger.Free + ledger.Holdings[newcomer.Id].Amount);
        var trail = await storage.ReadTrailAsync(Limit);
        var order = trail.Where(entry => entry.Action is "deployment.displaced" || (entry.Action == "deployment.promoted" && entry.Details["stage"] == "Live")).Select(entry => entry.Action);
        Assert.Equal(["deployment.promoted", "deployment.displaced", "deployment.promoted"], order);
    }

    // Between the plan and its steps a person pauses the newcomer.
    [Fact]
    public async Task Cycle_NewcomerIsPausedAfterThePlan_NobodyLosesASeatForIt()
    {
        var storage = await CreateStorageAsync();
        var policy = new LifecyclePolicy { Seats = 1, StreakDays = 2, PaperStreakDays = 1, MinSeatDays = 0, DisplacementMargin = 0.02 };
        var (incumbent, newcomer) = (storage.Configurations[1], storage.Configurations[0]);
        Desk? running = null;
        var paused = 0;
        await using var desk = running = await Desk.StartAsync(storage, Time, policy, planned: async plan =>
        {
            if (!plan.Requests.Any(request => request.Trigger == LifecycleTrigger.Displace))
                return;
            paused++;
            Assert.True((await running!.ApplyAsync(Request(newcomer.Id, "pause") with { Trigger = LifecycleTrigger.Pause })).IsDone);
        });
        await GoLiveAsync(desk, incumbent.Id, capital: 500_000m);

        for (var day = 1; day <= 3; day++)
            await RunDayAsync(desk, storage, day, storage.Configurations, refused: day == 3 ? 2 : 0);

        Assert.Equal((1, LifecycleStage.Live, LifecycleStage.Paper), (paused, (await desk.DeploymentAsync(incumbent.Id)).Stage, (await desk.DeploymentAsync(newcomer.Id)).Stage));
        Assert.Equal([incumbent.Id], (await desk.LedgerAsync()).Holdings.Keys);
        var trail = await storage.ReadTrailAsync(Limit);
        Assert.DoesNotContain(trail, entry => entry.Action == "deployment.displaced");
        Assert.Contains(trail, entry => entry.Action == "deployment.refused" && entry.Subject == newcomer.Id);
    }

    // One seat, two promotions at the same time, by the real engine: once here, then eight for three.
    [Theory]
    [InlineData(2, 1)]
    [InlineData(8, 3)]
    public async Task Apply_PromotionsAtOnceForTheLastSeats_NeverOverbook(int promotions, int seats)
    {
        var storage = await CreateStorageAsync();
        await using var desk = await Desk.StartAsync(storage, Time, new LifecyclePolicy { Seats = seats });
        await OpenLedgerAsync(desk, storage);
        var ids = storage.Configurations.Take(promotions).Select(one => one.Id).ToList();
        foreach (var id in ids)
            await GoOnPaperAsync(desk, id);

        await Task.WhenAll(ids.Select(id => desk.ScheduleAsync(Request(id, "live", 1_000m))));
        var outcomes = await Task.WhenAll(ids.Select(id => desk.OutcomeAsync<TransitionOutcome>(ApplyTransition.InstanceIdOf($"{id}/live"))));

        Assert.Equal(seats, outcomes.Count(outcome => outcome.IsDone));
        Assert.All(outcomes.Where(outcome => !outcome.IsDone), outcome => Assert.Equal((TransitionRefusal.NoSeat, LifecycleStage.Paper), (outcome.Refusal!.Value, outcome.Deployment.Stage)));
        var ledger = await desk.LedgerAsync();
        Assert.Equal(seats, ledger.Holdings.Count);
        Assert.Equal(1_000_000m - (seats * 1_000m), ledger.Free);
        var trail = await storage.ReadTrailAsync(Limit);
        Assert.Equal(promotions - seats, trail.Count(entry => entry.Action == "deployment.refused"));
    }

    // Five strategies, two seats, five requests at once, whatever they are.
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Apply_AnyRequestsAtOnce_SeatsAreThoseOfTheLiveAndNoCentIsLost(int seed)
    {
        var storage = await CreateStorageAsync();
        await using var desk = await Desk.StartAsync(storage, Time, new LifecyclePolicy { Seats = 2 });
        await OpenLedgerAsync(desk, storage);
        var random = new SeededRandom(seed);
        LifecycleTrigger[] triggers =
        [
            LifecycleTrigger.Demote, LifecycleTrigger.Displace, LifecycleTrigger.RollBack, LifecycleTrigger.Deactivate, LifecycleTrigger.Reinstate,
            LifecycleTrigger.Pause, LifecycleTrigger.Resume, LifecycleTrigger.HalveSize,
        ];
        var (profit, wereLive) = (0m, 0);
        for (var round = 0; round < 12; round++)
        {
            var requests = new[] { "a", "b", "c", "d", "e" }.Select(name => Request($"sma-cross-{name}", $"{round}", 1_000m + (random.NextInt(100_000) / 100m)) with
            {
                Trigger = random.NextInt(10) < 7 ? LifecycleTrigger.Promote : triggers[random.NextInt(triggers.Length)],
                Value = random.NextInt(2) == 0 ? null : random.NextInt(200_000) / 100m,
            }).ToList();
            var before = (await desk.LedgerAsync()).Holdings;
            await Task.WhenAll(requests.Select(desk.ScheduleAsync));
            var outcomes = await Task.WhenAll(requests.Select(request => desk.OutcomeAsync<TransitionOutcome>(ApplyTransition.InstanceIdOf(request.OperationId))));

            var ledger = await desk.LedgerAsync();
            var live = outcomes.Select(outcome => outcome.Deployment).Where(deployment => deployment.Stage == LifecycleStage.Live).ToDictionary(deployment => deployment.StrategyId, deployment => deployment.Capital);
            profit += requests.Zip(outcomes).Where(pair => pair.Second.GivesSeat).Sum(pair => pair.First.Value is { } value ? value - before[pair.First.StrategyId].Amount : 0);
            Assert.Equal(live.OrderBy(pair => pair.Key, StringComparer.Ordinal), ledger.Holdings.Select(pair => KeyValuePair.Create(pair.Key, pair.Value.Amount)));
            Assert.All(ledger.Holdings.Values, holding => Assert.True(holding.Committed));
            Assert.Equal((profit, 1_000_000m + profit), (ledger.Profit, ledger.Free + live.Values.Sum()));
            Assert.InRange(live.Count, 0, 2);
            wereLive += live.Count;
        }

        Assert.NotEqual(0, wereLive);
    }
}
