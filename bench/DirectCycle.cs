using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Serverless.Core.Scoring;
using Serverless.Core.Validation;
using Serverless.Functions.Activities;
using Serverless.Functions.Hosting;
using Serverless.Functions.Orchestrations;

namespace Serverless.Bench;

/// <summary>A cycle without an orchestrator: the same activities on the same storage, in a plain parallel loop that a crash would lose.</summary>
internal sealed class DirectCycle : IAsyncDisposable
{
    private readonly ServiceProvider services;
    private readonly int parallelism;

    public DirectCycle(string connectionString, int parallelism)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection([new("AzureWebJobsStorage", connectionString)]).Build();
        services = new ServiceCollection().AddLogging().AddSingleton<IConfiguration>(configuration).AddEvaluation(configuration).AddLifecycle(configuration).AddMonitoring(configuration).BuildServiceProvider();
        this.parallelism = parallelism;
    }

    public async Task RunAsync(CycleInput cycle)
    {
        var none = CancellationToken.None;
        await Get<OpenCycle>().RunAsync(cycle, none);
        var market = await Get<PlanMarket>().RunAsync(new PlanMarket.Input(cycle, cycle.RequestedAt), none);
        await Get<ClassifyRegimes>().RunAsync(new ClassifyRegimes.Input(cycle.Reference, cycle.RequestedAt, CycleTrail.CycleActor), none);
        var strategies = await Get<GenerateStrategies>().RunAsync(
            new GenerateStrategies.Input(cycle, market.Symbols, market.DataHash, cycle.RequestedAt, []), none);

        var outcomes = new StrategyOutcome[strategies.Count];
        await Parallel.ForAsync(0, outcomes.Length, new ParallelOptions { MaxDegreeOfParallelism = parallelism }, async (i, _) =>
        {
            var dataset = market.DatasetOf(strategies[i].Symbol);
            outcomes[i] = await EvaluateAsync(new StrategyTask(cycle.Reference, cycle.Settings, strategies[i], dataset.Info), dataset.Windows, cycle.RequestedAt);
        });
        ScorecardRow[] rows = [.. outcomes.Select(outcome => outcome.Row)];
        var trials = await Get<CountTrials>().RunAsync(cycle.Settings.Experiment, none);
        await Get<AssessEvidence>().RunAsync(new AssessEvidence.Input(cycle, trials, rows, cycle.RequestedAt), none);
        await Get<PublishScorecard>().RunAsync(new PublishScorecard.Input(cycle, market.DataHash, rows, cycle.RequestedAt), none);
    }

    /// <summary>A part of the platform, or an activity.</summary>
    public T Get<T>() => ActivatorUtilities.GetServiceOrCreateInstance<T>(services);

    public ValueTask DisposeAsync() => services.DisposeAsync();

    private async Task<StrategyOutcome> EvaluateAsync(StrategyTask task, IReadOnlyList<WalkForwardWindow> windows, DateTimeOffset now)
    {
        var batches = WindowBatches.Plan(windows, task.Settings.WalkForward, task.Timeframe);
        if (batches is [var all])
            return await Get<EvaluateAtOnce>().RunAsync(new EvaluateAtOnce.Input(task, all, now), CancellationToken.None);
        var outcomes = new List<WindowBatchOutcome>();
        foreach (var batch in batches)
            outcomes.Add(await Get<EvaluateWindows>().RunAsync(new EvaluateWindows.Input(task, batch), CancellationToken.None));
        return await Get<ScoreStrategy>().RunAsync(new ScoreStrategy.Input(task, outcomes, now), CancellationToken.None);
    }
}
