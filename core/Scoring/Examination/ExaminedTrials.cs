using Serverless.Core.Backtesting.Sweeps;
using Serverless.Core.Metrics;
using Serverless.Core.Validation;
using Serverless.Core.Validation.Bootstrap;
using Serverless.Core.Validation.CrossValidation;
using Serverless.Core.Validation.Overfitting;
using Serverless.Core.Validation.Trials;

namespace Serverless.Core.Scoring.Examination;

/// <summary>The trials of an examination, whatever was run.</summary>
/// <param name="Name">What was run, for messages.</param>
/// <param name="Rows">All sets over the whole range, with their curves.</param>
/// <param name="Ticks">For each value of the curves a UTC time in ticks within the day that it belongs to.</param>
/// <param name="InitialEquity">Equity before the first.</param>
internal sealed record ExaminedTrials(string Name, IReadOnlyList<SweepRow> Rows, long[] Ticks, double InitialEquity)
{
    /// <summary>Tests them, and puts all together.</summary>
    /// <param name="settings">Gates, and how much is resampled.</param>
    /// <param name="progress">Hears which part begins; null for nobody.</param>
    /// <param name="walkForward">Chooses and tests window by window.</param>
    /// <param name="crossValidate">Chooses and tests on all combinations of groups; null where that is not done.</param>
    /// <exception cref="ArgumentException">There are too few days, no set, or every set fails.</exception>
    public StrategyExamination Conclude(
        ExaminationSettings settings,
        IProgress<ExaminationStage>? progress,
        Func<(StrategyResult Result, WalkForwardAnalysis? Analysis)> walkForward,
        Func<CombinatorialResult>? crossValidate)
    {
        var finished = Rows.Where(row => row.Failure is null).ToList();
        if (finished.Count == 0)
            throw new ArgumentException($"{Name}: no parameter set runs to the end: {(Rows.Count == 0 ? "there is none" : Rows[0].Failure)}.", nameof(settings));

        progress?.Report(ExaminationStage.Selection);
        var trials = DailyAlignment.Align(finished.ConvertAll(row => DailyReturns.Of(Ticks, row.Equity, InitialEquity)));
        if (trials.Periods < StrategyExaminer.FewestDays)
            throw new ArgumentException($"{Name} has {trials.Periods} days; an examination needs {StrategyExaminer.FewestDays}.", nameof(settings));
        var bootstrap = new BootstrapSettings { Replications = settings.Histories, Seed = settings.Seed };
        var tests = SelectionTests.Of(trials, settings.Gates.FamilyWiseError, bootstrap);
        var best = finished.MaxBy(row => row.Metrics!.Sharpe ?? double.NegativeInfinity)!;

        progress?.Report(ExaminationStage.WalkForward);
        var (result, windows) = walkForward();
        if (crossValidate is not null)
            progress?.Report(ExaminationStage.CrossValidation);
        var daily = result.OutOfSample is null ? null : DailyReturns.Of(result.OpenTicks, result.Equity, InitialEquity);
        var examination = new StrategyExamination
        {
            Trials = [.. Rows.Select(row => row with { Equity = null })],
            Best = best with { Equity = null },
            Plateau = PlateauOf(best),
            Deflated = DeflatedSelection.Of(trials),
            Days = trials.Periods,
            Tests = tests,
            WalkForward = result,
            Windows = windows,
            Intervals = daily is null ? null : MetricIntervals.Measure(daily.Values, daily.DaysPerYear, tests.Resampler, bootstrap),
            Profile = daily is null ? null : ReturnProfile.Of(daily),
            CrossValidation = crossValidate?.Invoke(),
            Checks = [],
        };
        return examination with { Checks = ExaminationChecks.Of(examination, settings.Gates) };
    }

    private ParameterPlateau? PlateauOf(SweepRow best) => best.Metrics!.Sharpe is null
        ? null
        : ParameterPlateau.Around([.. Rows.Select(row => new ParameterScore(row.Parameters, row.Metrics?.Sharpe))], best.Parameters);
}
