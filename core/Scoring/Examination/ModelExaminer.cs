using System.Collections.Immutable;
using Serverless.Core.Backtesting.Models;
using Serverless.Core.Backtesting.Sweeps;
using Serverless.Core.Strategies;
using Serverless.Core.Validation;

namespace Serverless.Core.Scoring.Examination;

/// <summary>Examines the models of a platform on one account: as <see cref="StrategyExaminer"/> does a strategy, but for cross-validation.</summary>
public static class ModelExaminer
{
    /// <summary>Runs all trials and tests.</summary>
    /// <param name="configuration">What is run; parameters that no set names stay as they are.</param>
    /// <param name="run">The same, prepared.</param>
    /// <param name="axes">What changes; all combinations are the trials.</param>
    /// <param name="settings">Windows, gates; costs are the configuration's.</param>
    /// <param name="progress">Hears which part begins, and of windows how many are done; null for nobody.</param>
    /// <param name="cancellationToken">Stops between runs.</param>
    /// <exception cref="ArgumentException">There is no axis, or a value is not allowed, or there are too few days, or every set fails.</exception>
    public static StrategyExamination Examine(
        PlatformConfiguration configuration,
        ModelRun run,
        IReadOnlyList<ParameterAxis> axes,
        ExaminationSettings settings,
        IProgress<ExaminationStage>? progress,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        ArgumentNullException.ThrowIfNull(run);
        ArgumentNullException.ThrowIfNull(settings);
        var sets = ModelAxes.Grid(configuration, axes).Sets;
        progress?.Report(ExaminationStage.Trials);
        var sweep = new ModelSweep(configuration, run);
        var rows = sweep.Run(sets, new SweepOptions { KeepCurves = true }, cancellationToken);
        var trials = new ExaminedTrials(configuration.Experiment, rows, ModelSweep.TicksWithin(sweep.Execute(sets[0])), configuration.BacktestInitialNav);
        return trials.Conclude(settings, progress, WalkForward, crossValidate: null);

        (StrategyResult, WalkForwardAnalysis?) WalkForward()
        {
            var walk = new ModelWalkForward(configuration, run.Data);
            var windows = walk.Plan(settings.WalkForward).Select(window => walk.Evaluate(window, sets, new SweepOptions(), cancellationToken)).ToList();
            var barsPerYear = windows.Find(window => window.OutOfSample is not null)?.OutOfSample!.BarsPerYear ?? 1;
            return (
                StrategyEvaluation.Combine(Named(configuration, sets[0]), windows, barsPerYear, configuration.BacktestInitialNav),
                WalkForwardAnalysis.Of([.. axes.Select(RangeOf)], windows, barsPerYear));
        }
    }

    // Widths are all that is asked of a range.
    private static ParameterRange RangeOf(ParameterAxis axis) => new(axis.Name, axis.Values.Min(), axis.Values.Max(), 1, axis.Values[0]);

    private static StrategyConfiguration Named(PlatformConfiguration configuration, ImmutableSortedDictionary<string, double> set) =>
        new(configuration.Experiment, configuration.Experiment, PlatformConfiguration.CurrentVersion, 1, null, string.Join(", ", configuration.Symbols), set);
}
