using Serverless.Core.Backtesting;
using Serverless.Core.Indicators;
using Serverless.Core.MarketData;
using Serverless.Core.Metrics;
using Serverless.Core.Strategies;

namespace Serverless.Core.Validation;

/// <summary>
/// Evaluates walk-forward windows: on the training part the candidates around the configuration are run and the one with the highest
/// Sharpe ratio is chosen (the first of equals, so the configuration itself before its neighbours); it is then run on the test part.
/// Both parts start flat with the initial equity, and close what they hold at their last close.
/// </summary>
public static class WalkForwardEvaluator
{
    /// <summary>Bars that a training part and a test part need.</summary>
    internal const int FewestBars = 20;

    /// <summary>Evaluates a batch of windows. A window's result does not depend on the batch that it is in.</summary>
    /// <param name="indicators">Indicators of the whole series, also when the batch is small: bars before a window warm it up.</param>
    /// <param name="configuration">The strategy.</param>
    /// <param name="settings">Costs, sizing, and so on; what is held at the end of a part is always closed.</param>
    /// <param name="walkForward">Number of candidates.</param>
    /// <param name="batch">Windows of <see cref="WalkForwardPlan"/>.</param>
    /// <param name="cancellationToken">Looked at before every window.</param>
    /// <returns>One result per window, in the order of the batch.</returns>
    /// <exception cref="ArgumentException">There is no such template, or the configuration is for another symbol or market.</exception>
    public static IReadOnlyList<WindowResult> Evaluate(
        IndicatorSet indicators,
        StrategyConfiguration configuration,
        BacktestSettings settings,
        WalkForwardSettings walkForward,
        IReadOnlyList<WalkForwardWindow> batch,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        return Evaluate(indicators, StrategyCatalog.Get(configuration.Template), configuration, settings, walkForward, batch, cancellationToken);
    }

    /// <summary>As the other overload, with a template that need not be in the catalog, and any way to choose parameters in-sample.</summary>
    /// <param name="indicators">Indicators of the whole series.</param>
    /// <param name="template">The rule.</param>
    /// <param name="configuration">The strategy.</param>
    /// <param name="settings">Costs, sizing, and so on; what is held at the end of a part is always closed.</param>
    /// <param name="walkForward">Number of candidates, and whether overlap is purged.</param>
    /// <param name="batch">Windows of <see cref="WalkForwardPlan"/>.</param>
    /// <param name="cancellationToken">Looked at before every window.</param>
    /// <param name="choice">How parameters are chosen; null for the best of the configuration and its neighbours.</param>
    /// <returns>One result per window, in the order of the batch.</returns>
    /// <exception cref="ArgumentException">The configuration is for another symbol or market.</exception>
    public static IReadOnlyList<WindowResult> Evaluate(
        IndicatorSet indicators,
        StrategyTemplate template,
        StrategyConfiguration configuration,
        BacktestSettings settings,
        WalkForwardSettings walkForward,
        IReadOnlyList<WalkForwardWindow> batch,
        CancellationToken cancellationToken,
        InSampleChoice? choice = null)
    {
        ArgumentNullException.ThrowIfNull(indicators);
        ArgumentNullException.ThrowIfNull(template);
        ArgumentNullException.ThrowIfNull(configuration);
        ArgumentNullException.ThrowIfNull(settings);
        ArgumentNullException.ThrowIfNull(walkForward);
        ArgumentNullException.ThrowIfNull(batch);
        Check(indicators, configuration, settings);
        settings = settings with { CloseAtEnd = true };
        choice ??= BestNeighbour(template, configuration, walkForward);
        var results = new WindowResult[batch.Count];
        for (var i = 0; i < results.Length; i++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var train = Between(indicators.Bars, batch[i].TrainStart, batch[i].TrainEnd);
            var problem = new InSampleProblem(indicators, template, configuration.Parameters, settings, train, walkForward.PurgeOverlap);
            results[i] = EvaluateWindow(indicators, problem, choice, settings, batch[i]);
        }

        return results;
    }

    /// <summary>The way to choose of a cycle: the best of the configuration and its neighbours.</summary>
    internal static InSampleChoice BestNeighbour(StrategyTemplate template, StrategyConfiguration configuration, WalkForwardSettings walkForward) =>
        InSampleChoices.BestOf(template.FindProblem(configuration.Parameters) is null
            ? ParameterNeighbourhood.Around(template, configuration.Parameters, walkForward.Candidates)
            : [configuration.Parameters]);

    /// <exception cref="ArgumentException">The configuration is for another symbol or market.</exception>
    internal static void Check(IndicatorSet indicators, StrategyConfiguration configuration, BacktestSettings settings)
    {
        if (indicators.Bars.Symbol != configuration.Symbol)
        {
            throw new ArgumentException(
                $"{configuration.Id} is for {configuration.Symbol}, the bars are of {indicators.Bars.Symbol}.", nameof(indicators));
        }

        if (indicators.Market != settings.Market)
        {
            throw new ArgumentException(
                $"{configuration.Id}: the settings are for {settings.Market}, the indicators for {indicators.Market}.", nameof(indicators));
        }
    }

    private static WindowResult EvaluateWindow(
        IndicatorSet indicators, InSampleProblem problem, InSampleChoice choice, BacktestSettings settings, WalkForwardWindow window)
    {
        var test = Between(indicators.Bars, window.TestStart, window.TestEnd);
        if (problem.Bars < FewestBars || test.Length < FewestBars)
            return Insufficient(window, problem.Bars, test.Length);
        var chosen = choice(problem);
        var counted = problem.LengthFor(chosen);
        if (counted < FewestBars)
            return Insufficient(window, counted, test.Length);
        var inSample = problem.Run(chosen, counted);
        var outOfSample = Backtester.Run(indicators, problem.Template, chosen, settings, test.Start, test.Length);
        if ((inSample.Failure ?? outOfSample.Failure) is { } failure)
            return new WindowResult { Window = window, Outcome = EvaluationOutcome.Failed, Reason = failure.ToString() };

        var returns = new double[test.Length];
        EquityReturns.Compute(settings.InitialEquity, outOfSample.Equity, returns);
        return new WindowResult
        {
            Window = window,
            Outcome = EvaluationOutcome.Evaluated,
            Parameters = chosen,
            InSample = inSample.Metrics,
            PurgedBars = problem.Bars - counted,
            OutOfSample = outOfSample.Metrics,
            OpenTicks = outOfSample.OpenTicks,
            Returns = returns,
            Trades = outOfSample.Trades,
            Missing = MissingBars.Of(indicators.Bars, indicators.Market, test.Start, test.Length),
            Activity = outOfSample.Activity,
        };
    }

    private static WindowResult Insufficient(WalkForwardWindow window, int train, int test) => new()
    {
        Window = window,
        Outcome = EvaluationOutcome.InsufficientData,
        Reason = $"window {window.Index} has {train} bars to train and {test} to test; it needs {FewestBars} of each.",
    };

    private static (int Start, int Length) Between(BarSeries bars, DateTime from, DateTime to)
    {
        var start = bars.IndexAtOrAfter(from.Ticks);
        return (start, bars.IndexAtOrAfter(to.Ticks) - start);
    }
}
