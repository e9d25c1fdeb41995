using System.Collections.Immutable;
using Serverless.Core.Backtesting.Sweeps;
using Serverless.Core.Indicators;
using Serverless.Core.MarketData;
using Serverless.Core.Metrics;
using Serverless.Core.Strategies;
using Serverless.Core.Validation;
using Serverless.Core.Validation.Bootstrap;
using Serverless.Core.Validation.CrossValidation;
using Serverless.Core.Validation.Overfitting;
using Serverless.Core.Validation.Trials;

namespace Serverless.Core.Scoring.Examination;

/// <summary>Examines one strategy on one series with everything that the platform knows about fooling oneself.</summary>
public static class StrategyExaminer
{
    /// <summary>Fewest days of bars.</summary>
    public const int FewestDays = 60;

    /// <summary>Runs all trials and tests.</summary>
    /// <param name="bars">The series; all of it is traded, from the first bar that a rule can decide on.</param>
    /// <param name="template">The rule.</param>
    /// <param name="sets">The parameter sets that are tried, each once. They are the trials: leave none out.</param>
    /// <param name="settings">Costs, windows, gates.</param>
    /// <param name="progress">Hears which part begins; null for nobody.</param>
    /// <param name="cancellationToken">Stops between runs.</param>
    /// <exception cref="ArgumentException">There are fewer than <see cref="FewestDays"/> days, no set, or every set fails.</exception>
    public static StrategyExamination Examine(
        BarSeries bars,
        StrategyTemplate template,
        IReadOnlyList<ImmutableSortedDictionary<string, double>> sets,
        ExaminationSettings settings,
        IProgress<ExaminationStage>? progress,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(bars);
        ArgumentNullException.ThrowIfNull(template);
        ArgumentNullException.ThrowIfNull(sets);
        ArgumentNullException.ThrowIfNull(settings);
        progress?.Report(ExaminationStage.Trials);
        var plan = new SweepPlan(new TemplateSubject(template, settings.Backtest), bars, .., sets);
        var rows = Sweep.Run(plan, new SweepOptions { KeepCurves = true }, cancellationToken);
        var finished = rows.Where(row => row.Failure is null).ToList();
        if (finished.Count == 0)
            throw new ArgumentException($"{template.Name}: no parameter set runs to the end: {(rows.Count == 0 ? "there is none" : rows[0].Failure)}.", nameof(sets));

        progress?.Report(ExaminationStage.Selection);
        var trials = DailyAlignment.Align(finished.ConvertAll(row => DailyReturns.Of(bars.OpenTicks, row.Equity, settings.Backtest.InitialEquity)));
        if (trials.Periods < FewestDays)
            throw new ArgumentException($"{bars.Symbol} has {trials.Periods} days; an examination needs {FewestDays}.", nameof(bars));
        var bootstrap = new BootstrapSettings { Replications = settings.Histories, Seed = settings.Seed };
        var tests = SelectionTests.Of(trials, settings.Gates.FamilyWiseError, bootstrap);
        var best = finished.MaxBy(row => row.Metrics!.Sharpe ?? double.NegativeInfinity)!;

        progress?.Report(ExaminationStage.WalkForward);
        using var indicators = new IndicatorSet(bars, settings.Backtest.Market);
        var (walkForward, windows) = WalkForward(indicators, template, sets, settings, cancellationToken);

        progress?.Report(ExaminationStage.CrossValidation);
        var paths = CombinatorialEvaluator.Evaluate(indicators, template, sets, settings.Backtest, settings.CrossValidation, cancellationToken);

        var daily = walkForward.OutOfSample is null
            ? null
            : DailyReturns.Of(walkForward.OpenTicks, walkForward.Equity, settings.Backtest.InitialEquity);
        var examination = new StrategyExamination
        {
            Trials = [.. rows.Select(row => row with { Equity = null })],
            Best = best with { Equity = null },
            Plateau = PlateauOf(rows, best),
            Deflated = DeflatedSelection.Of(trials),
            Days = trials.Periods,
            Tests = tests,
            WalkForward = walkForward,
            Windows = windows,
            Intervals = daily is null ? null : MetricIntervals.Measure(daily.Values, daily.DaysPerYear, tests.Resampler, bootstrap),
            Profile = daily is null ? null : ReturnProfile.Of(daily),
            CrossValidation = paths,
            Checks = [],
        };
        return examination with { Checks = ExaminationChecks.Of(examination, settings.Gates) };
    }

    private static ParameterPlateau? PlateauOf(IReadOnlyList<SweepRow> rows, SweepRow best) => best.Metrics!.Sharpe is null
        ? null
        : ParameterPlateau.Around([.. rows.Select(row => new ParameterScore(row.Parameters, row.Metrics?.Sharpe))], best.Parameters);

    private static (StrategyResult Result, WalkForwardAnalysis? Analysis) WalkForward(
        IndicatorSet indicators,
        StrategyTemplate template,
        IReadOnlyList<ImmutableSortedDictionary<string, double>> sets,
        ExaminationSettings settings,
        CancellationToken cancellationToken)
    {
        var bars = indicators.Bars;
        var configuration = StrategyConfiguration.Create(template, bars.Symbol, sets[0]);
        var windows = WalkForwardEvaluator.Evaluate(
            indicators,
            template,
            configuration,
            settings.Backtest,
            settings.WalkForward,
            WalkForwardPlan.Create(bars, settings.WalkForward),
            cancellationToken,
            InSampleChoices.BestOf(sets));
        return (
            StrategyEvaluation.Combine(configuration, windows, bars.Timeframe, settings.Backtest),
            WalkForwardAnalysis.Of(template, windows, indicators.BarsPerYear));
    }
}
