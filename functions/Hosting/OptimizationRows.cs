using Serverless.Functions.Orchestrations;
using Serverless.Infra.State;

namespace Serverless.Functions.Hosting;

/// <summary>Rows of table <c>Optimizations</c> at the stages of an optimisation.</summary>
internal static class OptimizationRows
{
    public static OptimizationRow Running(OptimizationInput optimization) => new()
    {
        OptimizationId = optimization.OptimizationId,
        Status = "Running",
        RequestedAt = optimization.RequestedAt,
        Title = optimization.Search.Title,
        Experiment = optimization.Search.Experiment,
        Method = optimization.Search.Method.ToString(),
        Objective = optimization.Search.Objective,
        Trials = optimization.Search.Trials,
        ConfigHash = optimization.Search.RequestHash,
        DataHash = optimization.Search.DataHash,
    };

    public static OptimizationRow Completed(OptimizationInput optimization, DateTimeOffset completedAt, OptimizationOutcome outcome) =>
        Ended(optimization, "Completed", completedAt, message: null) with
        {
            TrialsDone = outcome.Progress.Trials,
            BestObjective = outcome.Progress.Best?.Objective,
            OutOfSampleObjective = outcome.OutOfSampleObjective,
            RunId = outcome.RunId,
            ResultHash = outcome.ResultHash,
        };

    public static OptimizationRow Ended(OptimizationInput optimization, string status, DateTimeOffset endedAt, string? message) =>
        Running(optimization) with { Status = status, CompletedAt = endedAt, Message = message };
}
