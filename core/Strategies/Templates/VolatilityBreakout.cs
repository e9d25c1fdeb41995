using System.Collections.Immutable;
using Serverless.Core.Indicators;

namespace Serverless.Core.Strategies.Templates;

/// <summary>
/// Follows a move from close to close that exceeds a multiple of the average true range before it, and leaves when the price
/// crosses its average.
/// </summary>
public sealed class VolatilityBreakout : StrategyTemplate
{
    /// <summary>Creates the template.</summary>
    public VolatilityBreakout()
        : base(
            "volatility-breakout",
            version: 1,
            StrategyIdea.Volatility,
            new ParameterRange("atr", 10, 50, 5, 20),
            new ParameterRange("multiple", 0.5, 3, 0.25, 1.5),
            new ParameterRange("average", 10, 100, 10, 30))
    {
    }

    /// <inheritdoc/>
    public override int WarmUp(ImmutableSortedDictionary<string, double> parameters) =>
        Math.Max((int)parameters["atr"] + 1, (int)parameters["average"]);

    /// <inheritdoc/>
    public override void Run<TRunner>(
        IndicatorSet indicators, ImmutableSortedDictionary<string, double> parameters, ref TRunner runner)
    {
        runner.Run(new Signal(
            indicators.Bars.Close,
            indicators.Atr((int)parameters["atr"]),
            indicators.Sma((int)parameters["average"]),
            parameters["multiple"]));
    }

    private readonly ref struct Signal(
        ReadOnlySpan<double> close, ReadOnlySpan<double> range, ReadOnlySpan<double> average, double multiple) : ISignal
    {
        private readonly ReadOnlySpan<double> close = close;
        private readonly ReadOnlySpan<double> range = range;
        private readonly ReadOnlySpan<double> average = average;
        private readonly double multiple = multiple;

        public double Target(int bar, double held)
        {
            var move = close[bar] - close[bar - 1];
            var threshold = multiple * range[bar - 1];
            if (move > threshold)
                return 1;
            if (move < -threshold)
                return -1;
            return held switch
            {
                > 0 when close[bar] < average[bar] => 0,
                < 0 when close[bar] > average[bar] => 0,
                _ => held,
            };
        }
    }
}
