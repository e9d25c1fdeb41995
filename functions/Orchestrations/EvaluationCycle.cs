using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using Serverless.Core.Scoring;
using Serverless.Core.Validation.Trials;
using Serverless.Functions.Activities;
using Serverless.Functions.Entities;
using Serverless.Functions.Hosting;

namespace Serverless.Functions.Orchestrations;

/// <summary>
/// One evaluation cycle: plan the data, record which regimes hold, generate strategies or take those of an earlier cycle, evaluate each, judge
/// whether it was luck, publish the scorecard, and, if it is asked to, promote.
/// </summary>
public static class EvaluationCycle
{
    /// <summary>Runs the cycle. A failing strategy is a row with a reason; what fails the cycle itself is recorded and rethrown.</summary>
    [Function(nameof(EvaluationCycle))]
    public static async Task<CycleOutcome> RunAsync([OrchestrationTrigger] TaskOrchestrationContext context, CycleInput input)
    {
        try
        {
            await context.CallActivityAsync(nameof(OpenCycle), input, Retries.Storage);
            var dropped = context.CallActivityAsync(nameof(DropCurves), input, Retries.Storage);
            var classified = context.CallActivityAsync(
                nameof(ClassifyRegimes), new ClassifyRegimes.Input(input.Reference, context.Now(), CycleTrail.CycleActor), Retries.Storage);
            var market = await context.CallActivityAsync<MarketPlan>(nameof(PlanMarket), new PlanMarket.Input(input, context.Now()), Retries.Storage);
            var tracked = input.Promotes || input.Settings.Reevaluates is not null
                ? await context.CallActivityAsync<IReadOnlyList<SealedStrategy>>(nameof(ListTracked), market.Symbols, Retries.Storage)
                : [];
            await classified;
            var strategies = await context.CallActivityAsync<IReadOnlyList<SealedStrategy>>(
                input.Settings.Reevaluates is null ? nameof(GenerateStrategies) : nameof(SelectStrategies),
                new GenerateStrategies.Input(input, market.Symbols, market.DataHash, context.Now(), tracked),
                Retries.Storage);
            var outcomes = await EvaluateAsync(context, input, market, strategies);
            await dropped;
            ScorecardRow[] rows = [.. outcomes.Select(outcome => outcome.Row)];
            var trials = await context.CallActivityAsync<TrialCensus>(nameof(CountTrials), input.Settings.Experiment, Retries.Storage);
            await context.CallActivityAsync(nameof(AssessEvidence), new AssessEvidence.Input(input, trials, rows, context.Now()), Retries.Storage);
            var outcome = await context.CallActivityAsync<CycleOutcome>(
                nameof(PublishScorecard), new PublishScorecard.Input(input, market.DataHash, rows, context.Now()), Retries.Storage);
            if (input.Promotes)
                await PromoteAsync(context, input, market);
            await context.Entities.SignalEntityAsync(TrailSeal.Id, nameof(TrailSeal.Seal));
            return outcome;
        }
        catch (TaskFailedException failure)
        {
            await context.CallActivityAsync(
                nameof(FailCycle), new FailCycle.Input(input, failure.FailureDetails.ErrorMessage, context.Now()), Retries.Storage);
            throw;
        }
    }

    // The scorecard stands, whatever becomes of the promotions.
    private static async Task PromoteAsync(TaskOrchestrationContext context, CycleInput input, MarketPlan market)
    {
        try
        {
            await context.CallSubOrchestratorAsync(
                nameof(PromoteStrategies),
                new PromoteStrategies.Input(input.Reference, [.. market.Datasets.Select(dataset => dataset.Info)]),
                new TaskOptions().WithInstanceId($"{input.CycleId}:promotion"));
        }
        catch (TaskFailedException failure)
        {
            await context.CallActivityAsync(
                nameof(FailPromotion), new FailPromotion.Input(input.Reference, failure.FailureDetails.ErrorMessage, context.Now()), Retries.Storage);
        }
    }

    private static async Task<StrategyOutcome[]> EvaluateAsync(
        TaskOrchestrationContext context, CycleInput input, MarketPlan market, IReadOnlyList<SealedStrategy> strategies)
    {
        await context.Entities.SignalEntityAsync(
            CycleProgress.IdOf(input.CycleId), nameof(CycleProgress.Begin), market.ProgressOf(strategies, context.Now()));
        return await Task.WhenAll(strategies.Select(strategy =>
        {
            var dataset = market.DatasetOf(strategy.Symbol);
            return context.CallSubOrchestratorAsync<StrategyOutcome>(
                nameof(EvaluateStrategy),
                new EvaluateStrategy.Input(new StrategyTask(input.Reference, input.Settings, strategy, dataset.Info), dataset.Windows),
                new TaskOptions().WithInstanceId($"{input.CycleId}:{strategy.Id}"));
        }));
    }
}
