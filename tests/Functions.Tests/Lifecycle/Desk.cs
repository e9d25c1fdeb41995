using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Microsoft.DurableTask.Embedded;
using Microsoft.DurableTask.Worker;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Serverless.Core.Lifecycle;
using Serverless.Core.Lifecycle.Monitoring;
using Serverless.Functions.Activities;
using Serverless.Functions.Entities;
using Serverless.Functions.Hosting;
using Serverless.Functions.Orchestrations;
using Serverless.Testing;

namespace Serverless.Functions.Tests.Lifecycle;

/// <summary>The orchestrations and entities of the lifecycle on an engine of their own, with the real activities over real storage.</summary>
internal sealed class Desk : IAsyncDisposable
{
    /// <summary>Who asks for the cycles.</summary>
    public const string Requester = "tests";

    private readonly ServiceProvider services;

    private Desk(ServiceProvider services) => this.services = services;

    public DurableTaskClient Client => services.GetRequiredService<DurableTaskClient>();

    private static CancellationToken Limit => new CancellationTokenSource(TimeSpan.FromSeconds(30)).Token;

    /// <param name="storage">Its storage.</param>
    /// <param name="time">Its clock.</param>
    /// <param name="policy">Its thresholds.</param>
    /// <param name="journal">Folder of the journal; null keeps everything in memory.</param>
    /// <param name="record">Stands in for the activity that records transitions.</param>
    /// <param name="approvals">What needs a person.</param>
    /// <param name="planned">What happens between the decisions and their steps.</param>
    /// <param name="keys">Folder of the keys that sign the trail; null signs nothing.</param>
    public static async Task<Desk> StartAsync(
        DeskStorage storage, ManualTimeProvider time, LifecyclePolicy policy, string? journal = null, Func<RecordTransition.Input, Task>? record = null, ApprovalOptions? approvals = null, Func<PromotionPlan, Task>? planned = null, string? keys = null)
    {
        var trail = storage.NewTrail();
        var cases = new PromotionCases(storage.Scorecards, storage.Strategies, storage.Runs, storage.Market, storage.Health, storage.Forward(), storage.Benchmark, new MonitoringLimits());
        record ??= input => new RecordTransition(trail).RunAsync(input, Limit);
        var waiting = new Approvals(Options.Create(approvals ?? new ApprovalOptions()), time);
        Func<DurableTaskClient>? client = null;
        var collection = new ServiceCollection();
        collection.AddSingleton<TimeProvider>(time);
        collection.Configure<EmbeddedEngineOptions>(options => options.JournalFolder = journal);
        collection.AddDurableTaskClient(_ => { });
        collection.AddDurableTaskWorker(worker => worker.AddTasks(tasks => tasks
            .AddOrchestratorFunc<PromoteStrategies.Input, PromotionOutcome>(nameof(PromoteStrategies), PromoteStrategies.RunAsync)
            .AddOrchestratorFunc<TransitionRequest, TransitionOutcome>(nameof(ApplyTransition), ApplyTransition.RunAsync)
            .AddOrchestratorFunc<AwaitApproval.Input, ApprovalOutcome>(nameof(AwaitApproval), AwaitApproval.RunAsync)
            .AddActivityFunc<RecordApproval.Input>(nameof(RecordApproval), (_, input) => new RecordApproval(trail, storage.Alerts).RunAsync(input, Limit))
            .AddOrchestratorFunc<DeactivateStrategies.Input, IReadOnlyList<DeactivationOutcome>>(nameof(DeactivateStrategies), DeactivateStrategies.RunAsync)
            .AddEntity<StrategyDeployment>(nameof(StrategyDeployment))
            .AddEntity<CapitalLedger>(nameof(CapitalLedger))
            .AddEntity<Streak>(nameof(Streak))
            .AddEntity<PromotionLimits>(nameof(PromotionLimits))
            .AddActivityFunc<string, Roster>(nameof(ReadRoster), (_, id) => OnceAsync(() => new ReadRoster(storage.Scorecards, storage.Deployments, policy).RunAsync(id, Limit)))
            .AddActivityFunc<PlanPromotions.Input, PromotionPlan>(
                nameof(PlanPromotions), (_, input) => OnceAsync(async () =>
                {
                    var plan = await new PlanPromotions(cases, storage.Runs, storage.Deployments, waiting, trail).RunAsync(input, Limit);
                    await (planned?.Invoke(plan) ?? Task.CompletedTask);
                    return plan;
                }))
            .AddActivityFunc<RequestApproval.Input, string>(nameof(RequestApproval), (_, input) => new RequestApproval(waiting).RunAsync(input, client!(), Limit))
            .AddActivityFunc<TransitionRequest>(nameof(SignDecision), (_, request) => OnceAsync(async () =>
            {
                await new SignDecision(trail, storage.NewKeeper(keys)).RunAsync(request, Limit);
                return true;
            }))
            .AddActivityFunc<RecordTransition.Input>(nameof(RecordTransition), (_, input) => record(input))
            .AddActivityFunc<StrategyGroup, IReadOnlyList<string>>(nameof(ListGroup), (_, input) => OnceAsync(() => new ListGroup(storage.Deployments).RunAsync(input, Limit)))
            .AddActivityFunc<Deployment, decimal?>(nameof(ValueCapital), (_, input) => OnceAsync(() => new ValueCapital(storage.Health).RunAsync(input, Limit)))
            .AddActivityFunc<Deployment>(nameof(ProjectDeployment), (_, input) => new ProjectDeployment(storage.Deployments).RunAsync(input, Limit))));
        var desk = new Desk(collection.BuildServiceProvider());
        client = () => desk.Client;
        foreach (var hosted in desk.services.GetServices<IHostedService>())
            await hosted.StartAsync(default);
        return desk;
    }

