using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Options;
using Serverless.Core.Lifecycle;
using Serverless.Core.Lifecycle.Monitoring.Alerts;
using Serverless.Core.Strategies;
using Serverless.Functions.Entities;
using Serverless.Functions.Hosting;
using Serverless.Functions.Orchestrations;
using Serverless.Testing;

namespace Serverless.Functions.Tests.Lifecycle;

/// <summary>Promotions that wait for a second person, on the engine.</summary>
public sealed class ApprovalTests(AzuriteFixture azurite)
{
    private static readonly TransitionAuthor Ada = new("ada", "PortfolioManager");
    private static readonly TransitionAuthor Bob = new("bob", "PortfolioManager");

    private readonly ManualTimeProvider time = new(new DateTimeOffset(2026, 1, 10, 1, 0, 0, TimeSpan.Zero));

    private static CancellationToken Limit => new CancellationTokenSource(TimeSpan.FromSeconds(30)).Token;

    [Fact]
    public async Task Approval_OfAnother_LetsThePromotionTakeEffect_AndTheTrailNamesBoth()
    {
        var storage = await DeskStorage.CreateAsync(azurite.ConnectionString, Limit);
        await using var desk = await Desk.StartAsync(storage, time, new LifecyclePolicy());
        var id = await WaitAsync(desk, storage);
        Assert.Equal(LifecycleStage.Paper, (await desk.DeploymentAsync(storage.Configurations[0].Id)).Stage);

        await desk.Client.RaiseEventAsync(id, AwaitApproval.DecisionEvent, new ApprovalDecision(true, Bob, "Looked at it.", time.GetUtcNow()), Limit);

        Assert.Equal(ApprovalStatus.Approved, (await desk.OutcomeAsync<ApprovalOutcome>(id)).Status);
        Assert.Equal((LifecycleStage.Live, 60_000m), Standing(await desk.DeploymentAsync(storage.Configurations[0].Id)));
        var trail = (await storage.ReadTrailAsync(Limit)).TakeLast(5).ToList();
        Assert.Equal(["approval.requested", "alert.opened", "approval.granted", "alert.closed", "deployment.promoted"], trail.Select(entry => entry.Action));
        Assert.Equal(["ada", "approval", "bob", "approval", "ada"], trail.Select(entry => entry.Actor.Id));
        Assert.Equal(("bob", id), (trail[4].Details["approvedBy"], trail[4].Details["approval"]));
    }

    [Fact]
    public async Task Approval_OfWhoeverAsked_CountsForNothing_AndNobodyElseInTimeIsTheEnd()
    {
        var storage = await DeskStorage.CreateAsync(azurite.ConnectionString, Limit);
        await using var desk = await Desk.StartAsync(storage, time, new LifecyclePolicy());
        var id = await WaitAsync(desk, storage);

        await desk.Client.RaiseEventAsync(id, AwaitApproval.DecisionEvent, new ApprovalDecision(true, Ada with { Role = "Admin" }, "I agree with myself.", time.GetUtcNow()), Limit);
        await desk.Client.RaiseEventAsync(id, AwaitApproval.DecisionEvent, new ApprovalDecision(true, Ada, "Still.", time.GetUtcNow()), Limit);
        time.Advance(TimeSpan.FromHours(24));

        Assert.Equal(new ApprovalOutcome(ApprovalStatus.Expired), await desk.OutcomeAsync<ApprovalOutcome>(id));
        Assert.Equal((LifecycleStage.Paper, 0m), Standing(await desk.DeploymentAsync(storage.Configurations[0].Id)));
        Assert.Equal(
            ["approval.requested", "alert.opened", "approval.expired", "alert.closed", "alert.opened"],
            (await storage.ReadTrailAsync(Limit)).TakeLast(5).Select(entry => entry.Action));
    }

