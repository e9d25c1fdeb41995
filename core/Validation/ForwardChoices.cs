using Serverless.Core.Backtesting;
using Serverless.Core.Indicators;
using Serverless.Core.MarketData;
using Serverless.Core.Strategies;

namespace Serverless.Core.Validation;

/// <summary>
/// Goes on with a walk-forward where its record ends. A record out-of-sample is that of parameters chosen anew in each window, so a deployed strategy
/// chooses in the same way: when it comes to its stage, and each <see cref="WalkForwardSettings.StepDays"/> after.
/// </summary>
public static class ForwardChoices
{
    /// <summary>The choices from <paramref name="from"/> to <paramref name="asOf"/>, in order of time. Later bars never change them.</summary>
    /// <param name="indicators">Indicators of the whole series.</param>
    /// <param name="configuration">The strategy.</param>
    /// <param name="settings">Costs, sizing, and so on; what is held at the end of a training part is closed.</param>
    /// <param name="walkForward">Length of training parts and steps, and number of candidates. An anchored training part begins with the first bar.</param>
    /// <param name="from">When the strategy came to its stage.</param>
    /// <param name="asOf">No choice is made later.</param>
    /// <returns>At least one. Where there are too few bars to train on, a choice is of the configuration's own parameters.</returns>
    /// <exception cref="ArgumentException">There is no such template, or the configuration is for another symbol or market.</exception>
    public static IReadOnlyList<ParameterChoice> Since(
        IndicatorSet indicators,
        StrategyConfiguration configuration,
        BacktestSettings settings,
        WalkForwardSettings walkForward,
        DateTimeOffset from,
        DateTimeOffset asOf)
    {
        ArgumentNullException.ThrowIfNull(indicators);
        ArgumentNullException.ThrowIfNull(configuration);
        ArgumentNullException.ThrowIfNull(settings);
        ArgumentNullException.ThrowIfNull(walkForward);
        WalkForwardEvaluator.Check(indicators, configuration, settings);
        var template = StrategyCatalog.Get(configuration.Template);
        var choice = WalkForwardEvaluator.BestNeighbour(template, configuration, walkForward);
        var (bars, length, closing) = (indicators.Bars, indicators.Bars.Timeframe.Length(), settings with { CloseAtEnd = true });
        var choices = new List<ParameterChoice>();
        for (var at = from; choices.Count == 0 || at <= asOf; at = at.AddDays(walkForward.StepDays))
        {
            var end = bars.IndexAtOrAfter(at.AddDays(-walkForward.EmbargoDays).UtcTicks - length.Ticks + 1);
            var trainEnd = end == 0 ? at.UtcDateTime : bars.OpenTime(end - 1) + length;
            var trainStart = walkForward.Mode == WalkForwardMode.Anchored && end > 0 ? bars.OpenTime(0) : trainEnd.AddDays(-walkForward.TrainDays);
            var start = Math.Min(bars.IndexAtOrAfter(trainStart.Ticks), end);
            var problem = new InSampleProblem(indicators, template, configuration.Parameters, closing, (start, end - start), walkForward.PurgeOverlap);
            var chosen = problem.Bars < WalkForwardEvaluator.FewestBars ? configuration.Parameters : choice(problem);
            choices.Add(new ParameterChoice(at, trainStart, trainEnd, chosen.SequenceEqual(configuration.Parameters) ? configuration : configuration.CreateChild(template, chosen)));
        }

        return choices;
    }
}
