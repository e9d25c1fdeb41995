using Serverless.Core.Scoring.Examination;

namespace Serverless.Cli.Backtests;

/// <summary>An examination as one document, without curves.</summary>
internal static class ExamineJson
{
    public static string Of(RunInput input, ExaminationSettings settings, StrategyExamination examination) => CommandJson.Serialize(new
    {
        Strategy = input.Strategy.Definition.Schema.Name,
        input.Bars.Symbol,
        Timeframe = TimeframeName.Of(input.Bars.Timeframe),
        input.Source,
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
        CrossValidation = new { examination.CrossValidation.PathSharpes, examination.CrossValidation.Failure },
        examination.Checks,
        examination.IsProven,
        examination.Strength,
    });
}