    // Whoever is away is told, and what is told is the one next thing to do.
    [Fact]
    public async Task Approval_WaitsAndExpires_IsAnAlertThatSaysWhoCanDoWhat()
    {
        var storage = await DeskStorage.CreateAsync(azurite.ConnectionString, Limit);
        await using var desk = await Desk.StartAsync(storage, time, new LifecyclePolicy());
        var id = await WaitAsync(desk, storage);
        await desk.Client.RaiseEventAsync(id, AwaitApproval.DecisionEvent, new ApprovalDecision(true, Ada, "I agree with myself.", time.GetUtcNow()), Limit);
        time.Advance(TimeSpan.FromHours(24));
        await desk.OutcomeAsync<ApprovalOutcome>(id);

        var told = (await storage.Alerts.ListAsync(10, Limit)).Select(stored => stored.Alert).OrderByDescending(alert => alert.Rule, StringComparer.Ordinal).ToList();
        Assert.Equal(["approval-waits", "approval-expired"], told.Select(alert => alert.Rule));
        Assert.Equal([false, true], told.Select(alert => alert.IsOpen));
        Assert.Contains($"A portfolio manager who did not ask for it (ada) decides: deployments approve {id} --reason", told[0].NextAction, StringComparison.Ordinal);
        Assert.Contains("60,000.00, more than 50,000.00, and waits for a second person until 2026-01-11 01:00 UTC", told[0].Cause, StringComparison.Ordinal);
        Assert.Contains($"ada asks again if it is still wanted: deployments promote {storage.Configurations[0].Id} --capital 60000", told[1].NextAction, StringComparison.Ordinal);

        // A look at the strategies neither closes what waits nor tells for ever of what is over.
        Assert.Empty(AlertBook.Update([told[1]], [], time.GetUtcNow().AddHours(23)));
        Assert.Empty(AlertBook.Update([told[0] with { ClosedAt = null }], [], time.GetUtcNow().AddDays(30)));
        Assert.False(Assert.Single(AlertBook.Update([told[1]], [], time.GetUtcNow().AddHours(24))).IsOpen);
    }

    [Fact]
    public async Task Rejection_AlsoOfWhoeverAsked_EndsTheRequest()
    {
        var storage = await DeskStorage.CreateAsync(azurite.ConnectionString, Limit);
        await using var desk = await Desk.StartAsync(storage, time, new LifecyclePolicy());
        var id = await WaitAsync(desk, storage);

        await desk.Client.RaiseEventAsync(id, AwaitApproval.DecisionEvent, new ApprovalDecision(false, Ada, "A mistake.", time.GetUtcNow()), Limit);

        Assert.Equal(ApprovalStatus.Rejected, (await desk.OutcomeAsync<ApprovalOutcome>(id)).Status);
        Assert.Equal(LifecycleStage.Paper, (await desk.DeploymentAsync(storage.Configurations[0].Id)).Stage);
    }

    [Fact]
    public async Task Approval_StrategyChangedMeanwhile_IsRefused()
    {
        var storage = await DeskStorage.CreateAsync(azurite.ConnectionString, Limit);
        await using var desk = await Desk.StartAsync(storage, time, new LifecyclePolicy());
        var id = await WaitAsync(desk, storage);
        await desk.ApplyAsync(Request(storage, "pause") with { Trigger = LifecycleTrigger.Pause });

        await desk.Client.RaiseEventAsync(id, AwaitApproval.DecisionEvent, new ApprovalDecision(true, Bob, "Looked at it.", time.GetUtcNow()), Limit);

        var outcome = await desk.OutcomeAsync<ApprovalOutcome>(id);
        Assert.Equal(ApprovalStatus.Refused, outcome.Status);
        Assert.NotNull(outcome.Message);
        Assert.Equal(LifecycleStage.Paper, (await desk.DeploymentAsync(storage.Configurations[0].Id)).Stage);
    }

