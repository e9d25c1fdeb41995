using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Options;
using Serverless.Core.Lifecycle;
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
        var trail = (await storage.ReadTrailAsync(Limit)).TakeLast(3).ToList();
        Assert.Equal(["approval.requested", "approval.granted", "deployment.promoted"], trail.Select(entry => entry.Action));
        Assert.Equal(["ada", "bob", "ada"], trail.Select(entry => entry.Actor.Id));
        Assert.Equal(("bob", id), (trail[2].Details["approvedBy"], trail[2].Details["approval"]));
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
        Assert.Equal(["approval.requested", "approval.expired"], (await storage.ReadTrailAsync(Limit)).TakeLast(2).Select(entry => entry.Action));
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
