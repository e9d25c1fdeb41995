using System.Collections.Concurrent;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Microsoft.DurableTask.Testing;
using Serverless.Core.Lifecycle;
using Serverless.Functions.Activities;
using Serverless.Functions.Entities;
using Serverless.Functions.Orchestrations;

namespace Serverless.Functions.Tests.Orchestrations;

/// <summary>The look and the transitions that it asks for on the engine, with reviews that a test scripts.</summary>
public sealed class MonitorStrategiesTests : IAsyncLifetime
{
    private static readonly DateTimeOffset Day = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly CancellationTokenSource limit = new(TimeSpan.FromMinutes(1));
    private readonly ConcurrentQueue<string> steps = [];
    private MonitoringPlan plan = new(0, 0, [], []);
    private ReviewStrategies.Input? reviewed;
    private DurableTaskTestHost host = null!;

    public async ValueTask InitializeAsync()
    {
        host = await DurableTaskTestHost.StartAsync(
            tasks => tasks
                .AddOrchestratorFunc<MonitorStrategies.Input, MonitoringOutcome>(nameof(MonitorStrategies), MonitorStrategies.RunAsync)
                .AddOrchestratorFunc<TransitionRequest, TransitionOutcome>(nameof(ApplyTransition), ApplyTransition.RunAsync)
                .AddActivityFunc<string, IReadOnlyList<string>>(nameof(ListWatched), (_, _) => ["trend", "never-promoted"])
                .AddActivityFunc<ReviewStrategies.Input, MonitoringPlan>(nameof(ReviewStrategies), (_, input) => Review(input))
                .AddActivityFunc<TransitionRequest>(nameof(SignDecision), (_, request) => steps.Enqueue($"signed {request.Trigger}"))
                .AddActivityFunc<RecordTransition.Input>(nameof(RecordTransition), (_, input) => steps.Enqueue($"recorded {input.Request.Trigger}"))
                .AddActivityFunc<Deployment>(nameof(ProjectDeployment), (_, deployment) => steps.Enqueue($"projected {deployment.Stage}"))
                .AddActivityFunc<ReevaluateDrifted.Input, string?>(nameof(ReevaluateDrifted), (_, input) => Reevaluate(input))
                .AddActivityFunc<string, int>(nameof(TellAlerts), (_, _) => 2)
                .AddEntity<StrategyDeployment>(nameof(StrategyDeployment))
                .AddEntity<CapitalLedger>(nameof(CapitalLedger))
                .AddEntity<PromotionLimits>(nameof(PromotionLimits))
                .AddEntity<Regime>(nameof(Regime)),
            cancellationToken: limit.Token);
        await host.Client.Entities.SignalEntityAsync(CapitalLedger.Id, nameof(CapitalLedger.Open), new LifecyclePolicy(), cancellation: limit.Token);
        for (var step = 0; step < 3; step++)
            Assert.True((await RunAsync<TransitionOutcome>(nameof(ApplyTransition), $"promote-{step}", Request($"promote-{step}", LifecycleTrigger.Promote) with { Capital = 10_000 })).IsDone);
        steps.Clear();
    }

    public async ValueTask DisposeAsync()
    {
        await host.DisposeAsync();
        limit.Dispose();
    }

    [Fact]
    public async Task Run_NothingFound_LooksAtTheLiveOnesAndChangesNothing()
    {
        var outcome = await LookAsync("quiet");

        Assert.Equal(new MonitoringOutcome(1, 0, 0, 0, 0, null, 2), outcome);
        Assert.Equal("trend", Assert.Single(reviewed!.Watched).StrategyId);
        Assert.Equal(3, reviewed.Watched[0].Changes.Length);
        Assert.Empty(steps);
    }

    [Fact]
    public async Task Run_RollBackAsked_IsRecordedBeforeItTakesEffectAndCapitalGoesBack()
    {
        plan = new MonitoringPlan(1, 1, [Request("benchmark-lag/RollBack/2026-01-01T00/trend", LifecycleTrigger.RollBack) with { Value = 8_500 }], []);

        var outcome = await LookAsync("rollback");
        var again = await LookAsync("rollback-again");

        Assert.Equal((1, 0), (outcome.Done, outcome.Refused));
        Assert.Equal(["recorded RollBack", "projected Research"], steps);
        var ledger = await host.Client.Entities.GetEntityAsync<CapitalLedgerState>(CapitalLedger.Id, cancellation: limit.Token);
        Assert.Equal((998_500m, 35), (ledger!.State.Free, ledger.State.FreeSeats));
        Assert.Equal(0, again.Strategies);
    }

    [Fact]
    public async Task Run_DriftFound_HasItEvaluatedAgain()
    {
        plan = new MonitoringPlan(1, 1, [], ["trend"]);

        Assert.Equal("cycle-of-drift", (await LookAsync("drift")).Reevaluation);
    }

    [Fact]
    public async Task Run_RequestThatIsRefused_CountsAsRefusedAndTheLookGoesOn()
    {
        plan = new MonitoringPlan(1, 0, [Request("r", LifecycleTrigger.RestoreSize)], []);

        var outcome = await LookAsync("refused");

        Assert.Equal((0, 1, 2), (outcome.Done, outcome.Refused, outcome.Untold));
    }

    private MonitoringPlan Review(ReviewStrategies.Input input)
    {
        reviewed = input;
        return plan;
    }

    private static string Reevaluate(ReevaluateDrifted.Input input) => input.StrategyIds is ["trend"] ? "cycle-of-drift" : "another";

    private Task<MonitoringOutcome> LookAsync(string id) => RunAsync<MonitoringOutcome>(nameof(MonitorStrategies), id, new MonitorStrategies.Input(id, "tests", "none"));

    private async Task<T> RunAsync<T>(string orchestrator, string id, object input)
    {
        await host.Client.ScheduleNewOrchestrationInstanceAsync(orchestrator, input, new StartOrchestrationOptions(id), limit.Token);
        var ended = await host.Client.WaitForInstanceCompletionAsync(id, getInputsAndOutputs: true, limit.Token);
        Assert.True(ended.RuntimeStatus == OrchestrationRuntimeStatus.Completed, ended.FailureDetails?.ToString());
        return ended.ReadOutputAs<T>()!;
    }

    private static TransitionRequest Request(string id, LifecycleTrigger trigger) => new()
    {
        OperationId = id,
        StrategyId = "trend",
        Trigger = trigger,
        Author = TransitionAuthor.Rule("tests"),
        Reason = "a test",
        RequestedAt = Day,
        Identity = StrategyIdentity.Of("sma-cross", "BTCUSDT"),
    };
}
