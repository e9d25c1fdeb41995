using Serverless.Core.Lifecycle;
using Serverless.Core.Lifecycle.Monitoring;
using Serverless.Core.Randomness;
using Serverless.Core.Strategies;
using Serverless.Functions.Activities;
using Serverless.Functions.Orchestrations;
using Serverless.Testing;

namespace Serverless.Functions.Tests.Lifecycle;

/// <summary>Promotions on the engine, day by day in virtual time.</summary>
public sealed class PromotionTests(AzuriteFixture azurite)
{
    private readonly ManualTimeProvider time = new(new DateTimeOffset(2026, 1, 10, 1, 0, 0, TimeSpan.Zero));

    private static StrategyGroup Everything { get; } = new(null, null, null, null);

    private static CancellationToken Limit => new CancellationTokenSource(TimeSpan.FromSeconds(30)).Token;

    // seed-000, US2, scenario 1, and FR-005: two of twenty are the top 10 %.
    [Fact]
    public async Task Cycles_ThirtyDaysInTheTop_LeadFromResearchToLiveWithCapital()
    {
        var storage = await DeskStorage.CreateAsync(azurite.ConnectionString, Limit);
        await using var desk = await Desk.StartAsync(storage, time, new LifecyclePolicy());
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

    // seed-000, US2, scenario 3: the same with one seat instead of thirty-five.
    [Fact]
    public async Task Cycle_NoSeatAndABetterNewcomer_DemotesTheLowestAndMovesTheCapital()
    {
        var storage = await DeskStorage.CreateAsync(azurite.ConnectionString, Limit);
        var policy = new LifecyclePolicy { Seats = 1, StreakDays = 2, PaperStreakDays = 1, MinSeatDays = 0, DisplacementMargin = 0.02 };
        await using var desk = await Desk.StartAsync(storage, time, policy);
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
        var storage = await DeskStorage.CreateAsync(azurite.ConnectionString, Limit);
        var policy = new LifecyclePolicy { Seats = 1, StreakDays = 2, PaperStreakDays = 1, MinSeatDays = 0, DisplacementMargin = 0.02 };
        var (incumbent, newcomer) = (storage.Configurations[1], storage.Configurations[0]);
        Desk? running = null;
        var paused = 0;
        await using var desk = running = await Desk.StartAsync(storage, time, policy, planned: async plan =>
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

    [Fact]
    public async Task Cycle_CandidateOutOfTheTopForAWeek_GoesBackToResearch()
    {
        var storage = await DeskStorage.CreateAsync(azurite.ConnectionString, Limit);
        await using var desk = await Desk.StartAsync(storage, time, new LifecyclePolicy());
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
        var storage = await DeskStorage.CreateAsync(azurite.ConnectionString, Limit);
        await using var desk = await Desk.StartAsync(storage, time, new LifecyclePolicy { StreakDays = 3, PaperStreakDays = 2 });
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
        var storage = await DeskStorage.CreateAsync(azurite.ConnectionString, Limit);
        await using var desk = await Desk.StartAsync(storage, time, new LifecyclePolicy());
        await RunDayAsync(desk, storage, 1, storage.Configurations);

        var tracked = await new ListTracked(storage.Deployments, storage.Strategies, storage.Seal).RunAsync([storage.Symbol], Limit);
        var elsewhere = await new ListTracked(storage.Deployments, storage.Strategies, storage.Seal).RunAsync(["OTHER"], Limit);

        Assert.Equal(storage.Configurations.Take(2).OrderBy(one => one.Id, StringComparer.Ordinal), await storage.Seal.OpenAsync(tracked, Limit));
        Assert.Empty(elsewhere);
    }

    // One seat, two promotions at the same time, by the real engine: once here, then eight for three.
    [Theory]
    [InlineData(2, 1)]
    [InlineData(8, 3)]
    public async Task Apply_PromotionsAtOnceForTheLastSeats_NeverOverbook(int promotions, int seats)
    {
        var storage = await DeskStorage.CreateAsync(azurite.ConnectionString, Limit);
        await using var desk = await Desk.StartAsync(storage, time, new LifecyclePolicy { Seats = seats });
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
        var storage = await DeskStorage.CreateAsync(azurite.ConnectionString, Limit);
        await using var desk = await Desk.StartAsync(storage, time, new LifecyclePolicy { Seats = 2 });
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

    [Fact]
    public async Task Apply_SameOperationTwice_TakesEffectOnce()
    {
        var storage = await DeskStorage.CreateAsync(azurite.ConnectionString, Limit);
        await using var desk = await Desk.StartAsync(storage, time, new LifecyclePolicy());
        await GoOnPaperAsync(desk, "sma-cross-a");

        // Under another instance, as after the first was purged.
        var again = Request("sma-cross-a", "paper") with { OperationId = "sma-cross-a/paper" };
        var id = await desk.Client.ScheduleNewOrchestrationInstanceAsync(nameof(ApplyTransition), again, Limit);
        var outcome = await desk.OutcomeAsync<TransitionOutcome>(id);

        Assert.Equal((true, null, LifecycleStage.Paper), (outcome.IsDone, outcome.Change, outcome.Deployment.Stage));
        Assert.Equal(2, (await storage.ReadTrailAsync(Limit)).Count);
    }

    [Fact]
    public async Task Apply_TrailThatRefuses_ChangesNothingAndGivesTheSeatBack()
    {
        var storage = await DeskStorage.CreateAsync(azurite.ConnectionString, Limit);
        var refuses = false;
        var trail = storage.NewTrail();
        await using var desk = await Desk.StartAsync(storage, time, new LifecyclePolicy(), record: input =>
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

    [Fact]
    public async Task Apply_GoesLive_IsSignedBeforeItTakesEffect()
    {
        var storage = await DeskStorage.CreateAsync(azurite.ConnectionString, Limit);
        var keys = Directory.CreateTempSubdirectory("serverless-desk-keys-");
        await using var desk = await Desk.StartAsync(storage, time, new LifecyclePolicy(), keys: keys.FullName);
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
        var storage = await DeskStorage.CreateAsync(azurite.ConnectionString, Limit);
        var keys = Directory.CreateTempSubdirectory("serverless-desk-keys-");
        await using var desk = await Desk.StartAsync(storage, time, new LifecyclePolicy(), keys: keys.FullName);
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

    // The journal as it lies on the disk when the entry is committed and nothing has followed: what kill -9 leaves.
    [Fact]
    public async Task Apply_KilledBetweenEntryAndEffect_GoesOnAndRepeatsNothing()
    {
        var storage = await DeskStorage.CreateAsync(azurite.ConnectionString, Limit);
        var (folder, copy) = (Directory.CreateTempSubdirectory("desk-"), Directory.CreateTempSubdirectory("desk-killed-"));
        var (recorded, never) = (new TaskCompletionSource(), new TaskCompletionSource());
        var trail = storage.NewTrail();
        var killed = await Desk.StartAsync(storage, time, new LifecyclePolicy(), folder.FullName, async input =>
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

        await using (var restarted = await Desk.StartAsync(storage, time, new LifecyclePolicy(), copy.FullName))
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
        var storage = await DeskStorage.CreateAsync(azurite.ConnectionString, Limit);
        var (folder, copy) = (Directory.CreateTempSubdirectory("desk-"), Directory.CreateTempSubdirectory("desk-killed-"));
        var (recorded, never) = (new TaskCompletionSource(), new TaskCompletionSource());
        var trail = storage.NewTrail();
        string[] ids = ["sma-cross-a", "sma-cross-b", "sma-cross-c"];
        var order = new DeactivateStrategies.Input("deactivation-1", Everything, ids, new TransitionAuthor("Ada", "Operator"), "The exchange is down.", time.GetUtcNow());
        var killed = await Desk.StartAsync(storage, time, new LifecyclePolicy(), folder.FullName, async input =>
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

        await using (var restarted = await Desk.StartAsync(storage, time, new LifecyclePolicy(), copy.FullName))
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

    // Ordered while another is on its way to live: it is not in the list, and does not stay.
    [Fact]
    public async Task Deactivate_PromotionUnderWay_StopsWhatHasGoneLiveMeanwhileToo()
    {
        var storage = await DeskStorage.CreateAsync(azurite.ConnectionString, Limit);
        var (promoting, goOn) = (new TaskCompletionSource(), new TaskCompletionSource());
        var trail = storage.NewTrail();
        await using var desk = await Desk.StartAsync(storage, time, new LifecyclePolicy(), record: async input =>
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
        await desk.ScheduleAsync(new DeactivateStrategies.Input("deactivation-1", group, ["sma-cross-a"], new TransitionAuthor("Ada", "Operator"), "A drill.", time.GetUtcNow()));
        goOn.SetResult();
        var outcomes = await desk.OutcomeAsync<IReadOnlyList<DeactivationOutcome>>("deactivation-1");

        Assert.Equal(["sma-cross-a", "sma-cross-b"], outcomes.Select(outcome => outcome.StrategyId));
        Assert.All(outcomes, outcome => Assert.True(outcome.Done, outcome.Message));
        Assert.Equal(LifecycleStage.Paper, (await desk.DeploymentAsync("sma-cross-c")).Stage); // not of the group
        Assert.Equal((1_000_000m, 0), ((await desk.LedgerAsync()).Free, (await desk.LedgerAsync()).Holdings.Count));
    }

    [Theory]
    [InlineData(0, "1699.75")]
    [InlineData(-1, null)] // before it was live
    public async Task Apply_DemotedWithoutAValue_GivesBackWhatTheLastLookSays(int hours, string? returned)
    {
        var storage = await DeskStorage.CreateAsync(azurite.ConnectionString, Limit);
        await using var desk = await Desk.StartAsync(storage, time, new LifecyclePolicy());
        await GoLiveAsync(desk, "sma-cross-a", 2_000m);
        await storage.Health.UpsertAsync(Look("sma-cross-a", profit: -300.25m) with { At = time.GetUtcNow().AddHours(hours) }, Limit);

        Assert.True((await desk.ApplyAsync(Request("sma-cross-a", "demote") with { Trigger = LifecycleTrigger.Demote })).IsDone);

        var ledger = await desk.LedgerAsync();
        var profit = returned is null ? 0 : -300.25m;
        Assert.Equal((1_000_000m + profit, profit), (ledger.Free, ledger.Profit));
        var entry = Assert.Single(await storage.ReadTrailAsync(Limit), entry => entry.Action == "deployment.demoted");
        Assert.Equal(returned, entry.Details.FirstOrDefault(pair => pair.Key == "returned").Value);
    }

    // Its deployment no longer remembers the operation, and the trail does.
    [Fact]
    public async Task Apply_OperationOfLongAgo_IsRefusedAndHasOneEntry()
    {
        var storage = await DeskStorage.CreateAsync(azurite.ConnectionString, Limit);
        await using var desk = await Desk.StartAsync(storage, time, new LifecyclePolicy());
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
            RequestedAt = time.GetUtcNow().AddHours(hour + 1),
        };
    }

    [Fact]
    public async Task Entities_AfterARestart_AreAsBefore()
    {
        var storage = await DeskStorage.CreateAsync(azurite.ConnectionString, Limit);
        var folder = Directory.CreateTempSubdirectory("desk-");
        string etag;
        await using (var desk = await Desk.StartAsync(storage, time, new LifecyclePolicy(), folder.FullName))
        {
            await RunDayAsync(desk, storage, 1, storage.Configurations);
            await GoLiveAsync(desk, "sma-cross-a", 2_000m);
            etag = (await desk.DeploymentAsync("sma-cross-a")).ETag;
        }

        await using (var desk = await Desk.StartAsync(storage, time, new LifecyclePolicy(), folder.FullName))
        {
            Assert.Equal(etag, (await desk.DeploymentAsync("sma-cross-a")).ETag);
            Assert.Equal(2_000m, (await desk.LedgerAsync()).Holdings["sma-cross-a"].Amount);
            await RunDayAsync(desk, storage, 2, storage.Configurations);
            Assert.Equal(2, (await storage.Deployments.FindAsync(storage.Configurations[0].Id, Limit))!.Standing!.StreakDays);
        }

        folder.Delete(recursive: true);
    }

    private static void Copy(DirectoryInfo folder, DirectoryInfo copy)
    {
        foreach (var file in folder.GetFiles("*", SearchOption.AllDirectories).Where(file => file.Name != "lock"))
            Copy(file, Path.Combine(copy.FullName, Path.GetRelativePath(folder.FullName, file.FullName)));
    }

    private static void Copy(FileInfo file, string target)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(target)!);
        using var source = new FileStream(file.FullName, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using var destination = File.Create(target);
        source.CopyTo(destination);
    }

    private async Task RunDayAsync(Desk desk, DeskStorage storage, int day, IReadOnlyList<StrategyConfiguration> ranking, int refused = 0)
    {
        if (day > 1)
            time.Advance(TimeSpan.FromDays(1));
        var cycle = $"cycle-{day:D3}";
        await storage.PublishAsync(cycle, ranking, time.GetUtcNow(), Limit);
        var outcome = await desk.PromoteAsync(cycle, storage);
        Assert.Equal(refused, outcome.Refused);
    }

    private async Task OpenLedgerAsync(Desk desk, DeskStorage storage) => await RunDayAsync(desk, storage, 1, storage.Configurations.TakeLast(10).ToList());

    private async Task GoOnPaperAsync(Desk desk, string id)
    {
        Assert.True((await desk.ApplyAsync(Request(id, "candidate"))).IsDone);
        Assert.True((await desk.ApplyAsync(Request(id, "paper"))).IsDone);
    }

    private async Task GoLiveAsync(Desk desk, string id, decimal capital)
    {
        await desk.Client.Entities.SignalEntityAsync(Functions.Entities.CapitalLedger.Id, nameof(Functions.Entities.CapitalLedger.Open), new LifecyclePolicy(), cancellation: Limit);
        await GoOnPaperAsync(desk, id);
        var outcome = await desk.ApplyAsync(Request(id, "live", capital));
        Assert.True(outcome.IsDone, outcome.Message);
    }

    private static StrategyHealth Look(string id, decimal profit) => new()
    {
        StrategyId = id,
        At = default,
        Symbol = "DESK",
        Capital = 2_000m,
        Profit = profit,
        Fall = 0,
        LossThreshold = 0.15,
        Days = 1,
        HalfSize = false,
        Paused = false,
    };

    private TransitionRequest Request(string id, string step, decimal capital = 0) => new()
    {
        OperationId = $"{id}/{step}",
        StrategyId = id,
        Trigger = LifecycleTrigger.Promote,
        Author = new TransitionAuthor("tests", "PortfolioManager"),
        Reason = "A test.",
        RequestedAt = time.GetUtcNow(),
        Identity = StrategyIdentity.Of(StrategyCatalog.All.First(template => id.StartsWith(template.Name, StringComparison.Ordinal)).Name, "DESK"),
        Capital = capital,
    };
}