    // The lowest of a full house is displaced only once a person has agreed to what takes its seat.
    [Fact]
    public async Task RulesPromotion_AboveTheLimit_WaitsForAPersonOtherThanWhoAskedForTheCycle()
    {
        var storage = await DeskStorage.CreateAsync(azurite.ConnectionString, Limit);
        var policy = new LifecyclePolicy { Seats = 1, StreakDays = 2, PaperStreakDays = 1, MinSeatDays = 0, DisplacementMargin = 0.02 };
        await using var desk = await Desk.StartAsync(storage, time, policy, approvals: new ApprovalOptions { CapitalLimit = 10_000, ExpiryHours = 48 });
        var (newcomer, incumbent) = (storage.Configurations[0].Id, storage.Configurations[1].Id);
        await GoLiveAsync(desk, storage, incumbent, policy);
        var outcomes = new List<PromotionOutcome>();
        for (var day = 1; day <= 4; day++)
            outcomes.Add(await RunDayAsync(desk, storage, day));

        // Day 3 asks; day 4 finds that it is asked already.
        Assert.Equal([0, 0, 1, 1], outcomes.Select(outcome => outcome.Held));
        var waiting = Assert.Single(await Functions.Hosting.Approvals.ListAsync(desk.Client, Limit));
        Assert.Equal((LifecycleStage.Paper, LifecycleStage.Live), ((await desk.DeploymentAsync(newcomer)).Stage, (await desk.DeploymentAsync(incumbent)).Stage));
        Assert.StartsWith("Waits for a person's approval", (await storage.Deployments.FindAsync(newcomer, Limit))!.Standing!.Verdict, StringComparison.Ordinal);

        var look = (await storage.Health.ListAsync(incumbent, 1, Limit)).Single();
        await storage.Health.UpsertAsync(look with { At = time.GetUtcNow(), Capital = 5_000m, Profit = -678.5m }, Limit);
        await desk.Client.RaiseEventAsync(waiting.InstanceId, AwaitApproval.DecisionEvent, new ApprovalDecision(true, new(Desk.Requester, "Admin"), "Mine.", time.GetUtcNow()), Limit);
        await desk.Client.RaiseEventAsync(waiting.InstanceId, AwaitApproval.DecisionEvent, new ApprovalDecision(true, Bob, "Looked at it.", time.GetUtcNow()), Limit);

        var ended = await desk.OutcomeAsync<ApprovalOutcome>(waiting.InstanceId);
        Assert.Equal((ApprovalStatus.Approved, "bob"), (ended.Status, ended.Decision!.Author.Name));
        Assert.Equal((LifecycleStage.Live, LifecycleStage.Paper), ((await desk.DeploymentAsync(newcomer)).Stage, (await desk.DeploymentAsync(incumbent)).Stage));
        Assert.Equal([newcomer], (await desk.LedgerAsync()).Holdings.Keys);
        var trail = (await storage.ReadTrailAsync(Limit)).TakeLast(4).ToList();
        Assert.Equal(["approval.granted", "alert.closed", "deployment.displaced", "deployment.promoted"], trail.Select(entry => entry.Action));
        Assert.Equal(("promotion", Desk.Requester, "bob"), (trail[3].Actor.Id, trail[3].Actor.OnBehalfOf, trail[3].Details["approvedBy"]));
        // Of the 5,000 that it had, what the last look before the approval says: not the one before the plan.
        Assert.Equal("4321.5", trail[2].Details["returned"]);
    }

    [Theory]
    [InlineData(true, 1)] // somebody said no: it stays so until the strategy's state is another
    [InlineData(false, 2)] // nobody said anything: the next cycle asks again
    public async Task RulesPromotion_RejectedOrExpired_LeavesEverythingAsItWas(bool rejected, int requests)
    {
        var storage = await DeskStorage.CreateAsync(azurite.ConnectionString, Limit);
        await using var desk = await Desk.StartAsync(
            storage, time, new LifecyclePolicy { StreakDays = 2, PaperStreakDays = 1 }, approvals: new ApprovalOptions { CapitalLimit = 10_000, ExpiryHours = 12 });
        for (var day = 1; day <= 3; day++)
            await RunDayAsync(desk, storage, day);
        var id = storage.Configurations[0].Id;
        var waiting = (await Functions.Hosting.Approvals.ListAsync(desk.Client, Limit)).Single(one => one.ReadInputAs<AwaitApproval.Input>()!.Request.StrategyId == id);
        if (rejected)
            await desk.Client.RaiseEventAsync(waiting.InstanceId, AwaitApproval.DecisionEvent, new ApprovalDecision(false, Bob, "Too much.", time.GetUtcNow()), Limit);
        else
            time.Advance(TimeSpan.FromHours(12));
        Assert.Equal(rejected ? ApprovalStatus.Rejected : ApprovalStatus.Expired, (await desk.OutcomeAsync<ApprovalOutcome>(waiting.InstanceId)).Status);

        await RunDayAsync(desk, storage, 4);

        Assert.Equal(LifecycleStage.Paper, (await desk.DeploymentAsync(id)).Stage);
        Assert.Empty((await desk.LedgerAsync()).Holdings);
        foreach (var next in (await Functions.Hosting.Approvals.ListAsync(desk.Client, Limit)).Where(one => !one.IsCompleted))
            await Functions.Hosting.Approvals.DecideAsync(desk.Client, next.InstanceId, new ApprovalDecision(false, Bob, "Too much.", time.GetUtcNow()), Limit);
        Assert.Equal(requests, (await storage.ReadTrailAsync(Limit)).Count(entry => entry.Action == "approval.requested" && entry.Subject == id));
    }

