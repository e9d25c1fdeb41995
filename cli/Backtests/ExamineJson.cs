using Serverless.Core.Scoring.Examination;

namespace Serverless.Cli.Backtests;

/// <summary>An examination as one document, without curves.</summary>
internal static class ExamineJson
{
    public static string Of(ExaminedRun run, ExaminationSettings settings, StrategyExamination examination) => CommandJson.Serialize(new
    {
        run.Strategy,
        run.Symbol,
        run.Timeframe,
        run.Source,
        Settings = settings,
        examination.Days,
        Trials = examination.Trials.Select(row => new { row.Parameters, row.Metrics?.Sharpe, row.Metrics?.TotalReturn, row.Metrics?.MaxDrawdown, row.Failure }),
        Best = examination.Best.Parameters,
        examination.Plateau,
        examination.Deflated,
        RealityCheck = examination.Tests.RealityCheck.PValue,
        SuperiorAbility = new { examination.Tests.SuperiorAbility.PLower, examination.Tests.SuperiorAbility.PConsistent, examination.Tests.SuperiorAbility.PUpper },
        Overfitting = examination.Tests.Overfitting?.Probability,
        OutOfSample = examination.WalkForward.OutOfSample,
        examination.Windows,
        examination.Intervals,
        examination.Profile,
        CrossValidation = examination.CrossValidation is { } paths ? new { paths.PathSharpes, paths.Failure } : null,
        examination.Checks,
        examination.IsProven,
        examination.Strength,
    });
}
