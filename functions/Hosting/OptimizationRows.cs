using Serverless.Core.MarketData;
using Serverless.Functions.Orchestrations;
using Serverless.Infra.State;

namespace Serverless.Functions.Hosting;

/// <summary>Rows of table <c>Optimizations</c> at the stages of an optimisation.</summary>
internal static class OptimizationRows
{
    public static OptimizationRow Running(OptimizationInput optimization, DatasetInfo dataset) => Of(optimization) with { DataHash = dataset.Sha256 };

    public static OptimizationRow Completed(OptimizationInput optimization, DateTimeOffset completedAt, OptimizationOutcome outcome) =>
        Running(optimization, outcome.Progress.Plan.Dataset) with
        {
            Status = "Completed",
            CompletedAt = completedAt,
            TrialsDone = outcome.Progress.Trials,
            BestObjective = outcome.Progress.Best?.Objective,
            OutOfSampleObjective = outcome.OutOfSampleObjective,
            ResultHash = outcome.ResultHash,
        };

    public static OptimizationRow Ended(OptimizationInput optimization, string status, DateTimeOffset endedAt, string? message) =>
        Of(optimization) with { Status = status, CompletedAt = endedAt, Message = message };

    private static OptimizationRow Of(OptimizationInput optimization) => new()
    {
        OptimizationId = optimization.OptimizationId,
        Status = "Running",
        RequestedAt = optimization.RequestedAt,
        Template = optimization.Settings.Template,
        Symbol = optimization.Settings.Symbol,
        Method = optimization.Settings.Method.ToString(),
        Objective = optimization.Settings.Objective.Figure,
        Trials = optimization.Settings.Trials,
        ConfigHash = optimization.SettingsHash,
    };
}