    [Fact]
    public async Task RulesPromotion_WhereRulesDoNotWait_IsDoneAtOnce()
    {
        var storage = await DeskStorage.CreateAsync(azurite.ConnectionString, Limit);
        await using var desk = await Desk.StartAsync(
            storage, time, new LifecyclePolicy { StreakDays = 2, PaperStreakDays = 1 }, approvals: new ApprovalOptions { CapitalLimit = 10_000, RulesWait = false });
        for (var day = 1; day <= 3; day++)
            await RunDayAsync(desk, storage, day);

        Assert.Equal(LifecycleStage.Live, (await desk.DeploymentAsync(storage.Configurations[0].Id)).Stage);
        Assert.Empty(await Functions.Hosting.Approvals.ListAsync(desk.Client, Limit));
    }

    [Theory]
    [InlineData(50_000, false)]
    [InlineData(50_000.01, true)]
    [InlineData(0, false)]
    public void IsNeeded_AboveTheLimitAlone(double capital, bool expected) =>
        Assert.Equal(expected, Approvals().IsNeeded(new TransitionRequest
        {
            OperationId = "o",
            StrategyId = "s",
            Trigger = LifecycleTrigger.Promote,
            Author = Ada,
            Reason = "A test.",
            RequestedAt = time.GetUtcNow(),
            Capital = (decimal)capital,
        }));

    [Fact]
    public void Default_IsWhatRulesGiveAtMost()
    {
        var policy = new LifecyclePolicy();

        Assert.Equal(new ApprovalOptions().CapitalLimit, policy.Sizing.AmountOf(policy.Capital, sharpe: 100, volatility: 0.001, policy.Seats));
    }

    [Theory]
    [InlineData(-1, 24, "Approvals:CapitalLimit")]
    [InlineData(0, 0, "Approvals:ExpiryHours")]
    [InlineData(0, 721, "Approvals:ExpiryHours")]
    public void FindProblem_OutOfRange_NamesTheSetting(int limit, int hours, string setting) =>
        Assert.StartsWith(setting, new ApprovalOptions { CapitalLimit = limit, ExpiryHours = hours }.FindProblem(), StringComparison.Ordinal);

    private async Task<PromotionOutcome> RunDayAsync(Desk desk, DeskStorage storage, int day)
    {
        if (day > 1)
            time.Advance(TimeSpan.FromDays(1));
        await storage.PublishAsync($"cycle-{day:D3}", storage.Configurations, time.GetUtcNow(), Limit);
        return await desk.PromoteAsync($"cycle-{day:D3}", storage);
    }

    private async Task GoLiveAsync(Desk desk, DeskStorage storage, string id, LifecyclePolicy policy)
    {
        await desk.Client.Entities.SignalEntityAsync(CapitalLedger.Id, nameof(CapitalLedger.Open), policy, cancellation: Limit);
        foreach (var (step, capital) in new[] { ("candidate", 0m), ("paper", 0m), ("live", 5_000m) })
            Assert.True((await desk.ApplyAsync(Request(storage, step) with
            {
                OperationId = $"{id}/{step}",
                StrategyId = id,
                Capital = capital,
                Identity = StrategyIdentity.Of(storage.Configurations.Single(one => one.Id == id).Template, storage.Symbol),
            })).IsDone);
    }

    private Approvals Approvals() => new(Options.Create(new ApprovalOptions()), time);

    /// <summary>Takes the best configuration to paper, and asks for 60,000; answers with the request's id once it waits.</summary>
    private async Task<string> WaitAsync(Desk desk, DeskStorage storage)
    {
        await desk.Client.Entities.SignalEntityAsync(CapitalLedger.Id, nameof(CapitalLedger.Open), new LifecyclePolicy(), cancellation: Limit);
        foreach (var step in new[] { "candidate", "paper" })
            Assert.True((await desk.ApplyAsync(Request(storage, step))).IsDone);
        var asked = Request(storage, "live") with { Capital = 60_000m, IfMatch = (await desk.DeploymentAsync(storage.Configurations[0].Id)).ETag };
        var started = await Approvals().StartAsync(desk.Client, Functions.Hosting.Approvals.IdOf("key"), asked, Limit);
        return started.InstanceId;
    }

    private TransitionRequest Request(DeskStorage storage, string step) => new()
    {
        OperationId = $"{storage.Configurations[0].Id}/{step}",
        StrategyId = storage.Configurations[0].Id,
        Trigger = LifecycleTrigger.Promote,
        Author = Ada,
        Reason = "A test.",
        RequestedAt = time.GetUtcNow(),
        Identity = StrategyIdentity.Of(storage.Configurations[0].Template, storage.Configurations[0].Symbol),
    };

    private static (LifecycleStage Stage, decimal Capital) Standing(Deployment deployment) => (deployment.Stage, deployment.Capital);
}