    public Task ScheduleAsync(TransitionRequest request) => Client.ScheduleNewOrchestrationInstanceAsync(
        nameof(ApplyTransition), request, new StartOrchestrationOptions(ApplyTransition.InstanceIdOf(request.OperationId)), Limit);

    public Task ScheduleAsync(DeactivateStrategies.Input order) => Client.ScheduleNewOrchestrationInstanceAsync(
        nameof(DeactivateStrategies), order, new StartOrchestrationOptions(order.OperationId), Limit);

    public async Task<TransitionOutcome> ApplyAsync(TransitionRequest request)
    {
        await ScheduleAsync(request);
        return await OutcomeAsync<TransitionOutcome>(ApplyTransition.InstanceIdOf(request.OperationId));
    }

    public async Task<PromotionOutcome> PromoteAsync(string cycleId, DeskStorage storage)
    {
        var input = new PromoteStrategies.Input(new CycleReference(cycleId, Requester, new string('a', 64)), storage.Datasets);
        var id = await Client.ScheduleNewOrchestrationInstanceAsync(nameof(PromoteStrategies), input, new StartOrchestrationOptions($"{cycleId}:promotion"), Limit);
        return await OutcomeAsync<PromotionOutcome>(id);
    }

    public async Task<T> OutcomeAsync<T>(string instanceId)
    {
        var ended = await Client.WaitForInstanceCompletionAsync(instanceId, getInputsAndOutputs: true, Limit);
        Assert.True(ended.RuntimeStatus == OrchestrationRuntimeStatus.Completed, ended.FailureDetails?.ToString());
        return ended.ReadOutputAs<T>()!;
    }

    public async Task<Deployment> DeploymentAsync(string strategyId) =>
        (await Client.Entities.GetEntityAsync<Deployment>(StrategyDeployment.IdOf(strategyId), cancellation: Limit))!.State;

    public async Task<CapitalLedgerState> LedgerAsync() =>
        (await Client.Entities.GetEntityAsync<CapitalLedgerState>(CapitalLedger.Id, cancellation: Limit))!.State;

    // The clock stands still: a step that failed would wait for its next attempt for ever.
    private static async Task<T> OnceAsync<T>(Func<Task<T>> step)
    {
        try
        {
            return await step();
        }
        catch (Exception error)
        {
            throw new InvalidOperationException(error.ToString(), error);
        }
    }

    public ValueTask DisposeAsync() => services.DisposeAsync();
}
