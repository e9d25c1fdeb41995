using System.Collections.Immutable;
using Serverless.Core.Backtesting;
using Serverless.Core.Backtesting.Sweeps;
using Serverless.Core.Indicators;
using Serverless.Core.MarketData;
using Serverless.Core.Strategies;
using Serverless.Core.Validation;
using Serverless.Core.Validation.CrossValidation;

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
        var backtest = settings.Backtest ?? throw new ArgumentException($"{nameof(settings.Backtest)} is missing: an examination of a strategy needs its costs.", nameof(settings));
        progress?.Report(ExaminationStage.Trials);
        var plan = new SweepPlan(new TemplateSubject(template, backtest), bars, .., sets);
        var rows = Sweep.Run(plan, new SweepOptions { KeepCurves = true }, cancellationToken);
        using var indicators = new IndicatorSet(bars, backtest.Market);
        return new ExaminedTrials($"{template.Name} on {bars.Symbol}", rows, [.. bars.OpenTicks], backtest.InitialEquity).Conclude(
            settings,
            progress,
            () => WalkForward(indicators, template, sets, backtest, settings.WalkForward, cancellationToken),
            () => CombinatorialEvaluator.Evaluate(indicators, template, sets, backtest, settings.CrossValidation, cancellationToken));
    }

    private static (StrategyResult Result, WalkForwardAnalysis? Analysis) WalkForward(
        IndicatorSet indicators,
        StrategyTemplate template,
        IReadOnlyList<ImmutableSortedDictionary<string, double>> sets,
        BacktestSettings backtest,
        WalkForwardSettings walkForward,
        CancellationToken cancellationToken)
    {
        var bars = indicators.Bars;
        var configuration = StrategyConfiguration.Create(template, bars.Symbol, sets[0]);
        var windows = WalkForwardEvaluator.Evaluate(
            indicators,
            template,
            configuration,
            backtest,
            walkForward,
            WalkForwardPlan.Create(bars, walkForward),
            cancellationToken,
            InSampleChoices.BestOf(sets));
        return (
            StrategyEvaluation.Combine(configuration, windows, bars.Timeframe, backtest),
            WalkForwardAnalysis.Of(template, windows, indicators.BarsPerYear));
    }
}
